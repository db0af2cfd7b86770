"""A reporting period begins: the units that owe something in it and the Office are told, once."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from assignments.models import Unit
from assignments.permissions import office_units
from indicators.models import Programme
from reports.calendar import default_dates, hold, open_year, subject_of
from reports.models import ReportingPeriod, takes_reports
from reports.notices import NotificationKind, notify, notify_units, people_of
from reports.obligations import obligations_by_unit
from reports.task_duties import tasks_by_period
from tracker.accounts.roles import Role
from tracker.audit.ledger import record
from tracker.audit.models import Event
from tracker.common.timestamps import today

AHEAD = timedelta(days=30)
"""How long before its first window a year of the calendar exists."""
NEWS_FOR = timedelta(days=7)
"""For so long after its first day a beginning is news: it is told late rather than never."""
BEGUN = "period.begun"
_LAST_QUARTER = 4


def open_coming_year(*, programme: Programme) -> list[ReportingPeriod]:
    """The periods of the year in whose windows the day 30 days ahead lies; those that were made.

    Only of a programme that reports, so has periods, and up to the last year it is judged for;
    nothing from before its first period: reports were not wanted then.
    """
    day = today() + AHEAD
    year = day.year + (day > default_dates(day.year, _LAST_QUARTER)[1])
    first = ReportingPeriod.objects.filter(programme=programme).order_by("starts_on").first()
    if year > programme.final_year or first is None:
        return []
    due = default_dates(first.year, first.quarter)[2]
    return open_year(programme=programme, year=year, by=None, since=due)


def begun_of_late(programme: Programme) -> list[ReportingPeriod]:
    """The open periods whose window began today or within the last days."""
    begun = ReportingPeriod.objects.filter(
        takes_reports(),
        programme=programme,
        starts_on__lte=today(),
        starts_on__gt=today() - NEWS_FOR,
    )
    return list(begun.select_related("programme"))


def tell_beginning(*, period: ReportingPeriod) -> int | None:
    """One notification for each who reports for or heads a unit that owes something in the period
    and for each of the Office; how many. None if it was told before: the ledger remembers."""
    subject = subject_of(period)
    with transaction.atomic():
        hold(period)
        told = Event.objects.filter(verb=BEGUN, subject_key=subject.key)
        if told.filter(programme_code=subject.programme_code).exists():
            return None
        record(BEGUN, subject, by=None)
        kind = NotificationKind.PERIOD_OPENED
        lines = notify_units(kind, period, units_that_owe(period), by=None)
        return lines + _tell_office(period)


def units_that_owe(period: ReportingPeriod) -> list[Unit]:
    """The units that owe a figure or the update of a task in the period."""
    tasks = tasks_by_period(period.programme, [period])[period.pk]
    owing = obligations_by_unit(period).keys() | tasks.keys()
    return list(Unit.objects.filter(pk__in=owing).order_by("code"))


def _tell_office(period: ReportingPeriod) -> int:
    code = str(period.period)
    page = reverse("completeness", args=[period.programme.code])
    return notify(
        people_of(office_units(period.programme), (Role.REVIEWER,)),
        NotificationKind.PERIOD_OPENED,
        subject=f"{period.programme} · {code}",
        words="",
        url=f"{page}?ky={code}",
        by=None,
    )
