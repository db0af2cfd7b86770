"""One way to write a workbook: text stays text, numbers stay numbers, every sheet prints.

Built on the library's streaming mode: rows are written once, in order, and not kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from tracker.common.sheets.looks import PLAIN, Look, Paper, set_default_font, set_paper, style_of
from tracker.common.sheets.texts import clean, escaped

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.chart._chart import ChartBase
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

__all__ = ("CONTENT_TYPE", "Book", "Cell", "Sheet", "Value", "area", "clean", "sheet_name")

Value = str | Decimal | int | date | None
_LONGEST_NAME = 31
_LONGEST_CHOICES = 255
_WIDEST, _HIGHEST = 255, 409
_NOT_IN_NAMES = "[]:*?/\\\t\r\n"
_FIRST_DAY = date(1900, 3, 1)
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its look. A day is a `date`: a moment has a zone, which a cell cannot hold.

    A day before March 1900 is written as text: no spreadsheet counts that far back.
    """

    value: Value = None
    look: Look = PLAIN


@dataclass
class Sheet:
    """One sheet, written row by row; everything else can be added until the book is saved."""

    book: Book
    raw: WriteOnlyWorksheet
    rows: int = 0
    """How many rows are written; the next one has the number after it."""
    _merged: set[tuple[int, int]] = field(default_factory=set)

    @property
    def name(self) -> str:
        """What the tab says."""
        return str(self.raw.title)

    def row(
        self, cells: Iterable[Cell | None], *, height: float | None = None, is_hidden: bool = False
    ) -> int:
        """Append a row (None: an empty cell without a look); its number, from 1.

        Height in points; without one, what opens the file fits it to the text.
        """
        self.rows += 1
        if height is not None:
            self.raw.row_dimensions[self.rows].height = min(height, _HIGHEST)
        if is_hidden:
            self.raw.row_dimensions[self.rows].hidden = True
        self.raw.append([self.book.cell(self.raw, one) for one in cells])
        return self.rows

    def skip(self, count: int = 1) -> None:
        """Leave rows empty."""
        for _number in range(count):
            self.row([])

    def merge(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Join the cells from (row, column) to (row, column), both from 1, into one.

        ValueError for a cell that is joined already: Excel would repair the file.
        """
        (top, left), (bottom, right) = first, last
        cells = {(y, x) for y in range(top, bottom + 1) for x in range(left, right + 1)}
        if not cells or cells & self._merged:
            raise ValueError(f"cannot join {area(first, last)}")
        if first != last:
            self._merged |= cells
            self.raw.merged_cells.add(area(first, last))

    def choices(self, column: int, rows: tuple[int, int], options: Sequence[str]) -> None:
        """A drop-down for a column in the rows first to last; other entries are refused.

        ValueError for options that a drop-down cannot hold.
        """
        from openpyxl.worksheet.datavalidation import DataValidation

        listed = ",".join(options)
        if not all(options) or any(set('",') & set(one) or one != clean(one) for one in options):
            raise ValueError("an option is not empty and has no quotes, commas or line ends")
        if not 0 < len(listed) <= _LONGEST_CHOICES:
            raise ValueError("a drop-down holds 1 to 255 characters")
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        rule.showErrorMessage = True
        rule.add(area((rows[0], column), (rows[1], column)))
        self.raw.data_validations.append(rule)

    def chart(self, chart: ChartBase, anchor: str) -> None:
        """Put a native chart at a cell; its references name cells of the book's sheets."""
        self.raw.add_chart(chart, anchor)

    def lock(self) -> None:
        """Protect the cells whose look is locked; no password, so that nobody is locked out."""
        guard = self.raw.protection
        guard.enable()
        guard.formatColumns = guard.formatRows = guard.formatCells = False
        guard.sort = guard.autoFilter = False


class Book:
    """A workbook being written; `save` ends it."""

    def __init__(self, *, title: str, author: str, subject: str = "") -> None:
        from openpyxl import Workbook

        from tracker.common.sheets.styled import StyledCell, placed

        self._new_cell, self._placed = StyledCell, placed
        self.raw: Workbook = Workbook(write_only=True)
        set_default_font(self.raw)
        self.raw.properties.title = clean(title)
        self.raw.properties.creator = clean(author)
        self.raw.properties.subject = clean(subject)
        self._styles: dict[tuple[Look, bool], int] = {}

    def sheet(
        self,
        name: str,
        *,
        widths: Sequence[float],
        paper: Paper | None = None,
        freeze: str | None = None,
        hidden: Collection[int] = (),
    ) -> Sheet:
        """A new sheet; widths in characters, `freeze` the first cell that scrolls, `hidden` columns
        by number from 1."""
        from openpyxl.utils import get_column_letter

        raw = self.raw.create_sheet(sheet_name(name, self.raw.sheetnames))
        raw._values_to_row = self._placed
        for place, width in enumerate(widths, start=1):
            column = raw.column_dimensions[get_column_letter(place)]
            column.width, column.hidden = min(width, _WIDEST), place in hidden
        raw.freeze_panes = freeze
        raw.sheet_view.showGridLines = False
        set_paper(raw, paper or Paper())
        return Sheet(self, raw)

    def cell(self, sheet: Any, one: Cell | None) -> Any:
        """The library's cell: text is never taken for a formula, numbers are exact.

        TypeError for a truth, a float or a moment, ValueError for a number that is none.
        """
        if one is None:
            return None
        cell = self._new_cell(sheet)
        cell._value, cell.data_type = _written(one.value)
        key = one.look, cell.data_type == "d"
        style = self._styles.get(key)
        if style is None:
            look = style_of(sheet, one.look, is_day=key[1])
            style = self._styles[key] = self.raw._cell_styles.add(look)
        cell.style_id = style
        return cell

    def save(self) -> bytes:
        """The whole file."""
        stream = BytesIO()
        self.raw.save(stream)
        return stream.getvalue()


def _written(value: Value) -> tuple[str | date | None, str]:
    """What the library writes, and as what: numbers digit by digit, not by way of a float."""
    if isinstance(value, str):
        return escaped(clean(value)), "s"  # whatever it begins with
    if value is None:
        return None, "n"
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        if not Decimal(value).is_finite():
            raise ValueError("a cell holds no infinity")
        return format(value, "f") if isinstance(value, Decimal) else str(value), "n"
    if isinstance(value, date) and not isinstance(value, datetime):
        early = value < _FIRST_DAY
        return (f"{value:%d/%m}/{value.year:04}", "s") if early else (value, "d")
    raise TypeError("a cell holds text, an exact number or a day")


def area(first: tuple[int, int], last: tuple[int, int]) -> str:
    """`A1:C3` for (1, 1) to (3, 3), rows before columns."""
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(first[1])}{first[0]}:{get_column_letter(last[1])}{last[0]}"


def sheet_name(wanted: str, taken: Sequence[str] = ()) -> str:
    """At most 31 characters, without those a tab may not bear, and not taken yet.

    `History` is taken always: Excel keeps it for itself.
    """
    name = "".join(" " if c in _NOT_IN_NAMES or c > "\uffff" else c for c in clean(wanted))
    name = name.strip("' ")[:_LONGEST_NAME].strip("' ") or "1"
    number, stem = 2, name
    while name.casefold() in {"history", *(one.casefold() for one in taken)}:
        ending = f" ({number})"
        name, number = stem[: _LONGEST_NAME - len(ending)] + ending, number + 1
    return name
