"""From stored roadmaps to the method: each indicator and year of a programme, added up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assignments.models import LocalTarget, Unit
from indicators.method.cascade import Cascade, LocalGoal, cascade
from indicators.models import Indicator
from reports.assessment import measure_of
from reports.queries.roadmaps import CellKey, UnitRoadmaps, last_denominators, standings, targets_of
from reports.queries.units import local_units
from reports.roadmaps.frame import Aim, Frame, sets_targets
from tracker.common.timestamps import today


@dataclass(frozen=True)
class RollUpLine:
    """One indicator in one year: what the province wants, and what its units have set."""

    indicator: Indicator
    year: int
    aim: Aim
    found: Cascade


@dataclass(frozen=True)
class ProgrammeRoadmaps:
    """A programme's roadmaps on a day: where units stand, and the whole by indicator and year."""

    frame: Frame
    units: dict[str, Unit]
    standings: tuple[UnitRoadmaps, ...]
    lines: tuple[RollUpLine, ...]

    @property
    def idle(self) -> frozenset[str]:
        """Units that have nothing to count in any indicator: they owe no roadmap."""
        idle = [frozenset(line.found.idle) for line in self.lines]
        return frozenset.intersection(*idle) if idle else frozenset()


def programme_roadmaps(frame: Frame, years: Collection[int]) -> ProgrammeRoadmaps:
    """Add up the roadmaps that counted on the frame's day; five queries whatever the units.

    The units that owe are those that exist on the day. Years outside the frame are left out.
    """
    programme, day = frame.programme, frame.day
    units = [u for u in local_units(programme).values() if sets_targets(u, programme, day)]
    where = standings(programme, units, day, with_work=day == today())
    chosen = [year for year in frame.years if year in years]
    cells = targets_of([one.counting for one in where if one.counting], chosen)
    sizes = last_denominators(frame.indicators, day)
    return ProgrammeRoadmaps(
        frame=frame,
        units={unit.code: unit for unit in units},
        standings=tuple(where),
        lines=tuple(
            _line(frame, indicator, year, _goals(indicator, year, units, cells, sizes))
            for indicator in frame.indicators
            for year in chosen
        ),
    )


def _line(frame: Frame, indicator: Indicator, year: int, goals: list[LocalGoal]) -> RollUpLine:
    aim = frame.aim(indicator, year)
    return RollUpLine(indicator, year, aim, cascade(measure_of(indicator), aim.goal, goals))


def _goals(
    indicator: Indicator,
    year: int,
    units: Sequence[Unit],
    cells: Mapping[CellKey, LocalTarget],
    sizes: Mapping[tuple[int, int], Decimal],
) -> list[LocalGoal]:
    """One for each unit that owes, whether or not it has set anything."""
    goals = []
    for unit in units:
        cell = cells.get((unit.pk, indicator.pk, year))
        goals.append(
            LocalGoal(
                unit=unit.code,
                value=cell.value if cell else None,
                denominator=cell.denominator if cell else None,
                known_denominator=sizes.get((unit.pk, indicator.pk)),
            )
        )
    return goals
