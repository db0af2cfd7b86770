"""Xuất báo cáo: the papers as things stand, and the meetings that are frozen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assignments.permissions import is_office
from reports.forms.meetings import MeetingForm
from reports.presenters.meetings.listing import frozen_lines, paper_kinds
from reports.queries.snapshots import snapshots_of
from reports.queries.worker import is_worker_silent
from reports.views.desk import Desk, open_desk
from reports.views.meetings.places import shown_form


@never_cache
@require_safe
def meetings(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody who sees the programme may make its papers; the Office may freeze them."""
    desk = open_desk(request, code)
    return meetings_page(request, desk, shown_form(request, desk))


def meetings_page(
    request: HttpRequest, desk: Desk, form: MeetingForm, *, status: int = 200
) -> HttpResponse:
    """The page with a form that is empty, prefilled or wrong."""
    frozen = snapshots_of(desk.programme)
    context = {
        "desk": desk,
        "form": form,
        "papers": paper_kinds(desk.url),
        "frozen": frozen_lines(frozen, desk.url),
        "may_freeze": is_office(desk.user, desk.programme),
        "freeze_url": desk.url("meeting_freeze"),
        "bundle_url": desk.url("meeting_bundle"),
        "is_silent": bool(frozen) and is_worker_silent(),
        "compare_url": desk.url("meetings_compared"),
        "calendar_url": desk.url("calendar"),
    }
    return render(request, "meetings/page.html", context, status=status)
