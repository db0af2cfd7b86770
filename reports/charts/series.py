"""What the trajectory chart is given: points on the time axis with ready labels. Pure values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from indicators.method.facts import Nature


@dataclass(frozen=True)
class Point:
    """A figure at `Period.position`; value None is a gap. `label` is "2025" or "Quý I/2026"."""

    position: Decimal
    label: str
    value: Decimal | None
    nature: Nature = Nature.OFFICIAL
    is_partial: bool = False


@dataclass(frozen=True)
class Series:
    """Figures under another definition: shown beside the actual ones, never joined to them."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Target:
    """A target at the end of its year: one value, or a band from `low` to `high`."""

    position: Decimal
    year_label: str
    wording: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def is_band(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def heights(self) -> tuple[Decimal, ...]:
        """Every value at which the target is drawn."""
        return tuple(v for v in (self.value, self.low, self.high) if v is not None)


@dataclass(frozen=True)
class Forecast:
    """The projection at one moment with its 80 % interval."""

    position: Decimal
    label: str
    point: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Trajectory:
    """One indicator over time. `required` runs from the baseline through the targets.

    `floor` and `ceiling` clip the projection on screen only (0 and 100 for a percentage).
    """

    unit: str
    decimals: int
    actual: tuple[Point, ...]
    required: tuple[Point, ...] = ()
    targets: tuple[Target, ...] = ()
    projection: tuple[Forecast, ...] = ()
    references: tuple[Series, ...] = ()
    as_of: Decimal | None = None
    as_of_label: str = ""
    floor: Decimal | None = None
    ceiling: Decimal | None = None


@dataclass(frozen=True)
class Words:
    """The words of the chart in the reader's language."""

    actual: str
    estimate: str
    illustrative: str
    partial: str
    official: str
    required: str
    target: str
    target_band: str
    projection: str
    interval: str
    interval_low: str
    interval_high: str
    period: str
    nature: str

    @classmethod
    def translated(cls, _: Callable[[str], str]) -> Self:
        """The words through a translation function such as `gettext`."""
        return cls(
            actual=_("Actual"),
            estimate=_("Estimate"),
            illustrative=_("Illustrative data"),
            partial=_("Partial (not all units)"),
            official=_("Official figure"),
            required=_("Required trajectory"),
            target=_("Target"),
            target_band=_("Target band"),
            projection=_("Projection at recent pace"),
            interval=_("80-percent interval"),
            interval_low=_("Interval, low"),
            interval_high=_("Interval, high"),
            period=_("Period"),
            nature=_("Kind of figure"),
        )

    def kind(self, point: Point) -> str:
        """How far a figure can be relied on, in words."""
        by_nature = {
            Nature.OFFICIAL: self.official,
            Nature.ESTIMATE: self.estimate,
            Nature.ILLUSTRATIVE: self.illustrative,
        }
        kinds = [by_nature[point.nature]] + [self.partial] * point.is_partial
        return ", ".join(kinds)
