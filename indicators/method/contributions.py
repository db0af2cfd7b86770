"""Which units make the gap, and which made the change: parts that add up exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from .precision import exact
from .rollup import UnitFigure

Key = TypeVar("Key")

GRAIN = Decimal("1e-24")
"""To how many decimals parts are kept."""


@dataclass(frozen=True)
class Contribution:
    """One unit: its figure, its weight w = d/sum d, its part of X - T in the figure's unit."""

    unit: str
    value: Decimal
    weight: Decimal
    contribution: Decimal


@dataclass(frozen=True)
class Change:
    """One unit's part of a change: by its own performance and by the shift of weights."""

    unit: str
    performance: Decimal
    composition: Decimal

    @property
    def total(self) -> Decimal:
        """Both parts together."""
        return self.performance + self.composition


@exact
def contributions(
    figures: Sequence[UnitFigure], target: Decimal, factor: Decimal = Decimal(1)
) -> tuple[Contribution, ...]:
    """w_i*(x_i - T) of every unit with d > 0, in the order given; they add up to X - T.

    Kept to 24 decimals; what that rounding leaves goes to the largest part: the sum is exact.
    Empty where nothing was counted. Below 0 pulls the value down, whichever way is wanted.
    """
    counts = _counts(figures)
    total = sum((d for _n, d in counts.values()), Decimal(0))
    if not total:
        return ()
    parts = {unit: (factor * n - target * d) / total for unit, (n, d) in counts.items()}
    all_n = sum((n for n, _d in counts.values()), Decimal(0))
    settled = settle(parts, factor * all_n / total - target)
    return tuple(
        Contribution(unit, factor * n / d, d / total, settled[unit])
        for unit, (n, d) in counts.items()
    )


@exact
def decompose(
    before: Sequence[UnitFigure], after: Sequence[UnitFigure], factor: Decimal = Decimal(1)
) -> tuple[Change, ...]:
    """Sum of w*dx (performance) + sum of (x - X)*dw (composition); w, x, X are means of both dates.

    No residual: the parts add up to the change of the whole. A unit counted on one date only keeps
    its figure and changes its weight alone. Empty where one date counts nothing.
    """
    old, new = _counts(before), _counts(after)
    if not old or not new:
        return ()
    units = list(dict.fromkeys([*old, *new]))
    start, end = _whole(old, factor), _whole(new, factor)
    middle = (start + end) / 2
    performance, composition = {}, {}
    for unit in units:
        w0, w1 = _weight(old, unit), _weight(new, unit)
        x0, x1 = _own(old, new, unit, factor), _own(new, old, unit, factor)
        performance[unit] = (w0 + w1) / 2 * (x1 - x0)
        composition[unit] = ((x0 + x1) / 2 - middle) * (w1 - w0)
    return _changes(performance, composition, end - start)


def _changes(
    performance: Mapping[str, Decimal], composition: Mapping[str, Decimal], total: Decimal
) -> tuple[Change, ...]:
    keyed = {("p", unit): part for unit, part in performance.items()}
    keyed |= {("c", unit): part for unit, part in composition.items()}
    settled = settle(keyed, total)
    return tuple(Change(u, settled["p", u], settled["c", u]) for u in performance)


def _counts(figures: Sequence[UnitFigure]) -> dict[str, tuple[Decimal, Decimal]]:
    """n and d by unit; units without counts and 0/0 leave the sums, rows of one unit are added."""
    counts: dict[str, tuple[Decimal, Decimal]] = {}
    for figure in figures:
        if figure.numerator is not None and figure.denominator:
            n, d = counts.get(figure.unit, (Decimal(0), Decimal(0)))
            counts[figure.unit] = n + figure.numerator, d + figure.denominator
    return counts


def _whole(counts: Mapping[str, tuple[Decimal, Decimal]], factor: Decimal) -> Decimal:
    n = sum((n for n, _d in counts.values()), Decimal(0))
    return factor * n / sum((d for _n, d in counts.values()), Decimal(0))


def _weight(counts: Mapping[str, tuple[Decimal, Decimal]], unit: str) -> Decimal:
    total = sum((d for _n, d in counts.values()), Decimal(0))
    return counts[unit][1] / total if unit in counts else Decimal(0)


def _own(
    here: Mapping[str, tuple[Decimal, Decimal]],
    there: Mapping[str, tuple[Decimal, Decimal]],
    unit: str,
    factor: Decimal,
) -> Decimal:
    n, d = here.get(unit) or there[unit]
    return factor * n / d


def settle(parts: Mapping[Key, Decimal], total: Decimal) -> dict[Key, Decimal]:
    """Parts and total on one grain of decimals; the largest part takes what the rounding leaves."""
    settled = {key: part.quantize(GRAIN) for key, part in parts.items()}
    largest = max(settled, key=lambda key: abs(settled[key]))
    settled[largest] += total.quantize(GRAIN) - sum(settled.values(), Decimal(0))
    return settled
