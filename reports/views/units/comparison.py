"""Đơn vị: units of one kind side by side, and the same as a file."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assignments.models import Unit, UnitKind
from reports.presenters.files.links import table_links
from reports.presenters.files.units import comparison_table
from reports.presenters.units.comparison import SORT, Comparison, comparison
from reports.queries.unit_comparison import UnitScore, compared
from reports.queries.units import all_units
from reports.views.desk import Desk, open_desk
from reports.views.files import table_answer

_FIRST = UnitKind.DEPARTMENT


@dataclass(frozen=True)
class _Table:
    """The table as the address asks for it, and the kinds there are to choose from."""

    kind: str
    kinds: list[tuple[str, str]]
    scores: list[UnitScore]
    page: Comparison


@require_safe
def units_compared(request: HttpRequest, code: str) -> HttpResponse:
    """Figures, punctuality, tasks and open requests of all units of a kind."""
    desk = open_desk(request, code)
    table = _table(request, desk)
    sort = request.GET.get(SORT, "")
    context = {
        "desk": desk,
        "table": table,
        "list_url": desk.url("units"),
        "files": table_links(desk.url, "units_compared", **{"loai": table.kind, SORT: sort}),
    }
    return render(request, "units/comparison.html", context)


@require_safe
def compared_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The same table as a file, in the same order."""
    desk = open_desk(request, code)
    table = _table(request, desk)
    filters = {_("Kind of unit"): dict(table.kinds).get(table.kind, table.kind)}
    order = next((one.label for one in table.page.orders if one.is_current), "")
    if order:
        filters[_("Sort by")] = order
    content = comparison_table(table.page, table.scores)
    return table_answer(desk, ending, f"so-sanh-{table.kind}", content, filters=filters)


def _table(request: HttpRequest, desk: Desk) -> _Table:
    units = [unit for unit in all_units(desk.programme).values() if unit.is_valid_on(desk.as_of)]
    present = {unit.kind for unit in units}
    kinds = [(one.value, str(one.label)) for one in UnitKind if one in present]
    kind = _chosen(request.GET.get("loai", ""), present)
    scores = compared(desk.programme, _of_kind(units, kind), desk.as_of)
    page = comparison(scores, kind, request.GET.get(SORT, ""), desk.url)
    return _Table(kind, kinds, scores, page)


def _chosen(wanted: str, present: set[str]) -> str:
    """The kind asked for if it exists on the day, else departments, else any."""
    return next((one for one in (wanted, _FIRST.value, *sorted(present)) if one in present), _FIRST)


def _of_kind(units: list[Unit], kind: str) -> list[Unit]:
    return [unit for unit in units if unit.kind == kind]
