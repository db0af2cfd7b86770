"""Nhập Excel: where files come in."""

from __future__ import annotations

from django import forms
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assignments.permissions import is_office, own_units
from reports.forms.imports import FormFileForm
from reports.imports.form.gate import check_can_bring
from reports.imports.form.preview import FileRefusal
from reports.presenters.entry.work import PlaceLink
from reports.presenters.imports.hub import Door, Hub, collected, open_forms
from reports.presenters.review.links import link_if_there
from reports.queries.calendar import periods_of
from reports.queries.work import Piece, own_work
from reports.queries.worker import is_worker_silent
from reports.roadmaps.frame import sets_targets
from reports.views.desk import Desk, open_desk
from reports.views.entry.standing import of_today


@never_cache
@require_safe
@of_today
def imports(request: HttpRequest, code: str) -> HttpResponse:
    """The forms that wait, a place to bring them, and the other files this person may bring."""
    desk = open_desk(request, code)
    check_can_bring(desk.user, desk.programme)
    came_from = {name: request.GET.get(name, "") for name in ("period", "unit")}
    return show_hub(request, desk, FormFileForm(initial=came_from))


def show_hub(
    request: HttpRequest,
    desk: Desk,
    form: forms.Form,
    *,
    refusals: tuple[FileRefusal, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page; `refusals` are the files of a zip of which nothing could be read."""
    page = _hub(desk)
    context = {
        "desk": desk,
        "page": page,
        "form": form,
        "refusals": refusals,
        "forms_url": desk.url("forms_out"),
        "is_silent": bool(page.collected) and is_worker_silent(),
    }
    return render(request, "imports/hub.html", context, status=status)


def _hub(desk: Desk) -> Hub:
    user, programme = desk.user, desk.programme
    prefetch_related_objects([user], "memberships")
    pieces, _has_periods = own_work(user, programme)
    may_office = is_office(user, programme)
    own = own_units(user, programme)
    doors = []
    if may_office:
        doors.append(Door("figures", link_if_there(desk.url, "figures_import")))
    if may_office or any(sets_targets(unit, programme, desk.as_of) for unit in own):
        doors.append(Door("roadmaps", link_if_there(desk.url, "roadmap_import")))
    periods = periods_of(programme) if may_office else []
    return Hub(
        forms=open_forms(pieces, _link(desk)),
        doors=tuple(door for door in doors if door.url),
        is_member=bool(own),
        is_office=may_office,
        collected=collected(periods, desk.as_of),
    )


def _link(desk: Desk) -> PlaceLink:
    def link(piece: Piece, name: str) -> str:
        return reverse(name, args=[desk.programme.code, str(piece.period.period), piece.unit.code])

    return link
