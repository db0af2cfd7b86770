"""A deadline comes near: units whose report still lies with them are told, once for each day on
which it may be due."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from assignments.models import Unit
from indicators.models import Programme
from reports.calendar import hold, subject_of
from reports.models import ReportingPeriod, takes_reports
from reports.notices import NotificationKind, notify_units
from reports.queries.completeness import completeness
from tracker.audit.ledger import record
from tracker.audit.models import Event
from tracker.common.timestamps import today

NEAR = timedelta(days=5)
"""So long before its deadline a unit is told."""
TOLD = "period.deadline_near"


def periods_due_soon(programme: Programme) -> list[ReportingPeriod]:
    """The open periods that are due within the next days, for all units or for one that was
    granted more time."""
    soon = (today(), today() + NEAR)
    due = Q(deadline__range=soon) | Q(extensions__granted_until__range=soon)
    rows = ReportingPeriod.objects.filter(takes_reports(), due, programme=programme)
    return list(rows.filter(starts_on__lte=today()).select_related("programme").distinct())


def tell_deadline(*, period: ReportingPeriod) -> int:
    """One notification for each who reports for or heads a unit whose deadline is near and whose
    report was not sent; how many. Who was told of the same day is not told again: the ledger
    remembers."""
    due, lines = _due_soon(period), 0
    with transaction.atomic():
        hold(period)
        told = _told(period)
        for day, units in due.items():
            fresh = [unit for unit in units if unit.code not in told[day.isoformat()]]
            if fresh:
                after = {"deadline": day.isoformat(), "units": [unit.code for unit in fresh]}
                record(TOLD, subject_of(period), by=None, after=after)
                kind = NotificationKind.DEADLINE_NEAR
                lines += notify_units(kind, period, fresh, day=day, by=None)
    return lines


def _told(period: ReportingPeriod) -> dict[str, set[str]]:
    """The units that were told, by the day of which they were told."""
    subject = subject_of(period)
    rows = Event.objects.filter(
        verb=TOLD, subject_key=subject.key, programme_code=subject.programme_code
    )
    told: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        after = row.after or {}
        told[after["deadline"]].update(after["units"])
    return told


def _due_soon(period: ReportingPeriod) -> dict[date, list[Unit]]:
    """The units that have not sent, by their own deadline, as far as it is near."""
    facts = completeness(period.programme, [period], today())
    due: dict[date, list[Unit]] = defaultdict(list)
    for unit in facts.units:
        standing = facts.of(unit, period)
        if standing is None or not standing.can_be_chased or standing.days_left is None:
            continue
        if standing.days_left <= NEAR.days:
            due[standing.deadline].append(unit)
    return due
