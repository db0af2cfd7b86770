"""The calendar and the requests for more time, as somebody may see them."""

from __future__ import annotations

from django.db.models import QuerySet

from assignments.permissions import is_office, own_units
from indicators.models import Programme
from reports.models import Extension, ReportingPeriod
from tracker.accounts.models import User
from tracker.common.periods import Period, PeriodError


def periods_of(programme: Programme) -> list[ReportingPeriod]:
    """Every period of the programme with who locked it or ordered its lock, in order."""
    periods = ReportingPeriod.objects.filter(programme=programme)
    return list(periods.select_related("locked_by", "lock_planned_by"))


def period_of_programme(programme: Programme, text: str) -> ReportingPeriod | None:
    """The programme's reporting period that is written like `2026-Q3`; one query."""
    try:
        wanted = Period.parse(text)
    except PeriodError:
        return None
    periods = ReportingPeriod.objects.filter(programme=programme)
    found = periods.filter(year=wanted.year, quarter=wanted.quarter or 0).first()
    if found is not None:
        found.programme = programme
    return found


def visible_extensions(user: User, programme: Programme) -> QuerySet[Extension]:
    """All requests for the Office, those of their own units for others."""
    extensions = Extension.objects.filter(period__programme=programme)
    extensions = extensions.select_related("unit", "asked_by", "period__programme")
    if is_office(user, programme):
        return extensions
    return extensions.filter(unit__in=own_units(user, programme))
