"""A table as a file that a spreadsheet opens rightly: CSV in the language of the page, or Excel."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, islice

from django.http import HttpResponse
from django.utils.formats import get_format

from tracker.common.attachments import attachment
from tracker.common.decimals import decimal_places, plain, round_half_up
from tracker.common.labels import day_label
from tracker.common.sheets.looks import Look, Paper
from tracker.common.sheets.writer import CONTENT_TYPE, Book, Cell, Sheet, area

Value = str | Decimal | int | date | None
Row = Sequence[Value]
CSV = "text/csv; charset=utf-8"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SAMPLE = 200
_NARROWEST, _READABLE, _WIDEST = 7, 14, 46
_LINE, _MOST_LINES = 15, 27
_PRINTED = 150
"""How many characters stand beside each other on A4 landscape at full size."""
_MOST_DECIMALS = 6

_TITLE = Look(size=14, bold=True, align="left")
_ABOUT = Look(size=10, italic=True)
_HEAD = Look(bold=True, fill="DCE3EA", align="center", border=True)
_TEXT = Look(border=True, vertical="top")
_WHOLE = Look(border=True, vertical="top", align="right", wrap=False, number_format="0")
_DAY = Look(border=True, vertical="top", align="center", wrap=False, number_format="dd/mm/yyyy")
_NUMBERS = tuple(
    Look(
        border=True,
        vertical="top",
        align="right",
        wrap=False,
        number_format="#,##0" + ("." + "0" * places if places else ""),
    )
    for places in range(_MOST_DECIMALS + 1)
)
"""A number with as many decimals as its place in the tuple."""


class TableConverter:
    """How the address of a table file ends."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        """The ending itself."""
        return value

    def to_url(self, value: str) -> str:
        """The ending itself."""
        return value


@dataclass(frozen=True)
class Table:
    """What a file holds: real numbers and days, and None where there is nothing.

    `is_illustrative` None: nobody has said whether any of its figures is.
    """

    title: str
    header: Sequence[str]
    rows: Iterable[Row]
    is_illustrative: bool | None = None


def table_response(
    table: Table, ending: str, *, stem: str, about: Sequence[str], author: str
) -> HttpResponse:
    """The table as `csv` or `xlsx`, named stem.ending; `about` says what it is of and from when."""
    if ending == "xlsx":
        content = workbook(table, about=about, author=author)
        return attachment(content, f"{stem}.xlsx", CONTENT_TYPE)
    # The first line says what the table is of, the second names the columns.
    lines = chain([(table.title, *about), table.header], table.rows)
    return attachment(csv_bytes(lines), f"{stem}.csv", CSV)


def csv_bytes(lines: Iterable[Row], *, point: str = "") -> bytes:
    """UTF-8 with BOM; semicolons and decimal commas in Vietnamese, commas and points in English.

    A file that is to come back has its `point` set: 12,345 is read in one way, 12.345 in two.
    Text that a spreadsheet would take for a formula is kept as text.
    """
    point = point or str(get_format("DECIMAL_SEPARATOR", use_l10n=True))
    stream = io.StringIO("\ufeff")
    stream.seek(0, io.SEEK_END)
    writer = csv.writer(stream, delimiter=";" if point == "," else ",")
    writer.writerows([_csv_cell(value, point) for value in line] for line in lines)
    return stream.getvalue().encode()


def _csv_cell(value: Value, point: str) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(_rounded(value)).replace(".", point)
    if isinstance(value, date):
        return day_label(value)
    return str(value) if isinstance(value, int) else safe_text(value)


def safe_text(text: str) -> str:
    """Text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def workbook(table: Table, *, about: Sequence[str], author: str) -> bytes:
    """One sheet: title, what it is of, a header that stays and repeats, filters, A4 landscape."""
    rows = iter(table.rows)
    sample = list(islice(rows, _SAMPLE))
    widths = _widths(table.header, sample)
    head = len(about) + 3
    book = Book(title=table.title, author=author)
    sheet = book.sheet(
        table.title,
        widths=widths,
        paper=Paper(repeat_rows=(head, head), footer=" · ".join((table.title, *about[:1]))),
        freeze=f"A{head + 1}",
    )
    _write_top(sheet, table.title, about, widths)
    heading = [Cell(name, _HEAD) for name in table.header]
    sheet.row(heading, height=_height(table.header, [0.8 * width for width in widths]))
    places = _places(len(table.header), sample)
    for row in chain(sample, rows):
        sheet.row(_cells(row, places), height=_height(row, widths))
    if sheet.rows > head:
        sheet.raw.auto_filter.ref = area((head, 1), (sheet.rows, len(table.header)))
    return book.save()


def _write_top(sheet: Sheet, title: str, about: Sequence[str], widths: Sequence[float]) -> None:
    """Title, one line for each thing said of the table, an empty line; each over all columns."""
    for text, look in ((title, _TITLE), *((one, _ABOUT) for one in about)):
        lines = _lines_of(text, sum(widths) * 11 / look.size)
        number = sheet.row([Cell(text, look)], height=(look.size + 4) * lines)
        sheet.merge((number, 1), (number, len(widths)))
    sheet.skip()


def _cells(row: Row, places: Sequence[int]) -> Iterator[Cell]:
    for value, usual in zip(row, places, strict=True):
        shown = _rounded(value) if isinstance(value, Decimal) else value
        yield Cell(shown, _look(value, usual))


def _rounded(value: Decimal) -> Decimal:
    """A number as far as its format shows it; a quotient has more digits than anybody reads."""
    many = decimal_places(value) > _MOST_DECIMALS
    return round_half_up(value, _MOST_DECIMALS) if many else value


def _look(value: Value, places: int) -> Look:
    if isinstance(value, Decimal):
        return _NUMBERS[max(places, min(decimal_places(value), _MOST_DECIMALS))]
    if isinstance(value, date):
        return _DAY
    return _WHOLE if isinstance(value, int) else _TEXT


def _places(columns: int, sample: Sequence[Row]) -> list[int]:
    """How many decimals each column shows: as many as most of its first numbers have."""
    found: list[Counter[int]] = [Counter() for _column in range(columns)]
    for row in sample:
        for counter, value in zip(found, row, strict=False):
            if isinstance(value, Decimal):
                counter[min(decimal_places(value), _MOST_DECIMALS)] += 1
    return [max(one, key=lambda places: (one[places], places), default=0) for one in found]


def _widths(header: Sequence[str], sample: Sequence[Row]) -> list[float]:
    """Wide enough for what stands in the first rows, long texts in several lines.

    A narrow table takes at least a third of the page, so that what is said of it has room; in a
    wide one the long texts give way until it can be read on paper.
    """
    least, wanted = [], []
    for place, name in enumerate(header):
        words = max((len(word) for word in name.split()), default=0)
        cells = max((_length(row[place]) for row in sample if place < len(row)), default=0)
        least.append(float(max(_NARROWEST, words + 3, min(_READABLE, cells + 2))))
        wanted.append(max(least[-1], float(min(_WIDEST, cells + 2))))
    if sum(wanted) < _PRINTED / 3:
        return [width * _PRINTED / 3 / sum(wanted) for width in wanted]
    room = max(0.0, 1.25 * _PRINTED - sum(least))
    asked = sum(wanted) - sum(least)
    share = min(1.0, room / asked) if asked else 0.0
    return [low + share * (high - low) for low, high in zip(least, wanted, strict=True)]


def _height(row: Row, widths: Sequence[float]) -> float:
    """In points, so that every spreadsheet shows the whole of a text that takes several lines."""
    texts = ((value, width) for value, width in zip(row, widths, strict=True) if value)
    lines = max((_wrapped(str(value), width) for value, width in texts), default=1)
    return _LINE * min(lines, _MOST_LINES)


def _wrapped(text: str, width: float) -> int:
    return sum(_lines_of(line, width) for line in text.splitlines()) or 1


def _length(value: Value) -> int:
    if isinstance(value, Decimal):
        return len(f"{value:,.{min(decimal_places(value), _MOST_DECIMALS)}f}")
    if isinstance(value, date):
        return 10
    return max((len(line) for line in str(value or "").splitlines()), default=0)


def _lines_of(text: str, width: float) -> int:
    """In how many lines a text stands in a cell so wide, by a cautious count."""
    return max(1, -(-len(text) * 95 // max(int(width * 100), 1)))
