"""The scorecard of one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assignments.models import Assignment, Inheritance, Part, Succession, Unit, UnitKind
from reports.assessment import ProgrammeAssessment
from reports.models import Explanation
from reports.presenters.rows import IndicatorRow, Link, indicator_row
from reports.presenters.units.descent import Descent, descent
from reports.presenters.units.figures import OwnFigures, own_figures
from reports.presenters.units.scorecard import (
    Punctuality,
    RequestLine,
    Tasks,
    punctuality,
    requests,
    tasks_part,
)
from reports.presenters.units.words import validity
from reports.queries.local_figures import LocalFigures
from reports.queries.scorecard import UnitPeriod, UnitTask
from reports.succession_series import Lineage


@dataclass(frozen=True)
class UnitFacts:
    """What is known of one unit in a programme on the day of the state."""

    unit: Unit
    state: ProgrammeAssessment
    assignments: Sequence[Assignment]
    tasks: Sequence[UnitTask]
    periods: Sequence[UnitPeriod]
    explanations: Sequence[Explanation]
    successions: Sequence[Succession]
    inheritances: Sequence[Inheritance]
    figures: LocalFigures
    """All that the unit reported, and those that passed into it as a whole."""


@dataclass(frozen=True)
class UnitPage:
    """Everything on the page of a unit."""

    name: str
    code: str
    kind: str
    validity: str
    has_ended: bool
    note: str
    leads: tuple[IndicatorRow, ...]
    coordinates: tuple[IndicatorRow, ...]
    tasks: Tasks
    punctuality: Punctuality
    requests: tuple[RequestLine, ...]
    figures: OwnFigures
    descent: Descent


def unit_page(facts: UnitFacts, link: Link, lineage: Lineage | None = None) -> UnitPage:
    """Build the page; with a lineage the unit's own figures are by the units of its day."""
    unit, state = facts.unit, facts.state
    led = [one for one in state.indicators if one.owners.lead == unit]
    joined = [one for one in state.indicators if unit in one.owners.coordinating]
    return UnitPage(
        name=unit.name,
        code=unit.code,
        kind=str(UnitKind(unit.kind).label),
        validity=validity(unit),
        has_ended=not unit.is_valid_on(state.as_of),
        note=unit.note,
        leads=tuple(indicator_row(one, link) for one in led),
        coordinates=tuple(indicator_row(one, link) for one in joined),
        tasks=tasks_part(facts.tasks, unit.code, link),
        punctuality=punctuality(facts.periods),
        requests=requests(facts.explanations, facts.periods, facts.tasks, link),
        figures=own_figures(unit, state, facts.figures, link, lineage),
        descent=descent(unit, facts.successions, facts.inheritances, _kept(facts), link),
    )


def _kept(facts: UnitFacts) -> list[Assignment]:
    """Tasks that an ended unit had done before: they stay with it."""
    ended = facts.unit.valid_to
    if ended is None or ended > facts.state.as_of:
        return []
    return [
        row
        for row in facts.assignments
        if row.part == Part.LEAD and row.closed_on is not None and row.closed_on < ended
    ]
