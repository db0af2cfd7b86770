"""Ma trận đơn vị × chỉ tiêu."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.assessment import assess_programme
from reports.presenters.files.links import table_links
from reports.presenters.matrix import Matrix, matrix
from reports.queries.local_figures import latest_local_figures
from reports.views.counting import Counting, counting
from reports.views.desk import Desk, open_desk
from reports.views.keeping import kept_as, lazily


@require_safe
def matrix_page(request: HttpRequest, code: str) -> HttpResponse:
    """Every local unit against every indicator collected from it."""
    desk = open_desk(request, code)
    counted = counting(request, desk)
    context = {
        "kept": kept_as(request, desk),
        "page": lazily(lambda: _page(desk, counted, request.GET.get("page", "1"))),
        "pages_url": counted.link("matrix"),
        "desk": desk,
        "files": table_links(counted.link, "matrix"),
        "switch": counted.switch("matrix"),
    }
    return render(request, "matrix.html", context)


def _page(desk: Desk, counted: Counting, number: str) -> Matrix:
    state = assess_programme(desk.programme, desk.as_of)
    figures = latest_local_figures(state)
    lineage = counted.lineage(state.local_units)
    return matrix(state, figures, counted.link, lineage, number=number)
