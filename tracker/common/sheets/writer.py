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

from tracker.common.sheets.looks import PLAIN, Look, Paper, set_paper, style_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.chart._chart import ChartBase
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | Decimal | int | date | None
_LONGEST_TEXT = 32_767
_LONGEST_NAME = 31
_LONGEST_CHOICES = 255
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its look. A day is a `date`: a moment has a zone, which a cell cannot hold."""

    value: Value = None
    look: Look = PLAIN


@dataclass
class Sheet:
    """One sheet, written row by row; everything else can be added until the book is saved."""

    book: Book
    raw: WriteOnlyWorksheet
    rows: int = 0
    """How many rows are written; the next one has the number after it."""
    _merged: list[str] = field(default_factory=list)

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
            self.raw.row_dimensions[self.rows].height = height
        if is_hidden:
            self.raw.row_dimensions[self.rows].hidden = True
        self.raw.append([self.book.cell(self.raw, one) for one in cells])
        return self.rows

    def skip(self, count: int = 1) -> None:
        """Leave rows empty."""
        for _number in range(count):
            self.row([])

    def merge(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Join the cells from (row, column) to (row, column), both from 1, into one."""
        if first != last:
            self.raw.merged_cells.add(area(first, last))

    def choices(self, column: int, rows: tuple[int, int], options: Sequence[str]) -> None:
        """A drop-down for a column in the rows first to last; other entries are refused."""
        from openpyxl.worksheet.datavalidation import DataValidation

        listed = ",".join(options)
        if '"' in listed or len(listed) > _LONGEST_CHOICES:
            raise ValueError("a drop-down holds at most 255 characters, and no quotes")
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
        from openpyxl.cell import WriteOnlyCell

        self._new_cell = WriteOnlyCell
        self.raw: Workbook = Workbook(write_only=True)
        self.raw.properties.title = clean(title)
        self.raw.properties.creator = clean(author)
        self.raw.properties.subject = clean(subject)
        self._styles: dict[Look, StyleArray] = {}

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
        for place, width in enumerate(widths, start=1):
            column = raw.column_dimensions[get_column_letter(place)]
            column.width, column.hidden = width, place in hidden
        raw.freeze_panes = freeze
        raw.sheet_view.showGridLines = False
        set_paper(raw, paper or Paper())
        return Sheet(self, raw)

    def cell(self, sheet: Any, one: Cell | None) -> Any:
        """The library's cell: text is never taken for a formula, numbers are exact."""
        if one is None:
            return None
        value, cell = one.value, self._new_cell(sheet)
        if isinstance(value, str):
            cell._value, cell.data_type = clean(value), "s"  # whatever it begins with
        elif isinstance(value, Decimal | int):
            cell._value = value
        elif isinstance(value, date) and not isinstance(value, datetime):
            cell._value, cell.data_type = value, "d"
        elif value is not None:
            raise TypeError("a cell holds text, an exact number or a day")
        style = self._styles.get(one.look)
        if style is None:
            style = self._styles[one.look] = style_of(sheet, one.look)
        cell._style = style
        return cell

    def save(self) -> bytes:
        """The whole file."""
        stream = BytesIO()
        self.raw.save(stream)
        return stream.getvalue()


def clean(text: str) -> str:
    """Text that every spreadsheet opens: no control characters, not longer than a cell holds."""
    return text if text.isprintable() and len(text) < _LONGEST_TEXT else _cleaned(text)


def _cleaned(text: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("", text))[:_LONGEST_TEXT]


def area(first: tuple[int, int], last: tuple[int, int]) -> str:
    """`A1:C3` for (1, 1) to (3, 3), rows before columns."""
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(first[1])}{first[0]}:{get_column_letter(last[1])}{last[0]}"


def sheet_name(wanted: str, taken: Sequence[str] = ()) -> str:
    """At most 31 characters, without those a tab may not bear, and not taken yet."""
    name = "".join(" " if c in "[]:*?/\\" else c for c in clean(wanted))
    name = name.strip("' ")[:_LONGEST_NAME] or "1"
    number, stem = 2, name
    while name.casefold() in {one.casefold() for one in taken}:
        ending = f" ({number})"
        name, number = stem[: _LONGEST_NAME - len(ending)] + ending, number + 1
    return name
