"""Hàng đợi thẩm định: what waits for the Office, the worst first."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from reports.claiming import LostRaceError
from reports.models import Report
from reports.presenters.files.links import table_links
from reports.presenters.files.reports import queue_table
from reports.presenters.review.queue import bulk_refusal, queue_lines, queue_summary
from reports.queries.review import Queue, queue_of
from reports.reviewing import BulkApprovalError, approve_reports
from reports.views.desk import Desk
from reports.views.files import table_answer
from reports.views.review.office import open_office
from reports.workflow import LOST_RACE, WrongStateError
from tracker.common.errors import SentenceError

PER_PAGE = 25


@require_safe
def review_queue(request: HttpRequest, code: str) -> HttpResponse:
    """Every report under review, the most suspicious and weighty first."""
    desk = open_office(request, code)
    queue, _case = queue_of(desk.programme)
    return _page(request, desk, queue)


@require_safe
def queue_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The whole queue as a file."""
    desk = open_office(request, code)
    queue, _case = queue_of(desk.programme)
    return table_answer(desk, ending, "tham-dinh", queue_table(queue.cases))


@require_POST
def review_bulk(request: HttpRequest, code: str) -> HttpResponse:
    """Approve the chosen reports, all or none; only reports without warnings."""
    desk = open_office(request, code)
    queue, _case = queue_of(desk.programme)
    chosen = request.POST.getlist("report")
    try:
        count = approve_reports(reports=_chosen(queue, chosen, desk), by=desk.user)
    except SentenceError as error:
        return _page(request, desk, queue_of(desk.programme)[0], chosen=chosen, error=error)
    text = ngettext("%(count)d report was approved.", "%(count)d reports were approved.", count)
    messages.success(request, text % {"count": count})
    return redirect(desk.url("review_queue"))


def _page(
    request: HttpRequest,
    desk: Desk,
    queue: Queue,
    *,
    chosen: list[str] | None = None,
    error: SentenceError | None = None,
) -> HttpResponse:
    shown = Paginator(queue.cases, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "page": shown,
        "summary": queue_summary(queue.cases),
        "lines": queue_lines(shown.object_list, desk.url, desk.user),
        "chosen": chosen or [],
        "error": error,
        "bulk_url": desk.url("review_bulk"),
        "files": table_links(desk.url, "review_queue"),
    }
    return render(request, "review/queue.html", context, status=409 if error else 200)


def _chosen(queue: Queue, keys: list[str], desk: Desk) -> list[Report]:
    """The chosen reports (`<key>-<version>`) as they were seen; a sentence for one that is not."""
    cases = {f"{one.report.pk}-{one.report.version}": one for one in queue.cases}
    if not keys:
        raise WrongStateError(_("Choose the reports to approve."))
    if not set(keys) <= set(cases):
        raise LostRaceError(LOST_RACE)
    for key in keys:
        refusal = bulk_refusal(cases[key], desk.user)
        if refusal:
            raise BulkApprovalError(cases[key].report, SentenceError(refusal))
    return [cases[key].report for key in dict.fromkeys(keys)]
