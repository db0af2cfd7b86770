"""Thẩm định: one report, figure by figure."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from reports.claiming import LostRaceError
from reports.models import Report
from reports.presenters.entry.progress import line_key
from reports.presenters.files.links import table_links
from reports.presenters.review.rows import Typed
from reports.presenters.review.sheet import sheet
from reports.queries.review import Urgency, case_of, queue_of
from reports.queries.sent_report import sent_report
from reports.views.places import Place
from reports.views.review.decision import Decision
from reports.views.review.office import open_review
from reports.workflow import LOST_RACE
from tracker.common.errors import NotAllowedError, SentenceError


@require_safe
def review(request: HttpRequest, code: str, period: str, unit: str) -> HttpResponse:
    """A report before the Office, beside everything that helps to judge it."""
    place = open_review(request, code, period, unit)
    return _page(request, place, Typed())


@require_POST
def review_act(request: HttpRequest, code: str, period: str, unit: str) -> HttpResponse:
    """Approve or return; then the next figure of this report, or the next report."""
    place = open_review(request, code, period, unit)
    decision = Decision.read(request.POST)
    report = sent_report(place.period, place.unit)
    try:
        if report is None:
            raise LostRaceError(LOST_RACE)
        urgency = case_of(report).urgency
        messages.success(request, decision.carry_out(report, by=place.desk.user))
    except SentenceError as error:
        return _page(request, place, decision.typed, error=error)
    return redirect(_next_url(place, report, urgency))


def _next_url(place: Place, report: Report, urgency: Urgency) -> str:
    """On to the next undecided figure; without one, the report that stood next in the queue."""
    undecided = case_of(report).undecided
    if undecided:
        return f"{place.url('review')}#entry-{line_key(undecided[0])}"
    queue, _case = queue_of(place.desk.programme)
    following = queue.following(urgency)
    if following is None:
        return place.desk.url("review_queue")
    return place.desk.url("review", str(following.period.period), following.unit.code)


def _page(
    request: HttpRequest, place: Place, typed: Typed, error: SentenceError | None = None
) -> HttpResponse:
    report = sent_report(place.period, place.unit)
    queue, case = queue_of(place.desk.programme, report)
    context = {
        "desk": place.desk,
        "place": place,
        "queue_url": place.desk.url("review_queue"),
        "sheet": case and sheet(case, queue, place.desk.url, place.desk.user, typed),
        "act_url": place.url("review_act"),
        "files": table_links(place.url, "report_lines"),
        "error": error,
    }
    return render(request, "review/sheet.html", context, status=_status(error))


def _status(error: SentenceError | None) -> int:
    if error is None:
        return 200
    if isinstance(error, NotAllowedError):
        return 403
    return 409 if isinstance(error, LostRaceError) else 400
