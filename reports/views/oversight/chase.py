"""The chase list on paper and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.models import ReportingPeriod
from reports.presenters.files.links import table_links
from reports.presenters.files.oversight import chase_table
from reports.presenters.oversight.chase import chase_lines
from reports.presenters.oversight.completeness import tally
from reports.queries.completeness import Completeness, completeness
from reports.views.desk import Desk
from reports.views.files import table_answer
from reports.views.places import open_period
from tracker.common.labels import period_label


@require_safe
def chase_list(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Who has not sent the report of a period, to be printed."""
    desk, found, facts = _open(request, code, period)
    context = {
        "desk": desk,
        "period": found,
        "label": period_label(found.period),
        "lines": chase_lines(facts, found),
        "tally": tally(facts.column(found)),
        "files": table_links(desk.url, "chase_list", str(found.period)),
        "back_url": desk.url("completeness", ky=str(found.period)),
    }
    return render(request, "oversight/chase_list.html", context)


@require_safe
def chase_file(request: HttpRequest, code: str, period: str, ending: str) -> HttpResponse:
    """The same as a file."""
    desk, found, facts = _open(request, code, period)
    table = chase_table(facts, found)
    return table_answer(desk, ending, f"don-doc-{found.period}", table, period=found)


def _open(
    request: HttpRequest, code: str, period: str
) -> tuple[Desk, ReportingPeriod, Completeness]:
    desk, found = open_period(request, code, period)
    return desk, found, completeness(desk.programme, [found], desk.as_of)
