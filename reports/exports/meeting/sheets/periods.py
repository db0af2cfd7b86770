"""Sheets "Số liệu theo quý", "Số liệu theo năm": every figure of every indicator, the latest first.

Eight periods on a sheet, so that none is wider than its paper and each repeats its own header.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.exports.meeting.content import IndicatorLine, MeetingContent
from reports.exports.meeting.sheets import looks
from reports.exports.meeting.sheets.page import Column, Papers
from tracker.common.decimals import decimal_places
from tracker.common.sheets.writer import Cell

QUARTERS, YEARS = "Số liệu theo quý", "Số liệu theo năm"
PERIODS = 8
"""Side by side on one sheet."""
_WIDTH = 12.0
_HEAD = (Column("TT", 6), Column("Chỉ tiêu", 38), Column("ĐVT", 10))


@dataclass(frozen=True)
class _Row:
    """An indicator with its figures by period."""

    number: str
    line: IndicatorLine
    figures: dict[str, Decimal]


def write_periods(papers: Papers, content: MeetingContent) -> None:
    """Numbers only; milestones and classes have none."""
    rows = [
        _Row(f"{group.numeral}.{line.number}", line, _figures(line))
        for group in content.groups
        for line in group.lines
    ]
    labels = {one.period: one.label for row in rows for one in row.line.course}
    known = sorted({period for row in rows for period in row.figures}, reverse=True)
    for name, some in (
        (QUARTERS, [period for period in known if "-" in period]),
        (YEARS, [period for period in known if "-" not in period]),
    ):
        for start in range(0, len(some), PERIODS):
            chunk = {period: labels[period] for period in reversed(some[start : start + PERIODS])}
            _table(papers, name, chunk, rows)


def _figures(line: IndicatorLine) -> dict[str, Decimal]:
    return {one.period: one.actual for one in line.course if one.actual is not None}


def _table(papers: Papers, name: str, periods: Mapping[str, str], rows: Sequence[_Row]) -> None:
    """One sheet with the indicators that have a figure in any of its periods (code: label)."""
    labels = list(periods.values())
    span = labels[0] if len(labels) == 1 else f"{labels[0]} – {labels[-1]}"
    title = f"{name.upper()} ({span})"
    columns = [*_HEAD, *(Column(label, _WIDTH) for label in labels)]
    columns[1] = Column(_HEAD[1].title, _HEAD[1].width + _WIDTH * (PERIODS - len(labels)) / 2)
    page = papers.table_page(name, title, columns)
    for row in rows:
        if any(period in row.figures for period in periods):
            page.row(_cells(row, periods))


def _cells(row: _Row, periods: Mapping[str, str]) -> list[Cell]:
    line = row.line
    return [
        Cell(row.number, looks.CENTRED),
        Cell(line.name, looks.TEXT),
        Cell(line.measure, looks.CENTRED),
        *(_figure(row.figures.get(period), line.decimals) for period in periods),
    ]


def _figure(value: Decimal | None, decimals: int) -> Cell:
    """At least the indicator's decimals, more where the figure needs them."""
    if value is None:
        return _GAP
    return Cell(value, looks.number_look(max(decimals, decimal_places(value))))


_GAP = Cell(None, looks.CENTRED)
