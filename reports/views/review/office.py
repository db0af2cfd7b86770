"""Who stands at the Office's desk: its reviewers; it does not exist for anybody else."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest

from assignments.permissions import is_office
from reports.views.desk import Desk, open_desk
from reports.views.places import Place, open_place
from tracker.common.timestamps import today


def open_office(request: HttpRequest, code: str) -> Desk:
    """The desk of the monitoring office, always today's: a review does not look back."""
    desk = open_desk(request, code)
    if not is_office(desk.user, desk.programme):
        raise Http404
    return _today(request, desk)


def open_review(request: HttpRequest, code: str, period: str, unit: str) -> Place:
    """A unit's place as the Office sees it."""
    place = open_place(request, code, period, unit)
    if not place.is_office:
        raise Http404
    return replace(place, desk=_today(request, place.desk))


def _today(request: HttpRequest, desk: Desk) -> Desk:
    desk = replace(desk, as_of=today())
    request.desk = desk  # type: ignore[attr-defined]
    return desk
