"""The lines of a unit's reports as a file: those of the own units, and those of one report."""

from __future__ import annotations

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.models import Entry, Report, TaskUpdate
from reports.presenters.files.reports import line_table
from reports.queries.sent_report import sent_report
from reports.queries.task_history import updates_of
from reports.queries.work import own_work
from reports.views.desk import open_desk
from reports.views.entry.standing import of_today
from reports.views.files import table_answer
from reports.views.places import Place, open_place


@never_cache
@require_safe
@of_today
def my_work_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Every line of the person's own reports in the recent periods, the latest first."""
    desk = open_desk(request, code)
    prefetch_related_objects([desk.user], "memberships")
    pieces, _has_periods = own_work(desk.user, desk.programme)
    lines = [(one.report, line) for one in pieces if one.report for line in one.lines]
    return table_answer(desk, ending, "viec-cua-toi", line_table(_("My work"), lines))


@never_cache
@require_safe
@of_today
def report_lines_file(
    request: HttpRequest, code: str, period: str, unit: str, ending: str
) -> HttpResponse:
    """One report, for its own people and, once it was sent, for the Office; else 404."""
    place = open_place(request, code, period, unit)
    report = _report(place)
    lines: list[Entry | TaskUpdate] = [
        *report.entries.select_related("indicator").order_by("indicator__position", "pk"),
        *updates_of(report),
    ]
    title = _("Report of %(unit)s") % {"unit": place.unit.name}
    table = line_table(title, [(report, line) for line in lines])
    name = f"bao-cao-{unit}-{place.period.period}"
    return table_answer(place.desk, ending, name, table, period=place.period)


def _report(place: Place) -> Report:
    if place.is_own:
        return place.report()
    report = sent_report(place.period, place.unit)
    if report is None:
        raise Http404
    return report
