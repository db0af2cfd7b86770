"""What stands beside each cell of a report: earlier figures and the trajectory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.method.facts import Kind
from indicators.method.trajectory import Trajectory
from indicators.models import Collection, Indicator, Programme
from reports.assessment import ProgrammeAssessment, trajectories
from reports.checks import Context
from reports.models import Entry, Report
from reports.queries.facts import FigureRow, known_figures, read_rows
from tracker.common.periods import Period
from tracker.common.timestamps import today

_SHOWN = 12
_PROVINCE = 0
"""Stands for the unit of figures that speak for the province."""
_Rows = Mapping[tuple[int, str, int], Sequence[FigureRow]]


@dataclass(frozen=True)
class EntryHistory:
    """The figures before an entry's period, oldest first, and where the trajectory stands."""

    points: tuple[tuple[Period, Decimal], ...] = ()
    year_before: Decimal | None = None
    expected: Decimal | None = None
    done: dict[Period, bool] = field(default_factory=dict)
    last: FigureRow | None = None
    """The last figure before as it stands, with its parts or its day."""

    @property
    def previous(self) -> tuple[Period, Decimal] | None:
        """The last figure before."""
        return self.points[-1] if self.points else None


def grid_histories(report: Report, entries: Sequence[Entry]) -> dict[int, EntryHistory]:
    """The histories of a report's entries with their trajectories: three queries."""
    return unit_histories(report.period.programme, {report.unit_id: entries})


def unit_histories(
    programme: Programme, entries: Mapping[int, Sequence[Entry]]
) -> dict[int, EntryHistory]:
    """The same for entries of many units (unit → entries), stored or not: three queries."""
    found = [entry for own in entries.values() for entry in own]
    indicators = {one.indicator_id: one.indicator for one in found}
    lines = trajectories(programme, list(indicators.values()), today())
    return _histories(entries, lines)


def plain_histories(report: Report, entries: Sequence[Entry]) -> dict[int, EntryHistory]:
    """The histories of some entries without the trajectory, which no check needs. One query."""
    return _histories({report.unit_id: entries}, {})


def shared_histories(
    units: Mapping[int, int], entries: Sequence[Entry], state: ProgrammeAssessment
) -> dict[int, EntryHistory]:
    """The histories of entries of several reports (`units`: report → unit). One query."""
    lines = {one.indicator.pk: one.judgement.trajectory for one in state.indicators}
    by_unit: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_unit[units[entry.report_id]].append(entry)
    return _histories(by_unit, lines)


def _histories(
    entries: Mapping[int, Sequence[Entry]], lines: Mapping[int, Trajectory]
) -> dict[int, EntryHistory]:
    """By key: the province's figures for its lead, else the unit's own (`entries`: by unit)."""
    rows = _rows(entries, [entry for own in entries.values() for entry in own])
    return {
        entry.pk: _history(
            entry,
            rows.get(_row_key(entry.indicator, entry.class_code, unit), ()),
            lines.get(entry.indicator_id),
        )
        for unit, own in entries.items()
        for entry in own
    }


def entry_contexts(report: Report) -> dict[int, Context]:
    """What the soft checks need of every entry, by key."""
    entries = list(report.entries.select_related("indicator"))
    histories = plain_histories(report, entries)
    return {entry.pk: context_of(entry, histories[entry.pk]) for entry in entries}


def context_of(entry: Entry, history: EntryHistory) -> Context:
    """What the soft checks need of one entry."""
    return Context(
        value=shown_value(entry),
        earlier=[value for _period, value in history.points],
        year_before=history.year_before,
        expected=history.expected,
        is_flow=entry.indicator.is_flow,
        is_first_of_year=history.previous is None or history.previous[0].year != entry.year,
        is_stated_unchanged=entry.is_unchanged,
    )


def shown_value(entry: Entry) -> Decimal | None:
    """The entry's figure: the value, or factor × n/d."""
    if entry.numerator is not None and entry.denominator:
        return entry.indicator.factor * entry.numerator / entry.denominator
    return entry.value


def _rows(units: Iterable[int], entries: Sequence[Entry]) -> _Rows:
    """Approved figures by (indicator, class, unit); of the province where its lead reports."""
    indicators = {entry.indicator_id: entry.indicator for entry in entries}
    local = [key for key, one in indicators.items() if one.collection == Collection.LOCAL]
    figures = known_figures(today()).filter(indicator__in=indicators, definition="")
    figures = figures.exclude(indicator__in=local) | figures.filter(
        indicator__in=local, unit__in=set(units)
    )
    found: dict[tuple[int, str, int], list[FigureRow]] = defaultdict(list)
    for row in read_rows(figures.order_by("known_on", "id")):
        indicator = indicators[row.indicator_id]
        found[_row_key(indicator, row.class_code, row.unit_id)].append(row)
    return found


def _row_key(indicator: Indicator, class_code: str, unit: int) -> tuple[int, str, int]:
    is_local = indicator.collection == Collection.LOCAL
    return indicator.pk, class_code, unit if is_local else _PROVINCE


def _history(entry: Entry, rows: Sequence[FigureRow], line: Trajectory | None) -> EntryHistory:
    before = [row for row in rows if row.period.sort_key < entry.period.sort_key]
    values: dict[Period, Decimal] = {}
    done: dict[Period, bool] = {}
    last = None
    for row in sorted(before, key=lambda r: r.period.sort_key):
        done[row.period] = row.done_on is not None
        value = row.measured(entry.indicator.factor)
        if value is not None:
            values[row.period] = value
        if value is not None or entry.indicator.kind == Kind.MILESTONE:
            last = row
    return EntryHistory(
        points=tuple(values.items())[-_SHOWN:],
        year_before=values.get(entry.period.year_before()),
        expected=_expected(entry, line),
        done=done,
        last=last,
    )


def _expected(entry: Entry, line: Trajectory | None) -> Decimal | None:
    """Where the indicator's trajectory stands at the end of the entry's period."""
    if line is None or entry.indicator.kind in (Kind.MILESTONE, Kind.CLASSES):
        return None
    return line.at(entry.period.position)
