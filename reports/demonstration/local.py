"""Figures of local units: a provincial total shared out, so that parts add up over every merger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from reports.demonstration.paths import Path
from reports.demonstration.rows import DemoFigure
from reports.demonstration.seeds import noise
from tracker.common.decimals import round_half_up
from tracker.common.periods import Period

NOTHING_ARISES = "Không phát sinh: không có đô thị trên địa bàn"
_HALF, _WOBBLE = Decimal("0.5"), Decimal("0.01")


@dataclass(frozen=True)
class LocalSeries:
    """A local indicator: the province's value over time and how far its units differ from it.

    `spread` is the largest relative difference of a unit; `decimals` rounds both parts.
    """

    indicator: str
    path: Path
    factor: Decimal
    spread: Decimal
    decimals: int = 0
    late: frozenset[str] = field(default_factory=frozenset)
    """Units that have not sent their figures from `late_since` on."""
    late_since: Period | None = None

    def is_late(self, unit: str, period: Period) -> bool:
        """Whether this unit's figure is still missing."""
        since = self.late_since
        return since is not None and period.sort_key >= since.sort_key and unit in self.late


@dataclass(frozen=True)
class Place:
    """A unit that reports: its weight in the province, and the old district it lies in."""

    code: str
    weight: Decimal
    district: str
    ceiling: Decimal | None = None
    """What its denominator cannot exceed (its population or its area)."""


def local_figures(
    series: LocalSeries, period: Period, base: Decimal, places: Iterable[Place]
) -> list[DemoFigure]:
    """One figure per place. Denominators add up to `base`; the ratio of the sums is near the path.

    A place without weight reports 0/0; a late one reports nothing.
    """
    listed = list(places)
    parts = _denominators(series, base, listed)
    ratios = _ratios(series, period, parts, listed)
    rows = []
    for place in listed:
        if series.is_late(place.code, period):
            continue
        whole = parts[place.code]
        count = round_half_up(whole * ratios[place.code], series.decimals)
        if series.factor == 100:
            count = min(count, whole)
        note = "" if whole else NOTHING_ARISES
        figure = DemoFigure(
            series.indicator, place.code, period, numerator=count, denominator=whole, note=note
        )
        rows.append(figure)
    return rows


def _denominators(series: LocalSeries, base: Decimal, places: list[Place]) -> dict[str, Decimal]:
    total = sum((place.weight for place in places), Decimal(0))
    unit = Decimal(1).scaleb(-series.decimals)
    parts = {}
    for place in places:
        part = base * place.weight / total if total else Decimal(0)
        part = part if place.ceiling is None else min(part, place.ceiling)
        parts[place.code] = part.quantize(unit, rounding=ROUND_DOWN)
    return parts


def _ratios(
    series: LocalSeries, period: Period, parts: Mapping[str, Decimal], places: list[Place]
) -> dict[str, Decimal]:
    """Each place's n/d. Above one half the shortfall is shared out, so no share passes 1."""
    wanted = series.path.at(period) / series.factor
    by_shortfall = series.factor == 100 and wanted > _HALF
    sign, pool = (-1, 1 - wanted) if by_shortfall else (1, wanted)
    pool *= 1 + _WOBBLE * noise(series.indicator, str(period))
    lean = {p.code: 1 + sign * _difference(series, p, period) for p in places}
    whole = sum(parts.values(), Decimal(0))
    leaning = sum((parts[code] * lean[code] for code in parts), Decimal(0))
    scale = pool * whole / leaning if leaning else Decimal(0)
    shares = {code: scale * lean[code] for code in parts}
    return {code: 1 - share for code, share in shares.items()} if by_shortfall else shares


def _difference(series: LocalSeries, place: Place, period: Period) -> Decimal:
    """How far a place is better than the province: its lasting character and a passing wobble."""
    lasting = series.spread * _character(series, place)
    return lasting + _WOBBLE * noise(series.indicator, place.code, str(period))


def _character(series: LocalSeries, place: Place) -> Decimal:
    """How a place differs, from -1 to 1: mostly as its old district did, a little by itself."""
    district = noise(series.indicator, place.district)
    if place.code == place.district:
        return district
    return (district * 7 + noise(series.indicator, place.code) * 3) / 10
