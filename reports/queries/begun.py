"""The reports that units have begun, and how much of each is filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from reports.models import Report, ReportingPeriod, TaskUpdate

Row = TypeVar("Row", bound=Model)
_FILLED = (
    Q(entries__is_not_done=True)
    | Q(entries__value__isnull=False)
    | Q(entries__numerator__isnull=False)
    | Q(entries__denominator__isnull=False)
    | Q(entries__done_on__isnull=False)
)
"""The same rule as Entry.is_filled."""


@dataclass(frozen=True)
class Begun:
    """A revision with the number of its lines, figures and task updates, and of those filled."""

    report: Report
    total: int
    filled: int


def of_units(rows: QuerySet[Row], among: Sequence[int] | None) -> QuerySet[Row]:
    """The rows of those units alone; None: of all."""
    return rows if among is None else rows.filter(unit__in=among)


def begun_reports(
    periods: Sequence[ReportingPeriod], day: date, among: Sequence[int] | None = None
) -> dict[tuple[int, int], list[Begun]]:
    """The revisions begun by the day, by unit and period, oldest first; two queries.

    Of the units `among` which one asks; None: of all.
    """
    reports = of_units(Report.objects.filter(period__in=periods), among)
    updates = _updates(reports)
    rows = reports.annotate(total=Count("entries"), filled=Count("entries", filter=_FILLED))
    found: dict[tuple[int, int], list[Begun]] = {}
    for report in rows.order_by("revision"):
        if timezone.localdate(report.created_at) <= day:
            total, filled = updates.get(report.pk, (0, 0))
            begun = Begun(report, report.total + total, report.filled + filled)
            found.setdefault((report.unit_id, report.period_id), []).append(begun)
    return found


def _updates(reports: QuerySet[Report]) -> dict[int, tuple[int, int]]:
    """Report key → its task updates, and how many of them are filled."""
    filled = Q(progress__isnull=False) & ~Q(words="")
    rows = TaskUpdate.objects.filter(report__in=reports).order_by()
    counted = rows.values("report").annotate(total=Count("pk"), filled=Count("pk", filter=filled))
    return {row["report"]: (row["total"], row["filled"]) for row in counted}
