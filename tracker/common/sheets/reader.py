"""One way to read a workbook: bounded, nothing computed, every cell with its address."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from tracker.common.errors import SentenceError
from tracker.common.file_kinds import ODS, XLS, XLSX, FileKindError, Refusal, kind_of

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS, MAX_TEXT = 20_000, 100, 40, 10_000
_LAST_ROW = 1_048_576
_MILLIONTH = Decimal("0.000001")


class SheetError(SentenceError):
    """The file is no workbook that can be read, or holds more than anybody would type."""


@dataclass(frozen=True, slots=True)
class CellIn:
    """What a cell holds; `text` is what was typed, or a plain rendering of a number or day.

    A formula has no value here: what it would show depends on who computes it.
    """

    address: str
    text: str = ""
    number: Decimal | None = None
    """Fifteen digits, at most six decimals; 0.3851 in a cell formatted as percentage is 38.51."""
    day: date | None = None
    is_formula: bool = False
    is_percent: bool = False
    is_error: bool = False


@dataclass(frozen=True)
class SheetIn:
    """A sheet with the rows in which anything stands: row number → cells by column, from 1."""

    name: str
    rows: dict[int, dict[int, CellIn]]


def read_workbook(content: bytes) -> tuple[SheetIn, ...]:
    """Every sheet of an .xlsx file, hidden or not; SheetError with a sentence if it cannot be."""
    _check(content)
    with _faults_as_sentence():
        _check_parts(content)
        return tuple(_sheets(content))


def _check(content: bytes) -> None:
    """Whether it is an .xlsx file of modest size, without macros, by its content."""
    if len(content) > MAX_BYTES:
        raise SheetError(_("The file is larger than 20 MB."))
    try:
        kind = kind_of(content)
    except FileKindError as error:
        raise SheetError(_refused(error.refusal)) from error
    if kind in (XLS, ODS):
        raise SheetError(_("Save the file as an Excel workbook (.xlsx) and bring that."))
    if kind is not XLSX:
        raise SheetError(_("This is no Excel workbook (.xlsx)."))


def _refused(refusal: Refusal) -> str:
    sentences = {
        Refusal.EMPTY: _("The file is empty."),
        Refusal.MACROS: _("The file holds macros. Save it as .xlsx without them."),
        Refusal.ENCRYPTED: _("The file is locked with a password. Save it without one."),
        Refusal.PACKED: _("The file would unpack to far more than a workbook holds."),
        Refusal.DAMAGED: _damaged(),
    }
    return sentences.get(refusal, _("This is no Excel workbook (.xlsx)."))


def _damaged() -> str:
    return _("The file is damaged. Open it, save it anew as .xlsx and try again.")


@contextmanager
def _faults_as_sentence() -> Iterator[None]:
    """Whatever the library stumbles over is a fault of the file, told in one sentence."""
    from openpyxl.utils.exceptions import InvalidFileException

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that are not read anyway
        try:
            yield
        except (BadZipFile, InvalidFileException, ParseError, expat.ExpatError) as error:
            raise SheetError(_damaged()) from error
        except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
            raise SheetError(_damaged()) from error
        except (EOFError, OSError, AssertionError, NotImplementedError) as error:
            raise SheetError(_damaged()) from error


def _check_parts(content: bytes) -> None:
    """No part declares a document type: that is where entities would come from."""

    def refuse(*_declared: object) -> None:
        raise SheetError(_("The file holds declarations that no spreadsheet writes."))

    with ZipFile(BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
            raise SheetError(_refused(Refusal.PACKED))
        for member in archive.infolist():
            if not member.filename.casefold().endswith((".xml", ".rels", ".vml")):
                continue
            parser = expat.ParserCreate()
            parser.StartDoctypeDeclHandler = refuse
            with archive.open(member) as part:
                parser.ParseFile(part)


def _sheets(content: bytes) -> Iterator[SheetIn]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    try:
        if len(book.worksheets) > MAX_SHEETS:
            raise SheetError(
                _("The workbook has more than %(most)d sheets.") % {"most": MAX_SHEETS}
            )
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its size need not be true
            yield SheetIn(sheet.title, _rows(sheet))
    finally:
        book.close()


def _rows(sheet: Any) -> dict[int, dict[int, CellIn]]:
    found: dict[int, dict[int, CellIn]] = {}
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        if number > _LAST_ROW:
            raise SheetError(_damaged())
        row = {place: one for place, cell in enumerate(cells, start=1) if (one := _cell(cell))}
        if not row:
            continue
        if len(found) == MAX_ROWS:
            raise SheetError(
                _("The sheet “%(name)s” has more than %(most)d rows.")
                % {"name": sheet.title, "most": MAX_ROWS}
            )
        found[number] = row
    return found


def _cell(cell: Any) -> CellIn | None:
    """What stands in a cell of the library; None for an empty one."""
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    address = f"{cell.column_letter}{cell.row}"
    if cell.data_type in ("f", "e"):
        is_formula = cell.data_type == "f"
        text = "" if is_formula else str(value)
        return CellIn(address, text, is_formula=is_formula, is_error=not is_formula)
    if isinstance(value, bool):
        return CellIn(address, "1" if value else "0")
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return CellIn(address, day.strftime("%d/%m/%Y"), day=day)
    if isinstance(value, int | float):
        return _number(address, value, is_percent="%" in (cell.number_format or ""))
    return CellIn(address, str(value).strip()[:MAX_TEXT])


def _number(address: str, value: float, *, is_percent: bool) -> CellIn:
    """The fifteen digits that a spreadsheet keeps, rounded half up to six decimals as shown."""
    exact = Decimal(format(value, ".15g"))
    if not exact.is_finite():
        return CellIn(address, str(value), is_error=True)
    shown = exact * 100 if is_percent else exact
    rounded = shown.quantize(_MILLIONTH, ROUND_HALF_UP) if abs(shown) < 10**15 else shown
    text = format(rounded.normalize(), "f")
    number = Decimal(text)
    return CellIn(address, text, number, is_percent=is_percent)
