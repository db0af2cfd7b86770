"""One way to read a workbook: bounded, nothing computed, every cell with its address.

Only the list of sheets, their cells, the formats of numbers and the shared texts are read, with
the standard library's parser: macros, links to other files, pictures, names and conditions of
formats are never opened, so there is nothing in them to go wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from tracker.common.file_kinds import ODS, XLS, XLSX, FileKindError, kind_of
from tracker.common.sheets.cells import RawCell, SheetPart
from tracker.common.sheets.limits import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    Budget,
    SheetError,
    damaged,
    refused,
)
from tracker.common.sheets.package import Link, Package, Part, opened
from tracker.common.sheets.parts import SheetEntry, StylesPart, TextsPart, WorkbookPart
from tracker.common.sheets.values import CellIn, Meaning

__all__ = (
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "MAX_SHEETS",
    "CellIn",
    "SheetError",
    "SheetIn",
    "read_workbook",
)


@dataclass(frozen=True)
class SheetIn:
    """A sheet with the rows in which anything stands: row number → cells by column, from 1."""

    name: str
    rows: dict[int, dict[int, CellIn]]


def read_workbook(content: bytes, budget: Budget | None = None) -> tuple[SheetIn, ...]:
    """Every sheet of an .xlsx file, hidden or not; SheetError with a sentence if it cannot be.

    `budget` is that of all the workbooks of an upload.
    """
    _check(content)
    with (budget or Budget()).portion() as part, opened(content, part) as package:
        return _sheets(package)


def _check(content: bytes) -> None:
    """Whether it is an .xlsx file of modest size, without macros, by its content."""
    if len(content) > MAX_BYTES:
        raise SheetError(_("The file is larger than 20 MB."))
    try:
        kind = kind_of(content)
    except FileKindError as error:
        raise refused(error.refusal) from error
    if kind in (XLS, ODS):
        raise SheetError(_("Save the file as an Excel workbook (.xlsx) and bring that."))
    if kind is not XLSX:
        raise SheetError(_("This is no Excel workbook (.xlsx)."))


def _sheets(package: Package) -> tuple[SheetIn, ...]:
    """The sheets with cells in the order of their tabs; sheets of charts have none."""
    main = _only(package.links(""), "officeDocument")
    if main is None:
        raise damaged()
    book = WorkbookPart()
    package.parse(main, book)
    links = package.links(main)
    meaning = _meaning(package, links, is_1904=book.is_1904)
    listed = [one for one in book.sheets if _kind(links, one) == "worksheet"]
    if not listed:
        raise damaged()
    if len(listed) > MAX_SHEETS:
        raise SheetError(_("The workbook has more than %(most)d sheets.") % {"most": MAX_SHEETS})
    return tuple(_sheet(package, one.name, links[one.link].target, meaning) for one in listed)


def _kind(links: dict[str, Link], entry: SheetEntry) -> str:
    if entry.link not in links:
        raise damaged()
    return links[entry.link].kind


def _meaning(package: Package, links: dict[str, Link], *, is_1904: bool) -> Meaning:
    """What cells refer to; a workbook without shared texts or formats is a small one."""
    texts = _listened(package, _only(links, "sharedStrings"), TextsPart(package.budget))
    styles = _listened(package, _only(links, "styles"), StylesPart())
    return Meaning(texts.texts, styles.formats, package.budget, is_1904=is_1904)


_P = TypeVar("_P", bound=Part)


def _listened(package: Package, name: str | None, part: _P) -> _P:
    if name is not None:
        package.parse(name, part)
    return part


def _only(links: dict[str, Link], kind: str) -> str | None:
    """The part of that kind; with two of them nobody could say which one counts."""
    found = {link.target for link in links.values() if link.kind == kind}
    if len(found) > 1:
        raise damaged()
    return found.pop() if found else None


def _sheet(package: Package, name: str, part: str, meaning: Meaning) -> SheetIn:
    rows: dict[int, dict[int, CellIn]] = {}

    def take(raw: RawCell) -> None:
        cell = meaning.of(raw)
        if cell is None:
            return
        if raw.column > MAX_COLUMNS:
            raise SheetError(_too_wide(name, cell.address))
        if raw.row not in rows and len(rows) == MAX_ROWS:
            raise SheetError(_too_long(name))
        rows.setdefault(raw.row, {})[raw.column] = cell

    package.parse(part, SheetPart(take))
    return SheetIn(name, rows)


def _too_wide(name: str, address: str) -> str:
    return _(
        "Something stands in cell %(cell)s of the sheet “%(name)s”, beyond column %(most)d."
        " Empty it."
    ) % {"name": name, "cell": address, "most": MAX_COLUMNS}


def _too_long(name: str) -> str:
    return _("The sheet “%(name)s” has more than %(most)d rows.") % {
        "name": name,
        "most": MAX_ROWS,
    }
