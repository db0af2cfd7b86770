"""Đơn vị: the list, and the same as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.presenters.files.links import table_links
from reports.presenters.files.units import unit_table
from reports.presenters.units.listing import unit_groups
from reports.queries.units import units_with_duties
from reports.views.desk import open_desk
from reports.views.files import table_answer


@require_safe
def unit_list(request: HttpRequest, code: str) -> HttpResponse:
    """The units of the province on the day, by kind; a search finds those of any day."""
    desk = open_desk(request, code)
    search = request.GET.get("q", "")[:100]
    units = units_with_duties(desk.programme, desk.as_of)
    context = {
        "groups": unit_groups(units, desk.as_of, desk.url, search=search),
        "desk": desk,
        "search": search,
        "files": table_links(desk.url, "units", **({"q": search} if search else {})),
    }
    return render(request, "units/list.html", context)


@require_safe
def units_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The same units, those of a search if there is one."""
    desk = open_desk(request, code)
    search = request.GET.get("q", "")[:100]
    units = units_with_duties(desk.programme, desk.as_of)
    groups = unit_groups(units, desk.as_of, desk.url, search=search)
    filters = {_("Name or code"): search} if search else None
    return table_answer(desk, ending, "don-vi", unit_table(groups, units), filters=filters)
