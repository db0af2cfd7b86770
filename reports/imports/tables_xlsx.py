"""Tables in a workbook: the header found by its names on any sheet, every cell with its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from reports.imports.cells import why_unread
from reports.imports.rows import FileUnreadableError, Layout, Row
from tracker.common.sheets.reader import CellIn, SheetError, SheetIn, read_workbook

_HEADER_WITHIN = 40
"""In how many of the first filled rows of a sheet the header is looked for."""


@dataclass(frozen=True)
class _Header:
    """Where the table of a sheet begins: its row, and the column of the table in each place."""

    row: int
    columns: Mapping[int, str]
    letters: Mapping[str, str]


def sheet_rows(content: bytes, layout: Layout) -> list[Row]:
    """The rows below the header on every sheet that has one; FileUnreadableError."""
    try:
        sheets = read_workbook(content)
    except SheetError as error:
        raise FileUnreadableError(str(error)) from error
    tables = [(sheet, header) for sheet in sheets if (header := _header(sheet, layout))]
    if not tables:
        raise FileUnreadableError(
            _("No sheet has a header row with the columns %(wanted)s. Known columns: %(known)s.")
            % {"wanted": layout.named(layout.required), "known": layout.known}
        )
    return [row for sheet, header in tables for row in _rows(sheet, header, layout)]


def _header(sheet: SheetIn, layout: Layout) -> _Header | None:
    """The first row that names every required column; None on a sheet without one."""
    for number, cells in islice(sorted(sheet.rows.items()), _HEADER_WITHIN):
        columns = {place: layout.column(cell.text) for place, cell in cells.items()}
        if set(layout.required) <= set(columns.values()):
            return _checked(sheet, number, columns, layout)
    return None


def _checked(
    sheet: SheetIn, number: int, columns: Mapping[int, str | None], layout: Layout
) -> _Header:
    """A header in which every heading is known and none stands twice."""
    cells = sheet.rows[number]
    unknown = [
        f"{cells[at].address} “{cells[at].text}”" for at, name in columns.items() if not name
    ]
    if unknown:
        raise FileUnreadableError(
            _("Unknown columns on sheet “%(sheet)s”: %(unknown)s. Known columns: %(known)s.")
            % {"sheet": sheet.name, "unknown": ", ".join(unknown), "known": layout.known}
        )
    named = {place: name for place, name in columns.items() if name}
    if len(set(named.values())) < len(named):
        raise FileUnreadableError(
            _("A column stands twice in the header of the sheet “%(sheet)s”.")
            % {"sheet": sheet.name}
        )
    letters = {name: cells[place].address.rstrip("0123456789") for place, name in named.items()}
    return _Header(number, named, letters)


def _rows(sheet: SheetIn, header: _Header, layout: Layout) -> Iterator[Row]:
    for number, cells in sorted(sheet.rows.items()):
        if number <= header.row:
            continue
        texts: dict[str, str] = {}
        faults: dict[str, str] = {}
        days = set()
        for place, cell in cells.items():
            column = header.columns.get(place)
            if column is None:
                faults.setdefault(
                    "", _("%(cell)s stands under no heading.") % {"cell": cell.address}
                )
                continue
            texts[column] = _text(cell)
            if column in layout.unread:
                continue
            if cell.day is not None:
                days.add(column)
            if fault := why_unread(cell):
                faults[column] = fault
        if any(column not in layout.unread for column in (*texts, *faults)):
            yield Row(number, texts, sheet.name, header.letters, frozenset(days), faults)


def _text(cell: CellIn) -> str:
    """What the cell says; a number with a comma, so that nobody reads 1.234 in two ways."""
    if cell.number is None:
        return cell.text
    return cell.text.replace(".", ",") + ("%" if cell.is_percent else "")
