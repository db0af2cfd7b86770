"""A unit's own figures of the indicators collected from local units."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from assignments.models import Unit
from reports.assessment import Assessment, ProgrammeAssessment
from reports.charts.sparkline import Sparkline, sparkline
from reports.presenters.local import adds_up
from reports.presenters.matrix import Cell, unit_cell
from reports.presenters.rows import Link
from reports.presenters.units.words import gap_sentence
from reports.queries.facts import FigureRow
from reports.queries.local_figures import LocalFigures
from reports.succession_series import Gap, Lineage
from tracker.common.periods import Period


@dataclass(frozen=True)
class OwnFigure:
    """What the unit itself reported last of an indicator, and the course up to then."""

    name: str
    url: str
    target: str
    cell: Cell
    unit: str
    period: str
    sparkline: Sparkline


@dataclass(frozen=True)
class OwnFigures:
    """All of them; `notes` say why there is nothing of earlier periods."""

    lines: tuple[OwnFigure, ...]
    notes: tuple[str, ...] = ()


def own_figures(
    unit: Unit,
    state: ProgrammeAssessment,
    figures: LocalFigures,
    link: Link,
    lineage: Lineage | None = None,
) -> OwnFigures:
    """As reported, or with a lineage its predecessors' figures carried over to it: `figures` holds
    all of its own and of theirs."""
    if not unit.is_local:
        return OwnFigures(())
    family = lineage.family(unit.pk) if lineage is not None else frozenset()
    lines: list[OwnFigure] = []
    notes: dict[str, None] = {}
    for one in state.indicators:
        mine, gaps = _mine(unit, one, figures, lineage, family)
        notes |= dict.fromkeys(gap_sentence(gap) for gap in gaps)
        if mine:
            lines.append(_own_figure(one, mine, link))
    return OwnFigures(tuple(lines), tuple(notes))


def _mine(
    unit: Unit,
    one: Assessment,
    figures: LocalFigures,
    lineage: Lineage | None,
    family: Set[int],
) -> tuple[list[tuple[Period, FigureRow]], list[Gap]]:
    """The unit's figures in order of time, and the gaps among them; of the periods of which any
    unit has figures."""
    found, gaps = [], []
    for period in sorted(one.series.reporting, key=lambda at: at.sort_key):
        shown: Sequence[FigureRow] = figures.get((one.indicator.pk, period), ())
        if lineage is not None:
            restated = lineage.restate(period, shown, adds_up=adds_up(one), among=family)
            shown = restated.placed
            gaps += [restated.gaps[unit.pk]] if unit.pk in restated.gaps else []
        found += [(period, row) for row in shown if row.unit_id == unit.pk]
    return found, gaps


def _own_figure(one: Assessment, mine: Sequence[tuple[Period, FigureRow]], link: Link) -> OwnFigure:
    headline = one.headline
    last_period, last = mine[-1]
    cell, period = unit_cell(one, last_period, last)
    points = [(at.position, row.measured(one.indicator.factor)) for at, row in mine]
    return OwnFigure(
        name=one.indicator.display_name,
        url=link("indicator", one.indicator.code),
        target=f"{headline.target.wording} ({headline.target.year})" if headline else "",
        cell=cell,
        unit=one.indicator.display_unit,
        period=period,
        sparkline=sparkline(points),
    )
