"""Counts by ordinal class: each "class k or better" is compared, so a promotion is never a loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .facts import Goal


@dataclass(frozen=True)
class ClassRow:
    """How many are of this class or a better one, and how many the goal asks for."""

    name: str
    actual: int
    target: int

    @property
    def gap(self) -> int:
        """Actual minus target: below 0 is short."""
        return self.actual - self.target


def at_least(order: Sequence[str], counts: Mapping[str, int]) -> dict[str, int]:
    """For each class of the order, best first, how many are of it or better."""
    running, total = {}, 0
    for name in order:
        total += counts.get(name, 0)
        running[name] = total
    return running


def class_rows(
    order: Sequence[str], target: Mapping[str, int], actual: Mapping[str, int]
) -> tuple[ClassRow, ...]:
    """One row for each class that the goal names, best first; the last is the total asked for."""
    wanted, reached = at_least(order, target), at_least(order, actual)
    return tuple(ClassRow(name, reached[name], wanted[name]) for name in order if name in target)


def steps_short(order: Sequence[str], target: Mapping[str, int], actual: Mapping[str, int]) -> int:
    """Promotions from one named class to the next still needed; a new entry counts as one as well.

    The sum of the shortfalls of every "class k or better"; 0 exactly when the goal is met.
    """
    return sum(max(0, -row.gap) for row in class_rows(order, target, actual))


def goal_steps(order: Sequence[str], goal: Goal, actual: Mapping[str, int]) -> int:
    """`steps_short` against the classes of a goal; a goal without classes asks for nothing."""
    return steps_short(order, goal.classes or {}, actual)
