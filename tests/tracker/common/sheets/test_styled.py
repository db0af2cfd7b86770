"""Cells that know their style: written where they stand, with the look that they were given."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from tracker.common.sheets.looks import FONT, Look
from tracker.common.sheets.writer import Book, Cell

_BOLD, _RED = Look(bold=True), Look(colour="AA0000", number_format="0.0")


def test_a_row_with_holes_keeps_its_places_and_its_looks():
    book = Book(title="", author="")
    sheet = book.sheet("x", widths=[10] * 4)
    sheet.row([Cell("a", _BOLD), None, Cell(Decimal("1.5"), _RED), Cell(None, _BOLD)])
    sheet.row([None, Cell("b", _RED)])
    read = load_workbook(BytesIO(book.save())).active
    assert (read["A1"].value, read["A1"].font.bold) == ("a", True)
    assert (read["C1"].value, read["C1"].font.color.rgb) == (1.5, "00AA0000")
    assert (read["C1"].number_format, read["D1"].font.bold) == ("0.0", True)
    assert (read["B1"].value, read["B2"].value) == (None, "b")


def test_columns_are_measured_in_the_font_that_every_office_has():
    book = Book(title="", author="")
    book.sheet("x", widths=[10]).row([Cell("a")])
    read = load_workbook(BytesIO(book.save()))
    assert read._named_styles["Normal"].font.name == FONT
    assert read._fonts[0].name == FONT
