"""What people do to a form in a spreadsheet, done to its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from io import BytesIO

from django.utils.translation import override
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from reports.exports.form.book import form_book
from reports.exports.form.content import Form
from tests.reports.exports.form.forms import FULL

FIGURES, CLASSES, TASKS, GUIDE = range(4)


def file_of(form: Form = FULL, language: str = "vi") -> bytes:
    with override(language):
        return form_book(form)


def edited(content: bytes, *deeds: Callable[[Workbook], None]) -> bytes:
    """The workbook opened, changed and saved anew."""
    book = load_workbook(BytesIO(content))
    for deed in deeds:
        deed(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def column(sheet: Worksheet, code: str) -> int:
    """Where the column with that code stands now."""
    return next(cell.column for cell in cells(sheet) if cell.value == f"lt:{code}")


def row(sheet: Worksheet, code: str) -> int:
    """Where the row with that code stands now."""
    return next(cell.row for cell in cells(sheet) if str(cell.value).endswith(f"|{code}"))


def cells(sheet: Worksheet) -> Iterator[Cell]:
    for line in sheet.iter_rows():
        yield from line


def typed(place: int, code: str, what: str, value: object) -> Callable[[Workbook], None]:
    """Type into the cell of a row and a column, by their codes."""

    def deed(book: Workbook) -> None:
        sheet = book.worksheets[place]
        sheet.cell(row(sheet, code), column(sheet, what)).value = value

    return deed


def typed_text(place: int, code: str, what: str, text: str) -> Callable[[Workbook], None]:
    """Type what stays text although it begins like a formula, as in a cell of the format text."""

    def deed(book: Workbook) -> None:
        sheet = book.worksheets[place]
        cell = sheet.cell(row(sheet, code), column(sheet, what))
        cell.value, cell.data_type = text, "s"

    return deed


def swapped(place: int, first: str, second: str) -> Callable[[Workbook], None]:
    """Two columns change places, with everything that stands in them."""

    def deed(book: Workbook) -> None:
        sheet = book.worksheets[place]
        here, there = column(sheet, first), column(sheet, second)
        for number in range(1, sheet.max_row + 1):
            _exchange(sheet.cell(number, here), sheet.cell(number, there))

    return deed


def sorted_rows(place: int, *, first_column: int = 1) -> Callable[[Workbook], None]:
    """The rows of the table turned round; from column B their hidden codes stay where they are."""

    def deed(book: Workbook) -> None:
        sheet = book.worksheets[place]
        lines = [cell.row for cell in cells(sheet) if str(cell.value).startswith("lt|")]
        for upper, lower in zip(lines, reversed(lines), strict=True):
            if upper < lower:
                for number in range(first_column, sheet.max_column + 1):
                    _exchange(sheet.cell(upper, number), sheet.cell(lower, number))

    return deed


def _exchange(one: Cell, other: Cell) -> None:
    if "MergedCell" in (type(one).__name__, type(other).__name__):
        return
    one.value, other.value = other.value, one.value
    one._style, other._style = copy(other._style), copy(one._style)


def typed_everywhere(content: bytes, values: dict[str, object]) -> bytes:
    """Every row that has such a column says this."""

    def deed(book: Workbook) -> None:
        for sheet in book.worksheets:
            heads = {str(cell.value)[3:]: cell for cell in cells(sheet) if _is_head(cell.value)}
            rows = [cell.row for cell in cells(sheet) if str(cell.value).startswith("lt|")]
            for code, value in values.items():
                for number in rows if code in heads else ():
                    sheet.cell(number, heads[code].column).value = value

    return edited(content, deed)


def _is_head(value: object) -> bool:
    return str(value).startswith("lt:")
