"""The calendar and the requests for more time, as somebody may see them."""

from __future__ import annotations

from django.db.models import QuerySet

from assignments.permissions import is_office, own_units
from indicators.models import Programme
from reports.models import Extension, ReportingPeriod
from tracker.accounts.models import User


def periods_of(programme: Programme) -> list[ReportingPeriod]:
    """Every period of the programme with who locked it, in order."""
    periods = ReportingPeriod.objects.filter(programme=programme).select_related("locked_by")
    return list(periods)


def visible_extensions(user: User, programme: Programme) -> QuerySet[Extension]:
    """All requests for the Office, those of their own units for others."""
    extensions = Extension.objects.filter(period__programme=programme)
    extensions = extensions.select_related("unit", "asked_by", "period__programme")
    if is_office(user, programme):
        return extensions
    return extensions.filter(unit__in=own_units(user, programme))
