"""Đơn vị: the list and one unit."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assignments.visibility import visible_units
from reports.assessment import assess_programme
from reports.presenters.units import unit_groups, unit_page
from reports.queries.units import local_units, successions_of, units_with_duties
from reports.views.desk import open_desk


@require_safe
def unit_list(request: HttpRequest, code: str) -> HttpResponse:
    """The units of the province on the day, by kind; those with duties first."""
    desk = open_desk(request, code)
    search = request.GET.get("q", "")[:100]
    groups = unit_groups(units_with_duties(desk.programme), desk.as_of, desk.url, search=search)
    return render(request, "units/list.html", {"groups": groups, "desk": desk, "search": search})


@require_safe
def unit_detail(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """One unit: what it leads, what it reports, where it came from and went to."""
    desk = open_desk(request, code)
    found = visible_units(desk.user, desk.programme).filter(code=unit).first()
    if found is None:
        raise Http404
    state = assess_programme(desk.programme, desk.as_of)
    page = unit_page(found, state, successions_of(found), local_units(desk.programme), desk.url)
    context = {"page": page, "desk": desk, "list_url": desk.url("units")}
    return render(request, "units/detail.html", context)
