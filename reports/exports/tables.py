"""Tables that come back: files to fill, and refused rows with the reason beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.common.sheets.looks import TEXT, Look, Paper
from tracker.common.sheets.writer import Book, Cell, Value

_TITLE = Look(size=14, bold=True, wrap=False)
_NOTE = Look(size=10, italic=True, wrap=False)
_HEAD = Look(bold=True, fill="DCE3EA", align="center", border=True, number_format=TEXT)
_FIELD = Look(border=True, number_format=TEXT, is_locked=False)
_FAULT = Look(border=True, fill="FBE5E3", number_format=TEXT, is_locked=False)
_PLAIN = Look(border=True, vertical="top")


@dataclass(frozen=True)
class TableSheet:
    """One sheet: a title, notes, a header and rows; `empty` rows to be filled in below them.

    Cells to be filled are formatted as text, so that what is typed stays as it was typed.
    """

    name: str
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[float]
    notes: Sequence[str] = ()
    empty: int = 0
    is_filled_in: bool = False
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """Drop-downs by column, from 1."""
    faults: Collection[tuple[int, int]] = ()
    """Cells to be marked: row and column of `rows`, from 0."""


def tables_workbook(title: str, author: str, sheets: Sequence[TableSheet]) -> bytes:
    """The sheets in their order, each with a header that stays and repeats on paper."""
    book = Book(title=title, author=author)
    for one in sheets:
        _write(book, one)
    return book.save()


def _write(book: Book, one: TableSheet) -> None:
    head = len(one.notes) + 3
    sheet = book.sheet(
        one.name,
        widths=one.widths,
        paper=Paper(repeat_rows=(head, head), footer=one.title),
        freeze=f"A{head + 1}",
    )
    sheet.row([Cell(one.title, _TITLE)])
    for note in one.notes:
        sheet.row([Cell(note, _NOTE)])
    sheet.skip()
    sheet.row(Cell(name, _HEAD) for name in one.header)
    look = _FIELD if one.is_filled_in else _PLAIN
    for number, row in enumerate(one.rows):
        sheet.row(
            Cell(value, _FAULT if (number, place) in one.faults else look)
            for place, value in enumerate(row)
        )
    for _number in range(one.empty):
        sheet.row(Cell(None, _FIELD) for _name in one.header)
    if sheet.rows > head:
        for column, options in one.choices.items():
            sheet.choices(column, (head + 1, sheet.rows), options)
