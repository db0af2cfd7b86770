"""What the pages of oversight share: the Office's desk, and where a report is shown to whom."""

from __future__ import annotations

from django.http import HttpRequest

from assignments.permissions import check_is_office, is_office, own_units
from reports.presenters.oversight.completeness import ReportLink
from reports.views.desk import Desk, open_desk


def open_office(request: HttpRequest, code: str) -> Desk:
    """The desk of somebody who reviews for the monitoring office; NotAllowedError for others."""
    desk = open_desk(request, code)
    check_is_office(desk.user, desk.programme)
    return desk


def report_link(desk: Desk, *, reviews: bool | None = None) -> ReportLink:
    """The Office sees every report under review, a unit's people their own; nobody else any.

    `reviews` is whether the person is of the Office, where that is known.
    """
    if is_office(desk.user, desk.programme) if reviews is None else reviews:
        return lambda unit, period: desk.url("review", str(period.period), unit.code)
    own = {unit.pk for unit in own_units(desk.user, desk.programme)}
    return lambda unit, period: (
        desk.url("report", str(period.period), unit.code) if unit.pk in own else ""
    )
