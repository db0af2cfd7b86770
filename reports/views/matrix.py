"""Ma trận đơn vị × chỉ tiêu."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.assessment import assess_programme
from reports.presenters.matrix import matrix
from reports.queries.units import local_units
from reports.views.desk import open_desk


@require_safe
def matrix_page(request: HttpRequest, code: str) -> HttpResponse:
    """Every local unit against every indicator collected from it."""
    desk = open_desk(request, code)
    state = assess_programme(desk.programme, desk.as_of)
    page = matrix(state, local_units(desk.programme), desk.url)
    context = {"page": page, "desk": desk, "csv_url": desk.url("matrix_csv")}
    return render(request, "matrix.html", context)
