"""What is written into cells, read again by the library and by our own reader."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.tracker.common.sheets.workbooks import unpacked
from tracker.common.sheets.looks import Look
from tracker.common.sheets.reader import CellIn, read_workbook
from tracker.common.sheets.writer import Book, Cell, Value

TWO_DECIMALS = Look(number_format="#,##0.00", align="right")


def written(*values: Value, look: Look | None = None) -> bytes:
    """A book with the values below each other in column A."""
    book = Book(title="Biểu", author="Trần Thị Bích")
    made = book.sheet("Số liệu", widths=[20])
    for value in values:
        made.row([Cell(value) if look is None else Cell(value, look)])
    return book.save()


def theirs(content: bytes) -> list[Any]:
    """Column A as the library reads it."""
    return [row[0] for row in load_workbook(BytesIO(content)).active.iter_rows()]


def ours(content: bytes) -> list[CellIn]:
    return [row[1] for row in read_workbook(content)[0].rows.values()]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "=cmd|'/c calc'!A0",
        "=",
        "{=A1}",
        "#N/A",
        "1",
        "TRUE",
    ],
)
def test_text_stays_text_whatever_it_begins_with(text):
    content = written(text)
    (cell,) = theirs(content)
    assert (cell.data_type, cell.value) == ("s", text)
    assert ours(content) == [CellIn("A1", text.strip())]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x08c\x0bd\x1be", "abcde"),
        ("a\ufffeb\uffffc\ufdd0d", "abcd"),
        ("a\ud800b\udfffc", "abc"),
        ("a\x7fb\x85c", "a\x7fb\x85c"),
        ("một\nhai", "một\nhai"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("Đô thị 😀 \u200b m²", "Đô thị 😀 \u200b m²"),
        ("  giữa  ", "  giữa  "),
    ],
)
def test_what_no_cell_may_hold_is_left_out(text, kept):
    (cell,) = theirs(written(text))
    assert cell.value == kept


@pytest.mark.parametrize("text", ["_x0041_", "a_x000D_b", "_x005F_x0041_", "_x0_", "_xyz_"])
def test_what_looks_escaped_comes_back_as_it_was(text):
    assert ours(written(text)) == [CellIn("A1", text)]


def test_text_is_as_long_as_a_cell_and_not_longer():
    assert len(theirs(written("đ" * 32_767))[0].value) == 32_767
    assert len(theirs(written("đ" * 40_000))[0].value) == 32_767


@pytest.mark.parametrize(
    "number",
    ["38.51", "9.95", "0.1", "-12.345678", "1234567.8", "0", "1E+3", "0.00", "123456789012.345"],
)
def test_numbers_are_exact_to_the_last_digit(number):
    content = written(Decimal(number))
    assert f"<v>{Decimal(number):f}</v>" in unpacked(content)["xl/worksheets/sheet1.xml"].decode()
    (cell,) = theirs(content)
    assert (cell.data_type, cell.value) == ("n", float(number))
    assert ours(content)[0].number == Decimal(number)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.decimals(-(10**9), 10**9, places=6), min_size=1))
def test_any_number_of_six_decimals_comes_back(numbers):
    assert [cell.number for cell in ours(written(*numbers))] == numbers


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(min_size=1), min_size=1))
def test_any_text_can_be_written_and_read(values):
    content = written(*values)
    assert all(cell.data_type == "s" for cell in theirs(content) if cell.value is not None)
    assert all(cell.text and not cell.is_formula for cell in ours(content))


def test_whole_numbers_and_nothing():
    content = written(5, None, 1_000_000_000_000)
    assert [cell.value for cell in theirs(content)] == [5, None, 1_000_000_000_000]


def test_days_are_days_in_a_look_of_their_own_or_not():
    day = date(2026, 4, 3)
    (cell,) = theirs(written(day))
    assert (cell.is_date, cell.value.date(), cell.number_format) == (True, day, "dd/mm/yyyy")
    (cell,) = theirs(written(day, look=Look(number_format="mm/yyyy")))
    assert cell.number_format == "mm/yyyy"
    assert ours(written(day))[0] == CellIn("A1", "03/04/2026", day=day)


def test_a_day_before_spreadsheets_count_is_text():
    content = written(date(1900, 3, 1), date(1900, 2, 28), date(937, 1, 2))
    assert [cell.text for cell in ours(content)] == ["01/03/1900", "28/02/1900", "02/01/0937"]
    assert [cell.day is None for cell in ours(content)] == [False, True, True]


@pytest.mark.parametrize(
    "value",
    [1.5, True, datetime(2026, 4, 3, tzinfo=UTC), time(12), b"x", ["x"], object()],
    ids=lambda value: type(value).__name__,
)
def test_what_has_no_exact_meaning_is_refused(value):
    with pytest.raises(TypeError):
        written(value)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_a_number_that_is_none_is_refused(number):
    with pytest.raises(ValueError, match="infinity"):
        written(Decimal(number))


def test_a_look_is_made_into_one_style_however_often_it_is_used():
    content = written(*map(Decimal, range(200)), look=TWO_DECIMALS)
    assert unpacked(content)["xl/styles.xml"].count(b"<xf ") <= 4
    assert {cell.number_format for cell in theirs(content)} == {"#,##0.00"}


def test_a_look_is_kept():
    look = Look(size=14, bold=True, fill="DCE3EA", border=True, is_locked=False, indent=2)
    (cell,) = theirs(written("x", look=look))
    assert (cell.font.name, cell.font.sz, cell.font.b) == ("Times New Roman", 14, True)
    assert cell.fill.fgColor.rgb == "00DCE3EA"
    assert cell.border.left.style == cell.border.bottom.style == "thin"
    assert (cell.protection.locked, cell.alignment.indent) == (False, 2)
    (cell,) = theirs(written("x", look=Look(underline=True)))
    assert cell.border.bottom.style == "thin"
    assert cell.border.top is None


def test_the_book_says_what_it_is():
    book = Book(title="Biểu\x00 tổng hợp", author="Trần\ud800 Bích", subject="Quý III/2026")
    book.sheet("1", widths=[])
    found = load_workbook(BytesIO(book.save())).properties
    assert (found.title, found.creator, found.subject) == (
        "Biểu tổng hợp",
        "Trần Bích",
        "Quý III/2026",
    )
