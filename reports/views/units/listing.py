"""Đơn vị: the list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.presenters.units.listing import unit_groups
from reports.queries.units import units_with_duties
from reports.views.desk import open_desk


@require_safe
def unit_list(request: HttpRequest, code: str) -> HttpResponse:
    """The units of the province on the day, by kind; a search finds those of any day."""
    desk = open_desk(request, code)
    search = request.GET.get("q", "")[:100]
    units = units_with_duties(desk.programme, desk.as_of)
    groups = unit_groups(units, desk.as_of, desk.url, search=search)
    return render(request, "units/list.html", {"groups": groups, "desk": desk, "search": search})
