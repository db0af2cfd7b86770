"""A unit's place in a period: what the addresses of reports name, and who may stand there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest

from assignments.models import Unit
from assignments.permissions import UNIT_ROLES, has_role, is_office
from reports.models import Report, ReportingPeriod
from reports.queries.calendar import period_of_programme
from reports.reporting import latest_report
from reports.views.desk import Desk, open_desk


@dataclass(frozen=True)
class Place:
    """A visible programme, one of its periods and a unit."""

    desk: Desk
    period: ReportingPeriod
    unit: Unit

    @property
    def is_own(self) -> bool:
        """Whether the person reports for this unit or heads it."""
        return has_role(self.desk.user, self.unit, *UNIT_ROLES)

    @cached_property
    def is_office(self) -> bool:
        """Whether the person reviews for the monitoring office."""
        return is_office(self.desk.user, self.desk.programme)

    def url(self, name: str, *args: str, **query: str) -> str:
        """The address of another page at this place."""
        return self.desk.url(name, str(self.period.period), self.unit.code, *args, **query)

    def report(self) -> Report:
        """The latest report of this place; 404 if there is none yet."""
        report = latest_report(self.period, self.unit)
        if report is None:
            raise Http404
        return report


def open_period(request: HttpRequest, code: str, period: str) -> tuple[Desk, ReportingPeriod]:
    """The desk and one of the programme's reporting periods; 404 for one that is not there."""
    desk = open_desk(request, code)
    found = period_of_programme(desk.programme, period)
    if found is None:
        raise Http404
    return desk, found


def open_place(request: HttpRequest, code: str, period: str, unit: str) -> Place:
    """A unit's place, for its own people and the Office; it does not exist for anybody else."""
    desk, found = open_period(request, code, period)
    units = Unit.objects.filter(province=desk.programme.province_id, code=unit)
    place = Place(desk, found, units.first() or _missing())
    prefetch_related_objects([desk.user], "memberships")
    if not (place.is_own or place.is_office):
        raise Http404
    return place


def _missing() -> Unit:
    raise Http404
