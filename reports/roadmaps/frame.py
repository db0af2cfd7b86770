"""What a roadmap is made of: the indicators, the years, and what the province wants in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assignments.models import Unit
from indicators.method.facts import Comparator, Goal, Kind, Wanted
from indicators.method.trajectory import Trajectory
from indicators.models import Collection, Indicator, Programme, Target
from reports.assessment import goal_of, trajectories
from reports.queries.facts import targets_in_force

FIRST_YEAR = 2023
_KINDS = (Kind.RATIO, Kind.VALUE, Kind.COUNT)


@dataclass(frozen=True)
class Aim:
    """What the province wants in a year: a target in its own words, else its trajectory.

    `goal` is what local targets are held against; None where the province wants nothing then.
    """

    goal: Goal | None = None
    wording: str = ""
    value: Decimal | None = None

    @property
    def is_target(self) -> bool:
        """Whether the document itself has a target for the year."""
        return bool(self.wording)


@dataclass(frozen=True)
class Frame:
    """Indicators and years of a programme's roadmaps, with the province's aims, as on a day."""

    programme: Programme
    day: date
    indicators: tuple[Indicator, ...]
    years: tuple[int, ...]
    targets: dict[int, tuple[Target, ...]]
    lines: dict[int, Trajectory]

    def aim(self, indicator: Indicator, year: int) -> Aim:
        """The target of the year; in other years the value on the trajectory, as a goal.

        "At least" where higher is wanted and "at most" where lower is; where neither is, the value
        is shown and nothing is held against it.
        """
        for target in self.targets.get(indicator.pk, ()):
            if target.year == year:
                return Aim(goal_of(target), target.wording)
        expected = self.lines[indicator.pk].at(Decimal(year + 1))
        comparator = _TRAJECTORY.get(Wanted(indicator.wanted))
        if expected is None or comparator is None:
            return Aim(value=expected)
        return Aim(Goal(year, comparator, expected), value=expected)

    @property
    def target_years(self) -> tuple[int, ...]:
        """The years in which the document has a target for any of the indicators."""
        years = {t.year for targets in self.targets.values() for t in targets}
        return tuple(sorted(years & set(self.years)))

    def indicator(self, code: str) -> Indicator | None:
        """The indicator with this code, if it belongs to a roadmap."""
        return next((one for one in self.indicators if one.code == code), None)


_TRAJECTORY = {Wanted.HIGHER: Comparator.GE, Wanted.LOWER: Comparator.LE}


def frame_of(programme: Programme, day: date) -> Frame:
    """Three queries, whatever the number of indicators."""
    indicators = roadmap_indicators(programme)
    targets = targets_in_force([one.pk for one in indicators], day)
    return Frame(
        programme=programme,
        day=day,
        indicators=tuple(indicators),
        years=years_of(programme),
        targets=targets,
        lines=trajectories(programme, indicators, day, targets),
    )


def years_of(programme: Programme) -> tuple[int, ...]:
    """From the year after the document was signed, 2023 at the earliest, to its final year."""
    first = max(programme.issued_on.year + 1, FIRST_YEAR)
    return tuple(range(first, programme.final_year + 1))


def roadmap_indicators(programme: Programme) -> list[Indicator]:
    """Those collected from local units that are a number and can still be measured.

    A vision alone asks for no roadmap.
    """
    live = Indicator.objects.filter(
        programme=programme,
        collection=Collection.LOCAL,
        kind__in=[kind.value for kind in _KINDS],
        retired_at=None,
        superseded_on=None,
        targets__year__lte=programme.final_year,
    )
    return list(live.distinct().order_by("position"))


def sets_targets(unit: Unit, programme: Programme, day: date) -> bool:
    """Whether the unit owes a roadmap on that day: a local one of the province that exists."""
    is_here = unit.province_id == programme.province_id
    return is_here and unit.is_local and unit.is_valid_on(day)
