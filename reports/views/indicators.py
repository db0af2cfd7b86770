"""Chỉ tiêu: the list and one indicator."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from reports.assessment import UnknownIndicatorError, assess_programme
from reports.charts.tables import TableLinks
from reports.forms.indicators import IndicatorFilter
from reports.presenters.files.links import table_links
from reports.presenters.indicator import indicator_page
from reports.presenters.local import latest_local
from reports.presenters.rows import indicator_row
from reports.queries.local_figures import latest_local_figures
from reports.queries.sources import published_sources
from reports.tables import IndicatorTable
from reports.views.counting import counting
from reports.views.desk import Desk, open_desk
from reports.views.keeping import kept_as, lazily
from reports.views.review.explanations import dialogue_beside


@dataclass(frozen=True)
class _Listing:
    """The indicators that the filters leave, and of how many."""

    filters: IndicatorFilter
    table: IndicatorTable
    count: int
    total: int
    files: TableLinks


@require_safe
def indicator_list(request: HttpRequest, code: str) -> HttpResponse:
    """All indicators, filtered by the address."""
    desk = open_desk(request, code)
    context = {
        "kept": kept_as(request, desk),
        "listing": lazily(lambda: _listing(request, desk)),
        "desk": desk,
        "caption": _("Indicators of %(number)s") % {"number": desk.programme.number},
    }
    return render(request, "indicators/list.html", context)


def _listing(request: HttpRequest, desk: Desk) -> _Listing:
    state = assess_programme(desk.programme, desk.as_of)
    rows = [indicator_row(one, desk.url) for one in state.indicators]
    filters = IndicatorFilter(request.GET, rows=rows)
    shown = filters.chosen(rows)
    table = IndicatorTable(shown, programme=desk.programme)
    RequestConfig(request, paginate=False).configure(table)
    files = table_links(desk.url, "indicators", **filters.query())
    return _Listing(filters, table, len(shown), len(rows), files)


@require_safe
def indicator_detail(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """One indicator with everything that is known of it."""
    desk = open_desk(request, code)
    try:
        state = assess_programme(desk.programme, desk.as_of, [indicator])
    except UnknownIndicatorError as error:
        raise Http404(str(error)) from error
    (assessment,) = state.indicators
    counted = counting(request, desk)
    units, figures = state.local_units, latest_local_figures(state)
    page = indicator_page(
        assessment,
        counted.link,
        local=latest_local(assessment, figures, units, counted.lineage(units)),
        sources=published_sources(assessment.indicator, desk.as_of),
    )
    context = {
        "page": page,
        "desk": desk,
        "switch": counted.switch("indicator", indicator, anchor="contributions-title"),
        "dialogue": dialogue_beside(desk, assessment),
        "list_url": desk.url("indicators"),
        "files": table_links(desk.url, "history", indicator),
    }
    return render(request, "indicators/detail.html", context)
