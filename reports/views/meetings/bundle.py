"""The three papers in one file: looked at once more, then a job makes it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from reports.forms.meetings import MeetingForm
from reports.jobs.once import ask_once
from reports.models import JobKind
from reports.presenters.meetings.bundling import bundle_page
from reports.queries.snapshots import meeting_name
from reports.queries.worker import is_worker_silent
from reports.views.desk import Desk, open_desk
from reports.views.meetings.page import meetings_page
from reports.views.meetings.places import open_snapshot, sent_form, typed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_bundle(request: HttpRequest, code: str) -> HttpResponse:
    """GET says what the file would hold; POST asks for it."""
    desk = open_desk(request, code)
    form = sent_form(request, desk)
    if not form.is_valid():
        return meetings_page(request, desk, form, status=422)
    return _ask(desk, form) if request.method == "POST" else _look(request, desk, form)


@require_POST
def frozen_bundle(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """The papers of a frozen meeting."""
    desk, stored = open_snapshot(request, code, key)
    asked = {"snapshot": stored.pk, "meeting": meeting_name(stored)}
    kind, programme = JobKind.MEETING_PAPERS, desk.programme
    return redirect("job", ask_once(kind, by=desk.user, programme=programme, parameters=asked).pk)


def _look(request: HttpRequest, desk: Desk, form: MeetingForm) -> HttpResponse:
    context = {
        "desk": desk,
        "form": form,
        "page": bundle_page(form.cleaned_data, desk.as_of),
        "bundle_url": desk.url("meeting_bundle"),
        "list_url": desk.url("meetings"),
        "back_url": desk.url("meetings", **typed(form)),
        "is_silent": is_worker_silent(),
    }
    return render(request, "meetings/bundle.html", context)


def _ask(desk: Desk, form: MeetingForm) -> HttpResponse:
    wanted = form.cleaned_data
    asked = {
        "period": str(wanted["ky"].period),
        "meeting": wanted["hop"],
        "held_on": wanted["ngay"].isoformat(),
        "as_of": desk.as_of.isoformat(),
        "number": wanted["so"],
    }
    kind, programme = JobKind.MEETING_PAPERS, desk.programme
    return redirect("job", ask_once(kind, by=desk.user, programme=programme, parameters=asked).pk)
