"""The grid's fields: what they show reads back to the same content, its mark tells changes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.forms.entry import TypedCell, number_text, typed_cell
from tracker.common.numbers import parse_number


@given(st.decimals(min_value=-(10**8), max_value=10**8, places=6, allow_nan=False))
def test_a_shown_number_reads_back_to_itself(number: Decimal):
    assert parse_number(number_text(number)) == number


def test_an_empty_number_is_an_empty_field():
    assert number_text(None) == ""


def posted(**typed) -> dict[str, str]:
    return {f"e7-{name}": text for name, text in typed.items()}


def test_a_row_that_is_not_in_the_form():
    assert typed_cell({}, 7) is None


@pytest.mark.parametrize("text", ["a\r\nb", " a\nb ", "a\nb\x00"])
def test_line_ends_and_blanks_are_no_change(text):
    shown = TypedCell(note="a\nb").mark
    cell = typed_cell(posted(version=f"3-{shown}", note=text), 7)
    assert (cell.version, cell.is_changed) == (3, False)


@pytest.mark.parametrize(
    "typed", [{"value": "1"}, {"note": "x"}, {"estimate": "on"}, {"kept": "on"}]
)
def test_anything_else_is_a_change(typed):
    shown = TypedCell().mark
    assert typed_cell(posted(version=f"3-{shown}", **typed), 7).is_changed


def test_decomposed_letters_are_composed():
    assert typed_cell(posted(version="1-", value="chu\u031ba"), 7).value == "chưa"
