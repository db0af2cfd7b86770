"""Figures on both sides of every edge of a goal, each with the method's own verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from indicators.method.comparison import CLEARLY_BETTER, Verdict, verdict
from indicators.method.criterion import UNCOUNTED, criterion
from indicators.method.facts import Goal, Measure


@dataclass(frozen=True)
class Example:
    """What a figure would be called once the goal is judged."""

    figure: Decimal
    verdict: Verdict


def examples(measure: Measure, goal: Goal, *, highest: Decimal | None = None) -> list[Example]:
    """The figures between which the verdict changes, from the least; none for what has no number.

    In whole display units, not below 0 unless the goal itself is, not above `highest`.
    """
    if goal.comparator in UNCOUNTED:
        return []
    edges = set(_edges(measure, goal))
    lowest = None if min(edges) < 0 else Decimal(0)
    points = sorted({point for edge in edges for point in _around(edge, measure.unit)})
    judged = [
        Example(point, verdict(measure, goal, point))
        for point in points
        if (lowest is None or point >= lowest) and (highest is None or point <= highest)
    ]
    pairs = zip([None, *judged], judged, [*judged[1:], None], strict=False)
    return [
        one
        for before, one, after in pairs
        if (before and before.verdict is not one.verdict)
        or (after and after.verdict is not one.verdict)
    ]


def _edges(measure: Measure, goal: Goal) -> Iterator[Decimal]:
    """Where a verdict can change: the bounds, the target, and what is clearly better."""
    bounds = criterion(measure, goal)
    for one in (bounds.low, bounds.high, bounds.reference, goal.low, goal.high):
        if one is not None:
            yield one
    if bounds.reference is not None:
        yield bounds.reference * (1 + CLEARLY_BETTER)
        yield bounds.reference * (1 - CLEARLY_BETTER)


def _around(edge: Decimal, step: Decimal) -> Iterator[Decimal]:
    below = (edge / step).to_integral_value(ROUND_FLOOR) * step
    above = (edge / step).to_integral_value(ROUND_CEILING) * step
    yield from (below - step, below, above, above + step)
