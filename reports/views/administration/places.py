"""Who stands in the rooms of administration, and at which unit."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest

from assignments.models import Unit
from assignments.units_admin import check_may_administer
from assignments.visibility import visible_units
from reports.views.desk import Desk, open_desk
from tracker.common.timestamps import today


def open_administration(request: HttpRequest, code: str) -> Desk:
    """The desk of somebody who administers the province's units, always at the present day.

    NotAllowedError for others who see the programme.
    """
    desk = replace(open_desk(request, code), as_of=today())
    check_may_administer(desk.user, desk.programme.province)
    request.desk = desk  # type: ignore[attr-defined]
    return desk


def open_unit(desk: Desk, code: str) -> Unit:
    """A unit of the province; 404 for any other."""
    unit = visible_units(desk.user, desk.programme).filter(code=code).first()
    if unit is None:
        raise Http404
    unit.province = desk.programme.province
    return unit
