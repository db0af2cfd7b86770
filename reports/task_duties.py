"""Which task updates a unit owes in a period: from its leads, their completion and validity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet

from assignments.models import Assignment, Part, Unit
from indicators.models import Programme
from reports.models import ReportingPeriod

TasksOwed = dict[int, dict[int, list[Assignment]]]
"""Period key → unit key → the assignments of which an update is owed, in the document's order."""


def tasks_by_period(
    programme: Programme, periods: Sequence[ReportingPeriod], units: list[Unit] | None = None
) -> TasksOwed:
    """What is owed by period and unit; one query for any number of periods.

    Each lead at the cut-off owes an update each quarter: from the period in which the task was
    recorded until the one in which it was done. What is due in the vision year is owed by nobody.
    """
    rows = _leads(programme)
    if units is not None:
        rows = rows.filter(unit__in=[unit.pk for unit in units])
    leads = list(rows)
    owed: TasksOwed = {}
    for period in periods:
        theirs: dict[int, list[Assignment]] = defaultdict(list)
        for row in leads:
            if is_owed_in(row, period):
                theirs[row.unit_id].append(row)
        owed[period.pk] = dict(theirs)
    return owed


def _leads(programme: Programme) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(
        programme=programme, part=Part.LEAD, task__isnull=False, task__retired_at=None
    )
    return rows.select_related("task", "unit").order_by("task__position", "position")


def is_owed_in(row: Assignment, period: ReportingPeriod) -> bool:
    """Whether an update of this lead belongs into the period."""
    if row.task is None or not row.held_on(period.cut_off):
        return False
    if not row.unit.is_valid_on(period.cut_off) or row.task.recorded_on > period.cut_off:
        return False
    vision = period.programme.vision_year
    due = row.deadline
    if vision is not None and due is not None and due.year >= vision:
        return False
    return row.closed_on is None or row.closed_on >= period.starts_on
