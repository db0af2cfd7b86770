"""From the units' own targets to the province's: whether they add up, and where the gap lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tracker.common.periods import Period

from .comparison import compare
from .contributions import GRAIN, settle
from .criterion import UNCOUNTED, Criterion, criterion, is_usable
from .facts import Goal, Kind, Measure, Observation, Wanted
from .figures import FULL_COVERAGE
from .precision import exact

NOTHING = Decimal(0)


@dataclass(frozen=True)
class LocalGoal:
    """What one unit wants to reach in a year; `value` None where it has set nothing.

    `denominator` is what the unit expects, `known_denominator` what it last reported.
    """

    unit: str
    value: Decimal | None = None
    denominator: Decimal | None = None
    known_denominator: Decimal | None = None

    @property
    def size(self) -> Decimal | None:
        """d: as expected, else as last reported; None where neither is known."""
        return self.known_denominator if self.denominator is None else self.denominator

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to count in the unit (d = 0)."""
        return self.size is not None and not self.size


@dataclass(frozen=True)
class Share:
    """One unit's part of the whole: its target, d, w = d/sum d and its part of the gap.

    Of a total whose units' sizes are not all known, no part of the gap can be named: all None.
    """

    unit: str
    value: Decimal
    size: Decimal | None = None
    weight: Decimal | None = None
    contribution: Decimal | None = None


@dataclass(frozen=True)
class Cascade:
    """`whole` is what the local targets amount to; None where none is set or none has a weight.

    `gap` follows the provincial goal: below 0 the local targets ask for too little. `met` is None
    without a goal and below 90 % of coverage. `silent` units have set nothing, `unweighted` ones a
    target of a ratio without any d; both are owed. `idle` ones have nothing to count: nothing is
    owed. `by_fallback` are counted by the d that they last reported.
    """

    whole: Decimal | None = None
    denominator: Decimal | None = None
    owing: int = 0
    counted: int = 0
    by_units: Decimal = NOTHING
    by_denominator: Decimal | None = None
    met: bool | None = None
    gap: Decimal | None = None
    shares: tuple[Share, ...] = ()
    silent: tuple[str, ...] = ()
    unweighted: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    by_fallback: tuple[str, ...] = ()

    @property
    def coverage(self) -> Decimal:
        """By denominator where every d is known, else by number of units."""
        return self.by_units if self.by_denominator is None else self.by_denominator

    @property
    def is_partial(self) -> bool:
        """Less than 90 % covered: shown, without a verdict."""
        return self.coverage < FULL_COVERAGE


@exact
def cascade(measure: Measure, goal: Goal | None, local: Sequence[LocalGoal]) -> Cascade:
    """A ratio is sum v*d / sum d over the units with a target and a d, any other quantity sum v.

    Each unit stands once in `local`, those without a target as well; their order does not matter.
    Without `goal`, or with one that has no number, there is a whole but neither gap nor verdict.
    """
    ordered = sorted(local, key=lambda one: one.unit)
    is_ratio = measure.kind is Kind.RATIO
    owed = [one for one in ordered if not (is_ratio and one.is_idle)]
    unweighted = [one for one in owed if is_ratio and one.value is not None and one.size is None]
    counted = [one for one in owed if one.value is not None and one not in unweighted]
    sizes = _sizes(counted)
    found = Cascade(
        whole=_whole(counted, sizes, is_ratio=is_ratio),
        denominator=sum(sizes.values(), NOTHING) if sizes else None,
        owing=len(owed),
        counted=len(counted),
        by_units=Decimal(len(counted)) / len(owed) if owed else NOTHING,
        by_denominator=_by_denominator(owed, counted),
        shares=_shares(counted, sizes),
        silent=tuple(one.unit for one in owed if one.value is None),
        unweighted=tuple(one.unit for one in unweighted),
        idle=tuple(one.unit for one in ordered if is_ratio and one.is_idle),
        by_fallback=tuple(one.unit for one in counted if sizes and one.denominator is None),
    )
    return _against(measure, goal, found)


def _sizes(counted: Sequence[LocalGoal]) -> dict[str, Decimal]:
    """d by unit; empty where the d of any of them is unknown, or all are 0."""
    known = {one.unit: one.size for one in counted if one.size is not None}
    return known if len(known) == len(counted) and any(known.values()) else {}


def _whole(
    counted: Sequence[LocalGoal], sizes: Mapping[str, Decimal], *, is_ratio: bool
) -> Decimal | None:
    if not counted:
        return None
    if not is_ratio:
        return sum((_value(one) for one in counted), NOTHING)
    parts = sum((_value(one) * sizes[one.unit] for one in counted), NOTHING)
    return parts / sum(sizes.values(), NOTHING)


def _value(one: LocalGoal) -> Decimal:
    return one.value or NOTHING


def _by_denominator(owed: Sequence[LocalGoal], counted: Sequence[LocalGoal]) -> Decimal | None:
    """sum d of those counted / sum d of all that owe; None where any of these is unknown."""
    sizes = _sizes(owed)
    everything = sum(sizes.values(), NOTHING)
    return sum((sizes[one.unit] for one in counted), NOTHING) / everything if sizes else None


def _shares(counted: Sequence[LocalGoal], sizes: Mapping[str, Decimal]) -> tuple[Share, ...]:
    total = sum(sizes.values(), NOTHING)
    return tuple(
        Share(one.unit, _value(one), sizes[one.unit], sizes[one.unit] / total)
        if sizes
        else Share(one.unit, _value(one))
        for one in counted
    )


def _against(measure: Measure, goal: Goal | None, found: Cascade) -> Cascade:
    """The whole beside the provincial goal: verdict, gap, and the units' parts of it."""
    whole = found.whole
    if whole is None or goal is None or goal.comparator in UNCOUNTED:
        return found
    if not is_usable(measure, goal):
        return found
    seen = Observation(Period(goal.year), whole, coverage=found.coverage)
    compared = compare(measure, goal, seen)
    if compared.gap is None:
        return found
    edge, sign = _edge(criterion(measure, goal), whole)
    gap = compared.gap.quantize(GRAIN)
    shares = _with_parts(found.shares, edge, sign, is_ratio=measure.kind is Kind.RATIO, gap=gap)
    return replace(found, met=compared.met, gap=gap, shares=shares)


def _edge(bounds: Criterion, whole: Decimal) -> tuple[Decimal, int]:
    """From where the gap is measured, and +1 where more is better there, -1 where less is."""
    if bounds.wanted is not Wanted.NEITHER and bounds.reference is not None:
        return bounds.reference, 1 if bounds.wanted is Wanted.HIGHER else -1
    edges = [
        (edge, sign) for edge, sign in ((bounds.low, 1), (bounds.high, -1)) if edge is not None
    ]
    return min(edges, key=lambda pair: pair[1] * (whole - pair[0]))


def _with_parts(
    shares: tuple[Share, ...], edge: Decimal, sign: int, *, is_ratio: bool, gap: Decimal
) -> tuple[Share, ...]:
    """The parts of the gap, worst first; they add up to it exactly.

    Of a ratio w*(v - edge); of a total v - w*edge, its part of the edge being by size.
    """
    total = sum((one.size or NOTHING for one in shares), NOTHING)
    if any(one.size is None for one in shares):
        return tuple(sorted(shares, key=lambda one: (sign * one.value, one.unit)))
    parts = {
        one.unit: sign * (one.size or NOTHING) * (one.value - edge) / total
        if is_ratio
        else sign * (one.value - edge * (one.size or NOTHING) / total)
        for one in shares
    }
    settled = settle(parts, gap)
    placed = [replace(one, contribution=settled[one.unit]) for one in shares]
    return tuple(sorted(placed, key=lambda one: (settled[one.unit], one.unit)))
