"""A goal as numbers: the figures it accepts, what the gap is measured from, which way is better."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .facts import Comparator, Goal, Measure, Wanted

DEFAULT_TOLERANCE = Decimal("0.02")
FULL = Decimal(100)

_UPWARD = (Comparator.GT, Comparator.GE, Comparator.FULL)
_DOWNWARD = (Comparator.LT, Comparator.LE)
UNCOUNTED = (Comparator.MILESTONE, Comparator.CLASSES)


class GoalError(ValueError):
    """The goal lacks a bound, or its bounds are crossed: it cannot judge anything."""


@dataclass(frozen=True)
class Criterion:
    """Accepted figures lie between `low` and `high` (None: open), excluding them if `is_strict`.

    `reference` is T (L or U of a reach band): the gap is measured from it and the trajectory runs
    through it; None for a band to stay in. `wanted` is the better direction for this goal.
    """

    wanted: Wanted
    low: Decimal | None
    high: Decimal | None
    reference: Decimal | None
    is_strict: bool = False

    def accepts(self, figure: Decimal) -> bool:
        """Whether the raw, unrounded figure meets the goal."""
        if self.is_strict and figure in (self.low, self.high):
            return False
        return (self.low is None or figure >= self.low) and (
            self.high is None or figure <= self.high
        )

    def progress(self, figure: Decimal) -> Decimal:
        """On a scale where more is better: x, -x, or minus the distance to T or to the band."""
        if self.wanted is Wanted.HIGHER:
            return figure
        if self.wanted is Wanted.LOWER:
            return -figure
        if self.reference is not None:
            return -abs(figure - self.reference)
        return -abs(figure - self.aim_from(figure))

    def aim_from(self, start: Decimal) -> Decimal:
        """Where the line from `start` leads: to T; for a stay band to its nearest figure."""
        if self.reference is not None:
            return self.reference
        above = start if self.low is None else max(start, self.low)
        return above if self.high is None else min(above, self.high)


def criterion(measure: Measure, goal: Goal) -> Criterion:
    """The numbers of a goal; GoalError where a bound is missing or the goal is not numeric.

    `approx` accepts T within its tolerance, 2 % of |T| unless the goal states one; `full` is 100 %.
    """
    if goal.comparator in UNCOUNTED:
        raise GoalError(f"{goal.comparator} has no number")
    if goal.comparator is Comparator.RANGE:
        return _band(measure.wanted, goal)
    target = FULL if goal.comparator is Comparator.FULL else goal.value
    if target is None:
        raise GoalError(f"{goal.comparator} {goal.year}: no value")
    if goal.comparator is Comparator.APPROX:
        return _about(measure.wanted, target, goal.tolerance)
    is_strict = goal.comparator in (Comparator.GT, Comparator.LT)
    if goal.comparator in _UPWARD:
        return Criterion(Wanted.HIGHER, target, None, target, is_strict)
    return Criterion(Wanted.LOWER, None, target, target, is_strict)


def _about(wanted: Wanted, target: Decimal, tolerance: Decimal | None) -> Criterion:
    slack = DEFAULT_TOLERANCE * abs(target) if tolerance is None else tolerance
    return Criterion(
        wanted,
        None if wanted is Wanted.LOWER else target - slack,
        None if wanted is Wanted.HIGHER else target + slack,
        target,
    )


def _band(wanted: Wanted, goal: Goal) -> Criterion:
    """Reach (higher): the lower bound decides; lower wanted: the upper; stay (neither): both."""
    if goal.low is None or goal.high is None or goal.low > goal.high:
        raise GoalError(f"range {goal.year}: {goal.low} to {goal.high}")
    if wanted is Wanted.HIGHER:
        return Criterion(wanted, goal.low, None, goal.low)
    if wanted is Wanted.LOWER:
        return Criterion(wanted, None, goal.high, goal.high)
    return Criterion(wanted, goal.low, goal.high, None)


def check(measure: Measure, goal: Goal) -> None:
    """GoalError where a goal cannot judge: no bound, crossed bounds, no or unknown classes."""
    if goal.comparator is Comparator.MILESTONE:
        return
    if goal.comparator is Comparator.CLASSES:
        if not goal.classes or not set(goal.classes) <= set(measure.class_order):
            raise GoalError(f"classes {goal.year}: {goal.classes} of {measure.class_order}")
        return
    criterion(measure, goal)


def is_usable(measure: Measure, goal: Goal) -> bool:
    """Whether the goal is complete enough to judge a figure."""
    try:
        check(measure, goal)
    except GoalError:
        return False
    return True


def numeric(measure: Measure, goals: Iterable[Goal]) -> list[tuple[Goal, Criterion]]:
    """The goals that have a number, each with its criterion, in order of year."""
    found = []
    for goal in sorted(goals, key=lambda g: g.year):
        with suppress(GoalError):  # the error of a goal without a number, and of an incomplete one
            found.append((goal, criterion(measure, goal)))
    return found


def due_on(goal: Goal) -> date | None:
    """The last day: 31 December of the year; of a milestone its own date, None if none is set."""
    if goal.comparator is Comparator.MILESTONE:
        return goal.due
    return date(goal.year, 12, 31)


def due_position(goal: Goal) -> Decimal:
    """The end of the goal's year on the time axis (year N ends at N + 1)."""
    return Decimal(goal.year + 1)


def contradicts_wanted(measure: Measure, goal: Goal) -> bool:
    """ "At least" where lower is wanted, or "at most" where higher is: a slip in the set-up."""
    return (goal.comparator in _UPWARD and measure.wanted is Wanted.LOWER) or (
        goal.comparator in _DOWNWARD and measure.wanted is Wanted.HIGHER
    )
