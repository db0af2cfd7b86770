"""The tables of the pages and charts as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.assessment import (
    Assessment,
    ProgrammeAssessment,
    UnknownIndicatorError,
    assess_programme,
)
from reports.charts.tables import Chart
from reports.forms.indicators import IndicatorFilter
from reports.presenters.charts import class_chart, contribution_chart, gap_chart
from reports.presenters.local import latest_local
from reports.presenters.matrix import Cell
from reports.presenters.matrix import matrix as matrix_of
from reports.presenters.rows import IndicatorRow, indicator_row
from reports.presenters.trajectory import trajectory_chart
from reports.views.counting import counting
from reports.views.desk import Desk, open_desk
from tracker.common.csv_response import Value, csv_response
from tracker.common.labels import day_label


@require_safe
def gaps(request: HttpRequest, code: str) -> HttpResponse:
    """The numbers of the chart of all indicators."""
    desk = open_desk(request, code)
    chart = gap_chart(assess_programme(desk.programme, desk.as_of), desk.url)
    return _chart_file(desk, "chenh-lech", [chart])


@require_safe
def indicators(request: HttpRequest, code: str) -> HttpResponse:
    """The list of indicators, with the filters of the address."""
    desk = open_desk(request, code)
    state = assess_programme(desk.programme, desk.as_of)
    rows = [indicator_row(one, desk.url) for one in state.indicators]
    shown = IndicatorFilter(request.GET, rows=rows).chosen(rows)
    header = [
        *(_("Code"), _("Indicator"), _("Group"), _("Status"), _("Latest figure"), _("Period")),
        *(_("Kind of figure"), _("Next target"), _("Year"), _("Against the next target")),
        *(_("Clause"), _("Lead unit")),
    ]
    sample = any(one.is_illustrative for one in state.indicators)
    return _file(desk, "chi-tieu", header, map(_line, shown), is_illustrative=sample)


def _line(row: IndicatorRow) -> list[Value]:
    target = row.headline
    return [
        *(row.code, row.name, row.group, row.status_label, row.value, row.period),
        ", ".join(row.tags),
        *((target.wording, target.year, target.gap, target.clause) if target else ("",) * 4),
        row.lead.name if row.lead else "",
    ]


@require_safe
def trajectory(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """The numbers of an indicator's trajectory chart."""
    desk, assessment = _one(request, code, indicator)
    return _chart_file(desk, indicator, [trajectory_chart(assessment, desk.url)])


@require_safe
def contributions(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """Every local unit's part of the gap."""
    desk = open_desk(request, code)
    state = _state(desk, indicator)
    (assessment,) = state.indicators
    lineage = counting(request, desk).lineage(state.local_units)
    local = latest_local(assessment, state.local_units, lineage)
    headline = assessment.headline
    chart = (
        contribution_chart(assessment, headline, local, desk.url) if headline and local else None
    )
    return _chart_file(desk, f"{indicator}-don-vi", [chart])


@require_safe
def classes(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """Urban areas by class against the targets of each year."""
    desk, assessment = _one(request, code, indicator)
    charts = [
        class_chart(assessment, target, desk.url)
        for target in assessment.targets
        if target.judgement is not None and target.target.classes
    ]
    return _chart_file(desk, f"{indicator}-loai", charts)


@require_safe
def matrix(request: HttpRequest, code: str) -> HttpResponse:
    """Local units × indicators."""
    desk = open_desk(request, code)
    state = assess_programme(desk.programme, desk.as_of)
    units = state.local_units
    page = matrix_of(state, units, desk.url, counting(request, desk).lineage(units))
    header = [_("Unit"), _("Code"), _("Existence")]
    for heading in page.headings:
        header += [f"{heading.name} ({heading.unit}) {heading.period}", _("Judgement")]
    header.append(_("Note"))
    province = desk.programme.province
    rows = [[province.short_name, province.code, "", *_cells(page.province), ""]]
    rows += [
        [line.unit.name, line.code, line.validity, *_cells(line.cells), line.note]
        for line in page.lines
    ]
    return _file(desk, "ma-tran", header, rows, is_illustrative=page.is_illustrative)


def _cells(cells: Sequence[Cell]) -> list[str]:
    return [part for cell in cells for part in (cell.value, cell.word)]


def _one(request: HttpRequest, code: str, indicator: str) -> tuple[Desk, Assessment]:
    desk = open_desk(request, code)
    (assessment,) = _state(desk, indicator).indicators
    return desk, assessment


def _state(desk: Desk, indicator: str) -> ProgrammeAssessment:
    try:
        return assess_programme(desk.programme, desk.as_of, [indicator])
    except UnknownIndicatorError as error:
        raise Http404(str(error)) from error


def _chart_file(desk: Desk, name: str, charts: Sequence[Chart | None]) -> HttpResponse:
    """The tables of charts one under the other; 404 where there is no chart."""
    drawn = [chart for chart in charts if chart is not None]
    if not drawn:
        raise Http404
    rows: list[Sequence[Value]] = []
    for chart in drawn:
        if len(drawn) > 1:
            rows.append([chart.title])
        rows += chart.table.rows
    sample = any(chart.is_illustrative for chart in drawn)
    return _file(desk, name, drawn[0].table.header, rows, is_illustrative=sample)


def _file(
    desk: Desk,
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    is_illustrative: bool,
) -> HttpResponse:
    about = [desk.programme.number, _("As of %(day)s") % {"day": day_label(desk.as_of)}]
    if is_illustrative:
        about.append(_("Contains illustrative data"))
    filename = f"{desk.programme.code}-{name}-{desk.as_of.isoformat()}.csv"
    return csv_response(filename, header, rows, about=about)
