"""Đơn vị: the scorecard of one, and its tables as files."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assignments.models import Unit
from reports.assessment import assess_programme
from reports.presenters.files.links import table_links
from reports.presenters.files.units import (
    own_figure_table,
    own_indicator_table,
    own_report_table,
    own_task_table,
)
from reports.presenters.units.page import UnitFacts, UnitPage, unit_page
from reports.queries.inheritance import inheritances_of
from reports.queries.local_figures import figures_of_units
from reports.queries.scorecard import (
    explanations_waiting,
    tasks_led,
    unit_assignments,
    unit_periods,
)
from reports.queries.units import all_units, local_among, successions_until
from reports.succession_series import Lineage
from reports.views.counting import Counting, counting
from reports.views.desk import Desk, open_desk
from reports.views.files import table_answer


@require_safe
def unit_detail(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """One unit: its duties, how it keeps them, what it reports, where it came from and went to."""
    desk = open_desk(request, code)
    facts = _facts(desk, unit)
    counted = counting(request, desk)
    page = _page(facts, counted)
    is_present = _is_present(facts)
    context = {
        "page": page,
        "desk": desk,
        "list_url": desk.url("units"),
        "compare_url": desk.url("units_compared", loai=facts.unit.kind),
        "switch": counted.switch("unit", unit) if is_present else None,
        "files": {
            part: table_links(counted.link, f"unit_{part}", unit)
            for part in ("indicators", "tasks", "figures", "reports")
        },
    }
    return render(request, "units/detail.html", context)


@require_safe
def unit_indicators_file(request: HttpRequest, code: str, unit: str, ending: str) -> HttpResponse:
    """What the unit leads and helps with."""
    desk = open_desk(request, code)
    facts = _facts(desk, unit)
    table = own_indicator_table(unit_page(facts, desk.url), facts.state)
    return table_answer(desk, ending, f"{unit}-chi-tieu", table)


@require_safe
def unit_tasks_file(request: HttpRequest, code: str, unit: str, ending: str) -> HttpResponse:
    """All tasks that the unit leads."""
    desk = open_desk(request, code)
    return table_answer(desk, ending, f"{unit}-nhiem-vu", own_task_table(_facts(desk, unit)))


@require_safe
def unit_figures_file(request: HttpRequest, code: str, unit: str, ending: str) -> HttpResponse:
    """A local unit's own figures."""
    desk = open_desk(request, code)
    facts = _facts(desk, unit)
    counted = counting(request, desk)
    table = own_figure_table(_page(facts, counted), facts.state)
    return table_answer(desk, ending, f"{unit}-so-lieu", table, filters=counted.words)


@require_safe
def unit_reports_file(request: HttpRequest, code: str, unit: str, ending: str) -> HttpResponse:
    """How the unit reported in its last periods."""
    desk = open_desk(request, code)
    return table_answer(desk, ending, f"{unit}-bao-cao", own_report_table(_facts(desk, unit)))


def _is_present(facts: UnitFacts) -> bool:
    return facts.unit.is_local and facts.unit.is_valid_on(facts.state.as_of)


def _page(facts: UnitFacts, counted: Counting) -> UnitPage:
    """The page by the way of the address; only a local unit of the day has two."""
    lineage = None
    if _is_present(facts) and counted.is_by_present:
        lineage = Lineage(facts.state.local_units, facts.successions, facts.state.as_of)
    return unit_page(facts, counted.link, lineage)


def _facts(desk: Desk, code: str) -> UnitFacts:
    """Everything about the unit on the day; 404 for one that the province does not have."""
    units = all_units(desk.programme)
    unit = _named(units.values(), code)
    programme, day = desk.programme, desk.as_of
    state = assess_programme(programme, day, units=local_among(units))
    assignments = unit_assignments(unit, programme, day)
    successions = successions_until(programme, day)
    family = Lineage(state.local_units, successions, day).family(unit.pk)
    figures = figures_of_units(state, family)
    return UnitFacts(
        unit=unit,
        state=state,
        assignments=assignments,
        tasks=tasks_led(assignments, day),
        periods=unit_periods(unit, state, assignments, figures),
        explanations=explanations_waiting(unit, state),
        successions=successions,
        inheritances=inheritances_of(unit, programme, day),
        figures=figures,
    )


def _named(units: Iterable[Unit], code: str) -> Unit:
    found = next((unit for unit in units if unit.code == code), None)
    if found is None:
        raise Http404
    return found
