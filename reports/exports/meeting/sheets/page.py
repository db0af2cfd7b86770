"""The frame of every sheet: what it is of, a header that repeats, rows as high as their text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.exports.meeting.annex_text import short_day
from reports.exports.meeting.content import MeetingHead
from reports.exports.meeting.fitting import MOST_LINES, height_of, wrapped
from reports.exports.meeting.party_form import ILLUSTRATIVE, MARGINS_CM
from reports.exports.meeting.sheets import looks
from tracker.common.sheets.looks import Look, Paper
from tracker.common.sheets.writer import Book, Cell, Sheet

_LOWEST = 17.0
_Lines = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: heading and width in characters."""

    title: str
    width: float


@dataclass(frozen=True)
class Papers:
    """The workbook being written, and what every sheet of it says of itself."""

    book: Book
    head: MeetingHead
    footer: str
    report_number: str = ""

    def page(
        self, name: str, widths: Sequence[float], *, header: tuple[int, int], freeze: str
    ) -> Page:
        """A new sheet across; the rows `header` are printed on every page."""
        paper = Paper(repeat_rows=header, footer=self.footer, margins_cm=MARGINS_CM)
        sheet = self.book.sheet(name, widths=widths, paper=paper, freeze=freeze)
        return Page(sheet, tuple(widths), header)

    def table_page(
        self, name: str, title: str, columns: Sequence[Column], *, lines: Sequence[str] = ()
    ) -> Page:
        """A sheet with its title, what it is of, sentences, and the header of its table."""
        page = self.title_page(name, title, columns, lines=lines)
        page.header(columns)
        return page

    def title_page(
        self, name: str, title: str, columns: Sequence[Column], *, lines: Sequence[str] = ()
    ) -> Page:
        """The same without the header, which is the next row."""
        top = 3 + self.head.is_illustrative + len(lines)
        widths = [column.width for column in columns]
        page = self.page(name, widths, header=(top, top), freeze=f"A{top + 1}")
        page.line(title, looks.TITLE)
        page.line(about(self.head), looks.ITALIC_LINE)
        if self.head.is_illustrative:
            page.line(ILLUSTRATIVE, looks.ALERT_LINE)
        for line in lines:
            page.line(line, looks.SENTENCE)
        return page


def about(head: MeetingHead) -> str:
    """Programme, period, cut-off and day of the data in one line."""
    return (
        f"{head.number} · {head.period_label} · chốt số liệu {short_day(head.cut_off)}"
        f" · số liệu đến {short_day(head.as_of)}"
    )


@dataclass
class Page:
    """A sheet that is being written; it knows how high its rows are."""

    sheet: Sheet
    widths: tuple[float, ...]
    repeated: tuple[int, int] | None = None
    """First and last row of the header that every page repeats."""
    heights: list[float] = field(default_factory=list)
    """Of all rows written, in points."""

    @property
    def last(self) -> int:
        """Number of the last column, from 1."""
        return len(self.widths)

    def header(self, columns: Sequence[Column]) -> int:
        """The headings of a table."""
        return self.row([Cell(column.title, looks.HEAD) for column in columns], lowest=30)

    def row(self, cells: Sequence[Cell | None], *, lowest: float = _LOWEST) -> int:
        """A row as high as its text; what one row cannot hold goes on in the next."""
        lines = [self._lines(place, one) for place, one in enumerate(cells)]
        if all(len(some) <= MOST_LINES for some in lines):
            return self._append(cells, lines, lowest)
        first = [some[:MOST_LINES] for some in lines]
        rest = [some[MOST_LINES:] for some in lines]
        begun = zip(cells, lines, first, strict=True)
        number = self._append([_begun(*one) for one in begun], first, lowest)
        self.row([_continued(*one) for one in zip(cells, rest, strict=True)], lowest=lowest)
        return number

    def line(self, text: str, look: Look, *, first: int = 1, last: int = 0) -> int:
        """A text across columns, by default across all."""
        last = last or self.last
        lines = wrapped(text, sum(self.widths[first - 1 : last]), look.size, look.bold)
        row = [*[None] * (first - 1), Cell(text, look)]
        number = self._written(row, max(_LOWEST, height_of(len(lines), look.size)))
        self.sheet.merge((number, first), (number, last))
        return number

    def band(self, cells: Sequence[Cell], spans: Sequence[tuple[int, int]]) -> int:
        """A row of merged cells, each over its columns (first, last); borders all around."""
        row: list[Cell | None] = [None] * self.last
        lines: list[_Lines] = []
        for one, (first, last) in zip(cells, spans, strict=True):
            row[first - 1 : last] = [one, *[Cell(None, one.look)] * (last - first)]
            width = sum(self.widths[first - 1 : last])
            lines.append(wrapped(str(one.value or ""), width, one.look.size, one.look.bold))
        heights = [height_of(len(s), c.look.size) for s, c in zip(lines, cells, strict=True)]
        number = self._written(row, max(_LOWEST, *heights))
        for first, last in spans:
            self.sheet.merge((number, first), (number, last))
        return number

    def gap(self, height: float = 8) -> int:
        """An empty row."""
        return self._written([], height)

    def _lines(self, place: int, one: Cell | None) -> _Lines:
        if one is None or not isinstance(one.value, str) or not one.look.wrap:
            return ()
        width = self.widths[place] - 1.5 * one.look.indent
        return wrapped(one.value, width, one.look.size, one.look.bold)

    def _append(self, cells: Sequence[Cell | None], lines: Sequence[_Lines], lowest: float) -> int:
        pairs = zip(cells, lines, strict=True)
        heights = [height_of(len(some), one.look.size) for one, some in pairs if one is not None]
        return self._written(cells, max(lowest, *heights))

    def _written(self, cells: Sequence[Cell | None], height: float) -> int:
        self.heights.append(round(height, 1))
        return self.sheet.row(cells, height=self.heights[-1])


def _begun(one: Cell | None, lines: _Lines, first: _Lines) -> Cell | None:
    return one if one is None or len(lines) == len(first) else Cell(" ".join(first), one.look)


def _continued(one: Cell | None, rest: _Lines) -> Cell | None:
    return None if one is None else Cell(" ".join(rest) or None, one.look)
