"""From local units to the province, and from the parts of a period to the whole of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from .figures import FULL_COVERAGE, Fault
from .precision import exact


@dataclass(frozen=True)
class UnitFigure:
    """What one unit reports; `known_denominator` is its d where it reports nothing, if known."""

    unit: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    known_denominator: Decimal | None = None

    @property
    def has_counts(self) -> bool:
        """Whether n and d are both there."""
        return self.numerator is not None and self.denominator is not None


@dataclass(frozen=True)
class RollUp:
    """`value` is None where nothing was reported, nothing could be counted (0/0) or n > d.

    `covered` of `whole` has been reported, by denominators or by number of units. `idle` units had
    nothing to count ("không phát sinh"), `silent` ones reported nothing usable, `faulty` ones
    stated n > d.
    """

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    covered: Decimal = Decimal(0)
    whole: Decimal = Decimal(0)
    idle: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()

    @property
    def coverage(self) -> Decimal:
        """The reported share, 0 where there is nothing to report."""
        return coverage(self.covered, self.whole)

    @property
    def error(self) -> str | None:
        """n_gt_d where any unit states more than all: hand it on as `Observation.error`."""
        return Fault.N_GT_D.value if self.faulty else None

    @property
    def is_partial(self) -> bool:
        """Less than 90 % covered: shown as partial, without a verdict."""
        return self.coverage < FULL_COVERAGE


@exact
def quotient(numerator: Decimal, denominator: Decimal, factor: Decimal) -> Decimal:
    """factor * n / d, for a d that is not 0."""
    return factor * numerator / denominator


@exact
def coverage(covered: Decimal, whole: Decimal) -> Decimal:
    """covered / whole, 0 where there is nothing to cover."""
    return covered / whole if whole else Decimal(0)


@exact
def roll_up(figures: Sequence[UnitFigure], factor: Decimal = Decimal(1)) -> RollUp:
    """factor * sum n / sum d over the units with n and d, never a mean of percentages; where no
    unit has counts, the sum of the values. In a percentage (factor 100) one n > d voids it."""
    if any(figure.has_counts for figure in figures):
        return _ratio(figures, factor)
    reported = [figure.value for figure in figures if figure.value is not None]
    return RollUp(
        value=sum(reported, Decimal(0)) if reported else None,
        covered=Decimal(len(reported)),
        whole=Decimal(len(figures)),
        silent=tuple(figure.unit for figure in figures if figure.value is None),
    )


def _ratio(figures: Sequence[UnitFigure], factor: Decimal) -> RollUp:
    reported = [figure for figure in figures if figure.has_counts]
    faulty = tuple(f.unit for f in reported if factor == 100 and _n(f) > _d(f))
    n, d = sum(map(_n, reported), Decimal(0)), sum(map(_d, reported), Decimal(0))
    covered, whole = _covered(figures, reported, d)
    return RollUp(
        value=quotient(n, d, factor) if d and not faulty else None,
        numerator=None if faulty else n,
        denominator=None if faulty else d,
        covered=covered,
        whole=whole,
        idle=tuple(f.unit for f in reported if not _n(f) and not _d(f)),
        silent=tuple(f.unit for f in figures if not f.has_counts),
        faulty=faulty,
    )


def _n(figure: UnitFigure) -> Decimal:
    return figure.numerator or Decimal(0)


def _d(figure: UnitFigure) -> Decimal:
    return figure.denominator or Decimal(0)


def _covered(
    figures: Sequence[UnitFigure], reported: Sequence[UnitFigure], counted: Decimal
) -> tuple[Decimal, Decimal]:
    """sum d reported of sum d all; units where a silent d is unknown or all are 0."""
    silent = [f.known_denominator for f in figures if not f.has_counts]
    known = [d for d in silent if d is not None]
    everything = counted + sum(known, Decimal(0))
    if len(known) < len(silent) or not everything:
        return Decimal(len(reported)), Decimal(len(figures))
    return counted, everything


class Accumulation(StrEnum):
    """How the parts of a period make the whole."""

    STOCK = "stock"
    FLOW = "flow"
    RATIO = "ratio"


@exact
def over_period(accumulation: Accumulation, parts: Sequence[UnitFigure]) -> UnitFigure | None:
    """One unit's parts in order of time: a stock takes the last, a flow sums the values, a ratio
    sums n and d. None without parts; a flow or ratio with a gap in it is no total: None as well.

    Medians and indices do not add up: they are entered at province level.
    """
    if not parts:
        return None
    if accumulation is Accumulation.STOCK:
        return parts[-1]
    if accumulation is Accumulation.FLOW:
        values = [part.value for part in parts if part.value is not None]
        is_whole = len(values) == len(parts)
        return replace(parts[-1], value=sum(values, Decimal(0))) if is_whole else None
    if not all(part.has_counts for part in parts):
        return None
    return UnitFigure(parts[-1].unit, *_sums(parts))


def _sums(parts: Sequence[UnitFigure]) -> tuple[Decimal, Decimal]:
    return sum(map(_n, parts), Decimal(0)), sum(map(_d, parts), Decimal(0))


@exact
def back_series(
    figures: Sequence[UnitFigure], successors: Mapping[str, Sequence[str]]
) -> tuple[tuple[UnitFigure, ...], frozenset[str]]:
    """Earlier figures as today's units: predecessors are merged by summing n and d (or values).

    `successors` names the heirs of units that ended. Heirs of a split unit, and of one without a
    figure, have no back-series: they come second and are in no sum.
    """
    heirs: dict[str, list[UnitFigure]] = {}
    without: set[str] = set()
    for part in figures:
        names = tuple(successors.get(part.unit, (part.unit,)))
        if len(names) > 1:
            without.update(names)
        for name in names[:1]:
            heirs.setdefault(name, []).append(part)
    merged = {name: _merge(name, parts) for name, parts in heirs.items() if name not in without}
    without.update(name for name, whole in merged.items() if whole is None)
    return tuple(whole for whole in merged.values() if whole is not None), frozenset(without)


def _merge(unit: str, parts: Sequence[UnitFigure]) -> UnitFigure | None:
    if all(part.has_counts for part in parts):
        return UnitFigure(unit, *_sums(parts))
    values = [part.value for part in parts if part.value is not None]
    return UnitFigure(unit, value=sum(values, Decimal(0))) if len(values) == len(parts) else None
