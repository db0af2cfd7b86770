"""Numbers in and out, as officials write them."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tracker.common.numbers import NumberError, format_number, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("38,51", "38.51"),
        ("38.51", "38.51"),
        ("1.234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("0.234", "0.234"),
        ("0,125", "0.125"),
        ("−4", "-4"),
        (" 12 ", "12"),
        ("0", "0"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u202f567", "1234567"),
        ("-1 234.5", "-1234.5"),
        ("1 234,567", "1234.567"),
        ("38,51\u00a0", "38.51"),
        ("\uff13\uff18,51", "38.51"),
    ],
)
def test_reads_what_can_be_meant_only_one_way(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["4\u03365", "4\u0336,\u03361\u03364,7", "12\u0336"])
def test_a_figure_that_is_struck_out_is_no_digit(text):
    with pytest.raises(NumberError):
        parse_number(text)


@pytest.mark.parametrize("text", ["38,51¹", "5²", "2₁", "²", "38,51⁾²", "3½", "①", "1 234⁵"])
def test_a_raised_figure_is_no_digit(text):
    with pytest.raises(NumberError, match=r"nhỏ|raised"):
        parse_number(text)


@pytest.mark.parametrize(
    "text",
    ["2 3", "1 2345", "12 34", "1234 567", "38, 51", "3 8,51", "1  234", "0 123", "1 234 5", "- 3"],
)
def test_blanks_part_thousands_and_nothing_else(text):
    with pytest.raises(NumberError):
        parse_number(text)


def test_a_lone_dot_behind_blanks_is_asked_about_too():
    with translation.override("en"), pytest.raises(NumberError, match="1234567 or 1234,567"):
        parse_number("1 234.567")


@pytest.mark.parametrize("text", ["1.234", "126.000", "-1.234", "520.000"])
def test_a_lone_dot_before_three_digits_is_asked_about(text):
    with pytest.raises(NumberError, match=r"hai cách|two ways"):
        parse_number(text)


@pytest.mark.parametrize(
    "text", ["", "12a", "4,7–5,1", "trên 40", "1,2,3", "1e5", "NaN", "٣", "--1"]
)
def test_refuses_what_is_no_single_number(text):
    with pytest.raises(NumberError):
        parse_number(text)


def test_refuses_more_digits_than_are_kept_exactly():
    with pytest.raises(NumberError):
        parse_number("1234567890123456")


@pytest.mark.parametrize(
    ("value", "places", "vietnamese", "english"),
    [
        ("1234567.8", None, "1.234.567,8", "1,234,567.8"),
        ("38.505", 2, "38,51", "38.51"),
        ("-4", 1, "−4,0", "−4.0"),
        ("-0.04", 1, "0,0", "0.0"),
        ("0", None, "0", "0"),
        ("100", None, "100", "100"),
    ],
)
def test_writes_in_the_language_of_the_page(value, places, vietnamese, english):
    assert format_number(Decimal(value), places) == vietnamese
    with translation.override("en"):
        assert format_number(Decimal(value), places) == english


def test_none_is_nothing():
    assert format_number(None, 1) == ""


@given(st.decimals(-(10**6), 10**6, places=2))
def test_what_is_written_can_be_read_back(value):
    assert parse_number(format_number(value, 2)) == value
