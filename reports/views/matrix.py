"""Ma trận đơn vị × chỉ tiêu."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.assessment import assess_programme
from reports.presenters.files.links import table_links
from reports.presenters.matrix import matrix
from reports.views.counting import counting
from reports.views.desk import open_desk


@require_safe
def matrix_page(request: HttpRequest, code: str) -> HttpResponse:
    """Every local unit against every indicator collected from it."""
    desk = open_desk(request, code)
    counted = counting(request, desk)
    state = assess_programme(desk.programme, desk.as_of)
    page = matrix(state, state.local_units, counted.link, counted.lineage(state.local_units))
    context = {
        "page": page,
        "desk": desk,
        "files": table_links(counted.link, "matrix"),
        "switch": counted.switch("matrix"),
    }
    return render(request, "matrix.html", context)
