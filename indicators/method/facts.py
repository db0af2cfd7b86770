"""What the method is given: the measure, its baseline, its figures and its goals. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.common.periods import Period


class Kind(StrEnum):
    """What sort of quantity an indicator is."""

    VALUE = "value"
    RATIO = "ratio"
    COUNT = "count"
    CLASSES = "classes"
    MILESTONE = "milestone"


class Wanted(StrEnum):
    """Which direction is better; the wording of a target alone does not say."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Comparator(StrEnum):
    """How a figure is compared with a target; see docs/method.md for each formula."""

    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    APPROX = "approx"
    RANGE = "range"
    FULL = "full"
    MILESTONE = "milestone"
    CLASSES = "classes"


class Frequency(StrEnum):
    """How often a fresh figure can be expected."""

    ANNUAL = "annual"
    QUARTERLY = "quarterly"


class Nature(StrEnum):
    """How far a figure can be relied on."""

    OFFICIAL = "official"
    ESTIMATE = "estimate"
    ILLUSTRATIVE = "illustrative"


@dataclass(frozen=True)
class Measure:
    """The indicator as a quantity; `decimals` sets its display unit, `factor` scales n/d."""

    kind: Kind
    wanted: Wanted
    decimals: int = 1
    frequency: Frequency = Frequency.ANNUAL
    factor: Decimal = Decimal(1)
    class_order: tuple[str, ...] = ()
    """Classes from best to least, e.g. ("I", "II", "III", "IV", "V")."""
    is_flow: bool = False
    """Whether the figure is a running total that starts at 0 each year."""

    @property
    def unit(self) -> Decimal:
        """One display unit: 1 for whole numbers, 0.1 for one decimal."""
        return Decimal(1).scaleb(-self.decimals)

    @property
    def is_percentage(self) -> bool:
        """A share of its denominator in percent: n can never exceed d."""
        return self.kind is Kind.RATIO and self.factor == 100


@dataclass(frozen=True)
class Goal:
    """One target: what must hold by the end of `year` (or on `due`, for a milestone)."""

    year: int
    comparator: Comparator
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    classes: Mapping[str, int] | None = None
    due: date | None = None
    tolerance: Decimal | None = None


@dataclass(frozen=True)
class Baseline:
    """The state from which progress is measured: at the end of `year`."""

    year: int
    value: Decimal | None = None
    classes: Mapping[str, int] | None = None
    same_definition: bool = True


@dataclass(frozen=True)
class Observation:
    """One figure of one period, at the level that is judged.

    `coverage` is the reported share of a roll-up (1 for a figure entered as such);
    `done_on` is the day a milestone was reached, None while it was not; `error` is the code of a
    fault found while rolling up (`RollUp.error`): such a figure is never judged.
    """

    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    classes: Mapping[str, int] | None = None
    done_on: date | None = None
    nature: Nature = Nature.OFFICIAL
    coverage: Decimal = Decimal(1)
    same_definition: bool = True
    error: str | None = None
