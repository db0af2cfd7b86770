"""A unit's report as it would be if it were opened now: what a preview compares with."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count

from django.db.models import Prefetch, prefetch_related_objects

from assignments.models import Unit
from reports.calendar import deadlines_for
from reports.drafting import (
    Duties,
    check_can_begin,
    duties_of,
    new_entries,
    new_updates,
    news_of,
)
from reports.models import Entry, Report, ReportingPeriod, ReportState, TaskUpdate
from reports.queries.history import unit_histories
from reports.queries.sheet import Sheet
from reports.queries.task_history import update_histories
from reports.reporting import latest_reports
from reports.workflow import WrongStateError


def planned_sheet(period: ReportingPeriod, unit: Unit) -> Sheet:
    """The unit's latest report as its next visit would leave it, or the draft that would be made.

    Nothing is stored: lines that would be added have negative keys. WrongStateError where there is
    no report and there cannot be one.
    """
    return _planned(period, [unit])[unit.pk]


def planned_sheets(period: ReportingPeriod, units: Collection[Unit]) -> dict[int, Sheet]:
    """The same for many units at once, by their keys; twelve queries for any number.

    A unit that has no report and cannot have one is left out.
    """
    return _planned(period, units, is_lenient=True)


@dataclass(frozen=True)
class _Plan:
    """A report, stored or not, and the lines that it would hold."""

    report: Report
    entries: tuple[Entry, ...]
    updates: tuple[TaskUpdate, ...]


def _planned(
    period: ReportingPeriod, units: Collection[Unit], *, is_lenient: bool = False
) -> dict[int, Sheet]:
    plans = _plans(period, units, is_lenient=is_lenient)
    histories = unit_histories(period.programme, {key: one.entries for key, one in plans.items()})
    reports = [one.report for one in plans.values()]
    before = update_histories(reports, [line for one in plans.values() for line in one.updates])
    deadlines = deadlines_for(period, units)
    return {
        key: Sheet(
            report=one.report,
            entries=one.entries,
            histories={line.pk: histories[line.pk] for line in one.entries},
            deadline=deadlines[key],
            updates=one.updates,
            update_histories={line.pk: before[line.pk] for line in one.updates},
        )
        for key, one in plans.items()
    }


def _plans(
    period: ReportingPeriod, units: Collection[Unit], *, is_lenient: bool
) -> dict[int, _Plan]:
    """By unit; the keys of new lines are such that no stored line has them, nor another new one."""
    reports = _reports(period, units)
    duties = duties_of(period, list(units))
    numbers = count(-1, -1)
    plans = {}
    for unit in units:
        report = reports.get(unit.pk)
        try:
            if report is None:
                plans[unit.pk] = _begun(period, unit, duties[unit.pk], numbers)
            else:
                plans[unit.pk] = _followed(report, duties[unit.pk], numbers)
        except WrongStateError:
            if not is_lenient:
                raise
    return plans


def _reports(period: ReportingPeriod, units: Collection[Unit]) -> dict[int, Report]:
    """The latest reports by unit with their lines in the order of the programme; three queries."""
    found = latest_reports(period, units)
    entries = Entry.objects.select_related("indicator__group", "updated_by")
    updates = TaskUpdate.objects.select_related(
        "assignment__task", "assignment__unit", "updated_by"
    )
    prefetch_related_objects(
        list(found.values()),
        Prefetch("entries", entries.order_by("indicator__position", "id")),
        Prefetch("task_updates", updates.order_by("assignment__task__position", "pk")),
    )
    return found


def _followed(report: Report, duties: Duties, numbers: Iterator[int]) -> _Plan:
    news = news_of(report, duties)
    kept = [one for one in report.entries.all() if one.pk not in news.no_longer_owed]
    told = [one for one in report.task_updates.all() if one.pk not in news.no_longer_led]
    fresh, given = new_entries(report, news.owed), new_updates(report, news.tasks)
    for line in (*fresh, *given):
        line.pk = next(numbers)
    return _Plan(report, (*kept, *fresh), (*told, *given))


def _begun(period: ReportingPeriod, unit: Unit, duties: Duties, numbers: Iterator[int]) -> _Plan:
    check_can_begin(period, duties)
    report = Report(period=period, unit=unit, state=ReportState.DRAFT)
    entries, updates = new_entries(report, duties.owed), new_updates(report, duties.tasks)
    for line in (*entries, *updates):
        line.pk = next(numbers)
    return _Plan(report, tuple(entries), tuple(updates))
