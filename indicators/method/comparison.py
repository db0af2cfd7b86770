"""One figure against one goal, on raw values: met, gap, verdict, heads still needed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .classes import ClassRow, class_rows
from .criterion import UNCOUNTED, Criterion, criterion, is_usable
from .facts import Comparator, Goal, Measure, Observation, Wanted
from .figures import Fault, fault, figure, is_partial
from .heads import missing_heads
from .precision import exact

CLEARLY_BETTER = Decimal("0.05")


class Verdict(StrEnum):
    """The outcome once a goal is judged: Vượt, Đạt, Chưa đạt."""

    EXCEEDED = "exceeded"
    MET = "met"
    NOT_MET = "not_met"


@dataclass(frozen=True)
class Comparison:
    """gap > 0 is better than the target, < 0 is short of it, whichever way is wanted.

    `met` and `verdict` are None for a partial figure, d = 0 and a data error; the last two have no
    gap either. `missing` counts heads, of percentages only.
    """

    met: bool | None = None
    verdict: Verdict | None = None
    gap: Decimal | None = None
    relative_gap: Decimal | None = None
    missing: int | None = None
    class_rows: tuple[ClassRow, ...] = ()
    error: Fault | None = None


@exact
def gap(bounds: Criterion, x: Decimal) -> Decimal:
    """x - T where higher is wanted, T - x where lower; else the margin to the nearer bound.

    In the figure's own unit; tol - |x - T| of a two-sided `approx` is that same margin.
    """
    if bounds.wanted is Wanted.HIGHER and bounds.reference is not None:
        return x - bounds.reference
    if bounds.wanted is Wanted.LOWER and bounds.reference is not None:
        return bounds.reference - x
    margins = [
        *([x - bounds.low] if bounds.low is not None else []),
        *([bounds.high - x] if bounds.high is not None else []),
    ]
    return min(margins)


@exact
def relative_gap(bounds: Criterion, x: Decimal) -> Decimal | None:
    """gap / |T|; of a stay band / |the nearer bound|. None where that is 0."""
    base = bounds.reference
    if base is None and bounds.low is not None and bounds.high is not None:
        base = bounds.low if x - bounds.low <= bounds.high - x else bounds.high
    return gap(bounds, x) / abs(base) if base else None


@exact
def verdict(measure: Measure, goal: Goal, x: Decimal) -> Verdict:
    """Exceeded: `ge`, `le` by a display unit; a reach band beyond its far end; `gt`, `lt` and
    one-sided `approx` by more than 5 % of |T| (T = 0: never); `full` and what must stay never."""
    bounds = criterion(measure, goal)
    if not bounds.accepts(x):
        return Verdict.NOT_MET
    return Verdict.EXCEEDED if _is_exceeded(measure, goal, bounds, x) else Verdict.MET


def _is_exceeded(measure: Measure, goal: Goal, bounds: Criterion, x: Decimal) -> bool:
    if bounds.wanted is Wanted.NEITHER or goal.comparator is Comparator.FULL:
        return False
    if goal.comparator in (Comparator.GE, Comparator.LE):
        return gap(bounds, x) >= measure.unit
    if goal.comparator is Comparator.RANGE:
        if bounds.wanted is Wanted.HIGHER:
            return goal.high is not None and x > goal.high
        return goal.low is not None and x < goal.low
    relative = relative_gap(bounds, x)
    return relative is not None and relative > CLEARLY_BETTER


@exact
def compare(measure: Measure, goal: Goal, observation: Observation) -> Comparison:
    """Everything a single figure says about a goal. Milestones are judged by their date instead."""
    if not is_usable(measure, goal):
        return Comparison(error=Fault.GOAL_INCOMPLETE)
    error = fault(measure, observation, goal)
    if error is not None or goal.comparator is Comparator.MILESTONE:
        return Comparison(error=error)
    if goal.comparator in UNCOUNTED:
        return _compare_classes(measure, goal, observation)
    x = figure(measure, observation)
    if x is None:
        return Comparison()
    bounds = criterion(measure, goal)
    result = None if is_partial(observation) else _verdict(measure, goal, observation, x)
    return Comparison(
        met=None if result is None else result is not Verdict.NOT_MET,
        verdict=result,
        gap=gap(bounds, x),
        relative_gap=relative_gap(bounds, x),
        missing=_missing(measure, goal, bounds, observation),
    )


def _verdict(measure: Measure, goal: Goal, observation: Observation, x: Decimal) -> Verdict:
    """`full` asks n = d of the counts themselves, where there are counts."""
    n, d = observation.numerator, observation.denominator
    if goal.comparator is Comparator.FULL and n is not None and d is not None:
        return Verdict.MET if n == d else Verdict.NOT_MET
    return verdict(measure, goal, x)


def _missing(
    measure: Measure, goal: Goal, bounds: Criterion, observation: Observation
) -> int | None:
    n, d = observation.numerator, observation.denominator
    is_share = measure.is_percentage or goal.comparator is Comparator.FULL
    return missing_heads(bounds, n, d) if is_share and n is not None and d is not None else None


def _compare_classes(measure: Measure, goal: Goal, observation: Observation) -> Comparison:
    """Met when every "class k or better" reaches its target; the gap is that of the total."""
    if observation.classes is None or goal.classes is None:
        return Comparison()
    rows = class_rows(measure.class_order, goal.classes, observation.classes)
    met = None if is_partial(observation) else all(row.gap >= 0 for row in rows)
    total = sum(goal.classes.values())
    short = Decimal(sum(observation.classes.values()) - total)
    return Comparison(
        met=met,
        verdict=None if met is None else (Verdict.MET if met else Verdict.NOT_MET),
        gap=short,
        relative_gap=short / total if total else None,
        class_rows=rows,
    )
