"""What stands beside each cell of a report: earlier figures and the trajectory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.method.facts import Kind
from indicators.models import Collection
from reports.assessment import assess_programme
from reports.checks import Context
from reports.models import Entry, Report
from reports.queries.facts import FigureRow, known_figures, row_of
from tracker.common.periods import Period
from tracker.common.timestamps import today

_SHOWN = 12


@dataclass(frozen=True)
class EntryHistory:
    """The figures before an entry's period, oldest first, and where the trajectory stands."""

    points: tuple[tuple[Period, Decimal], ...] = ()
    year_before: Decimal | None = None
    expected: Decimal | None = None
    done: dict[Period, bool] = field(default_factory=dict)

    @property
    def previous(self) -> tuple[Period, Decimal] | None:
        """The last figure before."""
        return self.points[-1] if self.points else None


def entry_histories(report: Report) -> dict[int, EntryHistory]:
    """The history of every entry by key: the province's line for its lead, else the unit's own."""
    entries = list(report.entries.select_related("indicator"))
    rows = _rows(report, entries)
    expected = _expected(report, entries)
    return {entry.pk: _history(entry, rows, expected) for entry in entries}


def entry_contexts(report: Report) -> dict[int, Context]:
    """What the soft checks need of every entry, by key."""
    histories = entry_histories(report)
    entries = report.entries.select_related("indicator")
    return {entry.pk: _context(entry, histories[entry.pk]) for entry in entries}


def shown_value(entry: Entry) -> Decimal | None:
    """The entry's figure: the value, or factor × n/d."""
    if entry.numerator is not None and entry.denominator:
        return entry.indicator.factor * entry.numerator / entry.denominator
    return entry.value


def _rows(report: Report, entries: list[Entry]) -> dict[tuple[int, str], list[FigureRow]]:
    """Approved figures by (indicator, class): of the unit, or of the province for its lead."""
    indicators = {entry.indicator_id: entry.indicator for entry in entries}
    local = [key for key, one in indicators.items() if one.collection == Collection.LOCAL]
    figures = known_figures(today()).filter(indicator__in=indicators, definition="")
    figures = figures.exclude(indicator__in=local) | figures.filter(
        indicator__in=local, unit=report.unit
    )
    found: dict[tuple[int, str], list[FigureRow]] = defaultdict(list)
    for figure in figures.order_by("known_on", "id"):
        found[figure.indicator_id, figure.class_code].append(row_of(figure))
    return found


def _history(
    entry: Entry,
    rows: dict[tuple[int, str], list[FigureRow]],
    expected: dict[int, Decimal | None],
) -> EntryHistory:
    mine = rows.get((entry.indicator_id, entry.class_code), [])
    before = [row for row in mine if row.period.sort_key < entry.period.sort_key]
    values: dict[Period, Decimal] = {}
    done: dict[Period, bool] = {}
    for row in sorted(before, key=lambda r: r.period.sort_key):
        done[row.period] = row.done_on is not None
        value = _value(entry, row)
        if value is not None:
            values[row.period] = value
    return EntryHistory(
        points=tuple(values.items())[-_SHOWN:],
        year_before=values.get(entry.period.year_before()),
        expected=expected.get(entry.indicator_id),
        done=done,
    )


def _value(entry: Entry, row: FigureRow) -> Decimal | None:
    if row.numerator is not None and row.denominator:
        return entry.indicator.factor * row.numerator / row.denominator
    return row.value


def _expected(report: Report, entries: list[Entry]) -> dict[int, Decimal | None]:
    """Where each indicator's trajectory stands at the end of its period."""
    programme = report.period.programme
    at = {entry.indicator_id: entry.period.position for entry in entries}
    codes = sorted({entry.indicator.code for entry in entries})
    state = assess_programme(programme, today(), codes)
    return {
        one.indicator.pk: one.judgement.trajectory.at(at[one.indicator.pk])
        for one in state.indicators
        if one.indicator.kind not in (Kind.MILESTONE, Kind.CLASSES)
    }


def _context(entry: Entry, history: EntryHistory) -> Context:
    return Context(
        value=shown_value(entry),
        earlier=[value for _period, value in history.points],
        year_before=history.year_before,
        expected=history.expected,
        is_flow=entry.indicator.is_flow,
        is_first_of_year=entry.quarter == 1,
        is_stated_unchanged=entry.is_unchanged,
    )
