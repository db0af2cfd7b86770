"""Charts, the list of indicators, one indicator's figures and the matrix as files."""

from __future__ import annotations

from collections.abc import Sequence

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
from reports.presenters.files.about import filter_words
from reports.presenters.files.indicators import chart_table, history_table, indicator_table
from reports.presenters.files.units import matrix_table
from reports.presenters.local import latest_local
from reports.presenters.matrix import matrix as matrix_of
from reports.presenters.rows import indicator_row
from reports.presenters.trajectory import trajectory_chart
from reports.queries.local_figures import latest_local_figures
from reports.queries.sources import published_sources
from reports.views.counting import counting
from reports.views.desk import Desk, open_desk
from reports.views.files import table_answer


@require_safe
def gaps(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The numbers of the chart of all indicators."""
    desk = open_desk(request, code)
    chart = gap_chart(assess_programme(desk.programme, desk.as_of), desk.url)
    return table_answer(desk, ending, "chenh-lech", chart_table(desk.programme.number, [chart]))


@require_safe
def indicators(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The list of indicators, with the filters of the address."""
    desk = open_desk(request, code)
    state = assess_programme(desk.programme, desk.as_of)
    rows = [indicator_row(one, desk.url) for one in state.indicators]
    filters = IndicatorFilter(request.GET, rows=rows)
    title = _("Indicators of %(number)s") % {"number": desk.programme.number}
    table = indicator_table(title, filters.chosen(rows), state)
    return table_answer(desk, ending, "chi-tieu", table, filters=filter_words(filters))


@require_safe
def history(request: HttpRequest, code: str, indicator: str, ending: str) -> HttpResponse:
    """Every figure of an indicator."""
    desk, one = _one(request, code, indicator)
    table = history_table(one, published_sources(one.indicator, desk.as_of))
    return table_answer(desk, ending, f"{indicator}-so-lieu", table)


@require_safe
def trajectory(request: HttpRequest, code: str, indicator: str, ending: str) -> HttpResponse:
    """The numbers of an indicator's trajectory chart."""
    desk, one = _one(request, code, indicator)
    return _chart_file(desk, ending, indicator, one, [trajectory_chart(one, desk.url)])


@require_safe
def contributions(request: HttpRequest, code: str, indicator: str, ending: str) -> HttpResponse:
    """Every local unit's part of the gap."""
    desk = open_desk(request, code)
    state = _state(desk, indicator)
    (one,) = state.indicators
    counted = counting(request, desk)
    units, figures = state.local_units, latest_local_figures(state)
    local = latest_local(one, figures, units, counted.lineage(units))
    headline = one.headline
    chart = contribution_chart(one, headline, local, desk.url) if headline and local else None
    filters = counted.words
    return _chart_file(desk, ending, f"{indicator}-don-vi", one, [chart], filters)


@require_safe
def classes(request: HttpRequest, code: str, indicator: str, ending: str) -> HttpResponse:
    """Urban areas by class against the targets of each year."""
    desk, one = _one(request, code, indicator)
    charts = [
        class_chart(one, target, desk.url)
        for target in one.targets
        if target.judgement is not None and target.target.classes
    ]
    return _chart_file(desk, ending, f"{indicator}-loai", one, charts)


@require_safe
def matrix(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Local units × indicators."""
    desk = open_desk(request, code)
    state = assess_programme(desk.programme, desk.as_of)
    figures, counted = latest_local_figures(state), counting(request, desk)
    page = matrix_of(state, figures, desk.url, counted.lineage(state.local_units))
    table = matrix_table(page, desk.programme.province)
    return table_answer(desk, ending, "ma-tran", table, filters=counted.words)


def _one(request: HttpRequest, code: str, indicator: str) -> tuple[Desk, Assessment]:
    desk = open_desk(request, code)
    (assessment,) = _state(desk, indicator).indicators
    return desk, assessment


def _state(desk: Desk, indicator: str) -> ProgrammeAssessment:
    try:
        return assess_programme(desk.programme, desk.as_of, [indicator])
    except UnknownIndicatorError as error:
        raise Http404(str(error)) from error


def _chart_file(
    desk: Desk,
    ending: str,
    name: str,
    one: Assessment,
    charts: Sequence[Chart | None],
    filters: dict[str, str] | None = None,
) -> HttpResponse:
    """The tables of an indicator's charts; 404 where there is no chart."""
    drawn = [chart for chart in charts if chart is not None]
    if not drawn:
        raise Http404
    table = chart_table(one.indicator.display_name, drawn)
    return table_answer(desk, ending, name, table, filters=filters)
