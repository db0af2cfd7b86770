"""Đơn vị: the scorecard of one."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assignments.models import Unit
from reports.assessment import assess_programme
from reports.presenters.units.page import UnitFacts, unit_page
from reports.queries.inheritance import inheritances_of
from reports.queries.scorecard import (
    explanations_waiting,
    tasks_led,
    unit_assignments,
    unit_periods,
)
from reports.queries.units import all_units, local_among, successions_until
from reports.succession_series import Lineage
from reports.views.counting import counting
from reports.views.desk import Desk, open_desk


@require_safe
def unit_detail(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """One unit: its duties, how it keeps them, what it reports, where it came from and went to."""
    desk = open_desk(request, code)
    facts = _facts(desk, unit)
    counted = counting(request, desk)
    is_present = facts.unit.is_local and facts.unit.is_valid_on(desk.as_of)
    lineage = None
    if is_present and counted.is_by_present:
        lineage = Lineage(facts.state.local_units, facts.successions, desk.as_of)
    page = unit_page(facts, counted.link, lineage)
    context = {
        "page": page,
        "desk": desk,
        "list_url": desk.url("units"),
        "compare_url": desk.url("units_compared", loai=facts.unit.kind),
        "switch": counted.switch("unit", unit) if is_present else None,
    }
    return render(request, "units/detail.html", context)


def _facts(desk: Desk, code: str) -> UnitFacts:
    """Everything about the unit on the day; 404 for one that the province does not have."""
    units = all_units(desk.programme)
    unit = _named(units.values(), code)
    programme, day = desk.programme, desk.as_of
    state = assess_programme(programme, day, units=local_among(units))
    assignments = unit_assignments(unit, programme, day)
    return UnitFacts(
        unit=unit,
        state=state,
        assignments=assignments,
        tasks=tasks_led(assignments, day),
        periods=unit_periods(unit, state, assignments),
        explanations=explanations_waiting(unit, state),
        successions=successions_until(programme, day),
        inheritances=inheritances_of(unit, programme, day),
    )


def _named(units: Iterable[Unit], code: str) -> Unit:
    found = next((unit for unit in units if unit.code == code), None)
    if found is None:
        raise Http404
    return found
