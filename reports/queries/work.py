"""What waits for a person: the reports of their units, period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assignments.models import Unit
from assignments.permissions import own_units
from indicators.models import Programme
from reports.models import Entry, Report, ReportingPeriod, TaskUpdate
from reports.queries.completeness import Standing, completeness, recent_periods
from reports.queries.task_history import updates_by_report
from tracker.accounts.models import User
from tracker.common.timestamps import today


@dataclass(frozen=True)
class Piece:
    """One unit in one period: how it stands, and its latest report with the lines in it."""

    unit: Unit
    period: ReportingPeriod
    standing: Standing | None
    report: Report | None
    entries: tuple[Entry, ...]
    updates: tuple[TaskUpdate, ...] = ()

    @property
    def lines(self) -> tuple[Entry | TaskUpdate, ...]:
        """Everything that is to be filled."""
        return (*self.entries, *self.updates)


def own_work(user: User, programme: Programme) -> tuple[tuple[Piece, ...], bool]:
    """The person's units in the recent periods, latest period first; whether there is a period.

    A fixed number of queries for any number of units.
    """
    units = own_units(user, programme)
    periods = recent_periods(programme, today())
    if not units or not periods:
        return (), bool(periods)
    board = completeness(programme, periods, today(), units={unit.pk: unit for unit in units})
    reports = _latest_reports(units, periods)
    entries = _entries(list(reports.values()))
    updates = updates_by_report(list(reports.values()))
    pieces = []
    for period in reversed(periods):
        for unit in units:
            report = reports.get((unit.pk, period.pk))
            key = report.pk if report else 0
            figures, tasks = tuple(entries.get(key, ())), updates.get(key, ())
            standing = board.of(unit, period)
            pieces.append(Piece(unit, period, standing, report, figures, tasks))
    return tuple(pieces), True


def _latest_reports(
    units: Sequence[Unit], periods: Sequence[ReportingPeriod]
) -> Mapping[tuple[int, int], Report]:
    rows = Report.objects.filter(unit__in=units, period__in=periods).select_related("returned_by")
    return {(one.unit_id, one.period_id): one for one in rows.order_by("revision")}


def _entries(reports: Sequence[Report]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = defaultdict(list)
    by_key = {report.pk: report for report in reports}
    rows = Entry.objects.filter(report__in=by_key).select_related("indicator")
    for entry in rows.order_by("indicator__position", "id"):
        entry.report = by_key[entry.report_id]
        found[entry.report_id].append(entry)
    return found
