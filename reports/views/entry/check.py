"""Kiểm tra và gửi: everything once more, then one button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from reports.completing import IncompleteReportError, check_complete
from reports.forms.entry import ActForm
from reports.models import Report
from reports.presenters.entry.check import check_page
from reports.presenters.evidence import evidence_box
from reports.presenters.files.links import table_links
from reports.queries.sheet import sheet_of
from reports.views.entry.deeds import act, said_already
from reports.views.entry.standing import nothing_to_fill, of_today, report_for, viewer_of
from reports.views.places import Place, open_place
from reports.workflow import WrongStateError
from tracker.common.errors import NotAllowedError, SentenceError


@never_cache
@require_safe
@of_today
def report_check(request: HttpRequest, code: str, period: str, unit: str) -> HttpResponse:
    """The report before it is sent, or as it was sent."""
    place = open_place(request, code, period, unit)
    try:
        report = report_for(place)
    except WrongStateError as error:
        return nothing_to_fill(request, place, error)
    return _show(request, place, report, ActForm())


@require_POST
def report_act(request: HttpRequest, code: str, period: str, unit: str) -> HttpResponse:
    """Do one verb with the report; what could not be done is said beside what was typed."""
    place = open_place(request, code, period, unit)
    form = ActForm(request.POST)
    try:
        said = act(report_for(place), form, by=place.desk.user)
    except NotAllowedError:
        raise
    except SentenceError as error:
        report = report_for(place)
        said = said_already(report, form, by=place.desk.user)
        if not said:
            messages.error(request, str(error))
            return _show(request, place, report, form, status=409)
    messages.success(request, said)
    return redirect(viewer_of(place).link("report_check"))


def _show(
    request: HttpRequest, place: Place, report: Report, form: ActForm, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(place)
    context = {
        "page": check_page(sheet_of(report), viewer, **_obstacle(report)),
        "desk": place.desk,
        "act_url": viewer.link("report_act"),
        "files": table_links(viewer.link, "report_lines"),
        "typed": form.data,
        "box": evidence_box(
            report, viewer.user, place.desk.url, chosen=request.GET.get("about", "")
        ),
    }
    return render(request, "entry/check.html", context, status=status)


def _obstacle(report: Report) -> dict[str, Any]:
    """What keeps the report from being sent, in a sentence, and the figures it is about."""
    try:
        check_complete(report)
    except IncompleteReportError as error:
        return {"obstacle": str(error), "concerned": error.entries}
    return {}
