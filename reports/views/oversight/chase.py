"""The chase list on paper and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.models import ReportingPeriod
from reports.presenters.oversight.chase import ChaseLine, chase_lines
from reports.presenters.oversight.completeness import tally
from reports.queries.completeness import Completeness, completeness
from reports.views.desk import Desk
from reports.views.places import open_period
from tracker.common.csv_response import csv_response
from tracker.common.labels import day_label, period_label


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
        "csv_url": desk.url("chase_list_csv", str(found.period)),
        "back_url": desk.url("completeness", ky=str(found.period)),
    }
    return render(request, "oversight/chase_list.html", context)


@require_safe
def chase_list_csv(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The same as a file."""
    desk, found, facts = _open(request, code, period)
    header = [
        *(_("Unit"), _("Code"), _("Kind of unit"), _("State"), _("Figures missing")),
        *(_("Figures owed"), _("Deadline"), _("Days late"), _("Extended until")),
        _("Last reminder"),
    ]
    about = [
        desk.programme.number,
        period_label(found.period),
        _("As of %(day)s") % {"day": day_label(desk.as_of)},
    ]
    filename = f"{desk.programme.code}-don-doc-{found.period}-{desk.as_of.isoformat()}.csv"
    rows = [_row(line) for line in chase_lines(facts, found)]
    return csv_response(filename, header, rows, about=about)


def _open(
    request: HttpRequest, code: str, period: str
) -> tuple[Desk, ReportingPeriod, Completeness]:
    desk, found = open_period(request, code, period)
    return desk, found, completeness(desk.programme, [found], desk.as_of)


def _row(line: ChaseLine) -> list[str | int]:
    return [
        *(line.unit, line.code, line.kind, line.state, line.missing, line.owed),
        *(line.deadline, line.days_late, line.extension, line.reminded),
    ]
