"""Đơn vị: units of one kind side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assignments.models import Unit, UnitKind
from reports.presenters.units.comparison import SORT, Comparison, Line, comparison
from reports.queries.unit_comparison import compared
from reports.queries.units import all_units
from reports.views.desk import Desk, open_desk
from tracker.common.csv_response import Value, csv_response
from tracker.common.labels import day_label

_FIRST = UnitKind.DEPARTMENT


@dataclass(frozen=True)
class _Table:
    """The table as the address asks for it, and the kinds there are to choose from."""

    kind: str
    kinds: list[tuple[str, str]]
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
        "csv_url": desk.url("units_compared_csv", **{"loai": table.kind, SORT: sort}),
    }
    return render(request, "units/comparison.html", context)


@require_safe
def units_compared_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same table as a file, in the same order."""
    desk = open_desk(request, code)
    table = _table(request, desk)
    columns = [column.label for column in table.page.columns]
    header = [_("Unit"), _("Code"), _("Existence"), *columns, _("Note")]
    rows = [_csv_line(line, is_thin=False) for line in table.page.lines]
    rows += [_csv_line(line, is_thin=True) for line in table.page.thin]
    about = [desk.programme.number, _("As of %(day)s") % {"day": day_label(desk.as_of)}]
    name = f"{desk.programme.code}-so-sanh-{table.kind}-{desk.as_of.isoformat()}.csv"
    return csv_response(name, header, rows, about=about)


def _csv_line(line: Line, *, is_thin: bool) -> list[Value]:
    values = [value.text for _column, value in line.values]
    thin = is_thin or any(value.is_thin for _column, value in line.values)
    note = _("few data") if thin else ""
    return [line.unit.name, line.unit.code, line.unit.validity, *values, note]


def _table(request: HttpRequest, desk: Desk) -> _Table:
    units = [unit for unit in all_units(desk.programme).values() if unit.is_valid_on(desk.as_of)]
    present = {unit.kind for unit in units}
    kinds = [(one.value, str(one.label)) for one in UnitKind if one in present]
    kind = _chosen(request.GET.get("loai", ""), present)
    scores = compared(desk.programme, _of_kind(units, kind), desk.as_of)
    page = comparison(scores, kind, request.GET.get(SORT, ""), desk.url)
    return _Table(kind, kinds, page)


def _chosen(wanted: str, present: set[str]) -> str:
    """The kind asked for if it exists on the day, else departments, else any."""
    return next((one for one in (wanted, _FIRST.value, *sorted(present)) if one in present), _FIRST)


def _of_kind(units: list[Unit], kind: str) -> list[Unit]:
    return [unit for unit in units if unit.kind == kind]
