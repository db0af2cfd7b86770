"""The line on which a target is to be reached: what is expected at any moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

from .classes import goal_steps
from .criterion import due_position, numeric
from .facts import Baseline, Comparator, Goal, Measure, Wanted
from .figures import baseline_figure
from .precision import exact


@dataclass(frozen=True)
class Leg:
    """The piece of a line on which a moment lies, and what is expected there.

    `end` is None after the last point: the line runs on flat. Of a flow the moment is the end of
    its year and `share` the part of that year elapsed.
    """

    start: tuple[Decimal, Decimal]
    end: tuple[Decimal, Decimal] | None
    position: Decimal
    share: Decimal | None = None

    @property
    @exact
    def level(self) -> Decimal:
        """Linear between the points: v0 + (v1 - v0)*(t - t0)/(t1 - t0)."""
        if self.end is None:
            return self.start[1]
        (start, low), (end, high) = self.start, self.end
        return low + (high - low) * (self.position - start) / (end - start)

    @property
    @exact
    def value(self) -> Decimal:
        """The level; of a flow the year's total times the share elapsed (from 0, no season)."""
        return self.level if self.share is None else self.level * self.share


@dataclass(frozen=True)
class Trajectory:
    """Corner points (position on the time axis, value): the baseline, then each target.

    For a flow the values are yearly totals; `at` then gives the running total of the year.
    """

    points: tuple[tuple[Decimal, Decimal], ...]
    is_flow: bool = False

    def at(self, position: Decimal) -> Decimal | None:
        """Expected value; None before the first point."""
        leg = self.leg(position)
        return None if leg is None else leg.value

    def leg(self, position: Decimal) -> Leg | None:
        """Where a moment lies on the line, None before its first point.

        A flow is read at the end of its year, with the share of the year elapsed.
        """
        if not self.is_flow:
            return self._leg(position)
        year = position.to_integral_value(ROUND_CEILING) - 1
        return self._leg(year + 1, position - year)

    def _leg(self, position: Decimal, share: Decimal | None = None) -> Leg | None:
        if not self.points or position < self.points[0][0]:
            return None
        for start, end in pairwise(self.points):
            if position <= end[0]:
                return Leg(start, end, position, share)
        return Leg(self.points[-1], None, position, share)


@exact
def trajectory(measure: Measure, baseline: Baseline | None, goals: Iterable[Goal]) -> Trajectory:
    """From the baseline through the targets in order of year; a baseline in another definition, and
    goals not later than the point before them, are left out. Reach bands run through L (U where
    lower is wanted), `approx` through T, stay bands to their nearest bound."""
    points: list[tuple[Decimal, Decimal]] = []
    start = baseline_figure(baseline)
    if baseline is not None and baseline.same_definition and start is not None:
        points.append((Decimal(baseline.year + 1), start))
    for goal, bounds in numeric(measure, goals):
        position = due_position(goal)
        aim = bounds.aim_from(points[-1][1]) if points else bounds.reference
        if aim is not None and (not points or points[-1][0] < position):
            points.append((position, aim))
    return Trajectory(tuple(points), measure.is_flow)


def steps_line(
    order: Sequence[str], baseline: Baseline, goals: Iterable[Goal], goal: Goal
) -> Trajectory:
    """Class goals: minus the promotions still expected to be missing, from the baseline through the
    earlier class goals to 0 when `goal` is due."""
    points = [
        (Decimal(baseline.year + 1), -Decimal(goal_steps(order, goal, baseline.classes or {})))
    ]
    interim = (g for g in goals if g.comparator is Comparator.CLASSES and g.year < goal.year)
    for other in sorted(interim, key=lambda g: g.year):
        if points[-1][0] < due_position(other):
            short = goal_steps(order, goal, other.classes or {})
            points.append((due_position(other), -Decimal(short)))
    if points[-1][0] < due_position(goal):
        points.append((due_position(goal), Decimal(0)))
    return Trajectory(tuple(points))


def is_out_of_order(measure: Measure, goals: Iterable[Goal]) -> bool:
    """Whether a later target asks for less than an earlier one: told, the line is still drawn."""
    aims = [
        (bounds.wanted, bounds.reference)
        for _goal, bounds in numeric(measure, goals)
        if bounds.reference is not None and bounds.wanted is not Wanted.NEITHER
    ]
    return any(
        later < earlier if wanted is Wanted.HIGHER else later > earlier
        for (_, earlier), (wanted, later) in pairwise(aims)
    )
