"""Numbers for the screen: rounded half up, and never so that they contradict the verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from tracker.common.decimals import round_half_up

from .comparison import Verdict, gap, verdict
from .criterion import FULL, criterion, numeric
from .facts import Goal, Measure
from .precision import exact
from .thresholds import STANDARD, Thresholds

MOST_DECIMALS = 20


@exact
def faithful(value: Decimal, decimals: int, is_faithful: Callable[[Decimal], bool]) -> Decimal:
    """The fewest decimals, at least `decimals`, that keep what matters; else unrounded."""
    for places in range(decimals, MOST_DECIMALS + 1):
        rounded = round_half_up(value, places)
        if is_faithful(rounded):
            return rounded
    return value


@exact
def displayed(measure: Measure, x: Decimal, goals: Iterable[Goal] = ()) -> Decimal:
    """The figure with as many decimals as keep its verdict on every goal (94.96 against 95: 94.96).

    A percentage short of 100 never prints 100 (2 999 of 3 000), nor one above it.
    """
    judged = [goal for goal, _bounds in numeric(measure, goals)]

    def says(number: Decimal) -> list[Verdict | int]:
        verdicts: list[Verdict | int] = [verdict(measure, goal, number) for goal in judged]
        return [*verdicts, int(number.compare(FULL)) if measure.is_percentage else 0]

    said = says(x)
    return faithful(x, measure.decimals, lambda rounded: says(rounded) == said)


@exact
def displayed_gap(measure: Measure, goal: Goal, x: Decimal) -> Decimal:
    """The gap of the displayed figure, so that figure, target and gap agree on the screen."""
    return gap(criterion(measure, goal), displayed(measure, x, [goal]))


@exact
def displayed_pair(first: Decimal, second: Decimal, decimals: int) -> tuple[Decimal, Decimal]:
    """Two values side by side, with as many decimals as keep them apart and in order."""
    for places in range(decimals, MOST_DECIMALS + 1):
        pair = round_half_up(first, places), round_half_up(second, places)
        if pair[0].compare(pair[1]) == first.compare(second):
            return pair
    return first, second


@exact
def displayed_ratio(ratio: Decimal, thresholds: Thresholds = STANDARD) -> Decimal:
    """R in percent, whole unless that would put it on the other side of a cut-point."""
    cuts = [100 * thresholds.on_track, 100 * thresholds.behind, Decimal(0)]

    def side(percent: Decimal) -> list[bool]:
        return [percent >= cut for cut in cuts]

    percent = 100 * ratio
    return faithful(percent, 0, lambda rounded: side(rounded) == side(percent))


@exact
def displayed_share(share: Decimal, decimals: int = 0) -> Decimal:
    """How much of the way is done in percent; more decimals where 100 would be printed too early.

    0.996 is 99.6: what has not arrived never reads as if it had.
    """
    percent = 100 * share
    return faithful(percent, decimals, lambda rounded: (rounded >= FULL) == (percent >= FULL))


def clipped(percent: Decimal) -> Decimal:
    """A projected percentage kept within 0 to 100; for the screen only."""
    return min(max(percent, Decimal(0)), FULL)
