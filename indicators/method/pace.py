"""How fast a series moves, and how fast it would have to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations, pairwise

from .criterion import Criterion
from .facts import Kind, Measure, Observation, Wanted
from .figures import figure, is_judgeable
from .precision import exact

MOST_POINTS, FEWEST_POINTS = 6, 4
NUMERIC = (Kind.VALUE, Kind.RATIO, Kind.COUNT)


class PaceReason(StrEnum):
    """Why there is no recent pace."""

    NO_FIGURE = "no_figure"
    NOT_NUMERIC = "not_numeric"
    DEFINITION_BREAK = "definition_break"
    TOO_FEW_POINTS = "too_few_points"


@dataclass(frozen=True)
class SeriesPoint:
    """One figure on the time axis (`Period.position`)."""

    position: Decimal
    value: Decimal


@dataclass(frozen=True)
class RecentPace:
    """Change per year over the last points. `is_unstable`: "xu hướng chưa ổn định"."""

    mean: Decimal
    theil_sen: Decimal
    points: tuple[SeriesPoint, ...]
    is_unstable: bool

    @property
    def is_unchanged(self) -> bool:
        """Every point the same: a zero-width projection is legal, marked "không đổi"."""
        return len({point.value for point in self.points}) == 1

    @property
    def span(self) -> Decimal:
        """Years between the first and the last point."""
        return self.points[-1].position - self.points[0].position


@dataclass(frozen=True)
class MeanChange:
    """The mean annual change from one point to another."""

    first: SeriesPoint
    last: SeriesPoint

    @property
    def value(self) -> Decimal:
        """(last - first)/years."""
        return annual_change(self.first, self.last)


@exact
def annual_change(earlier: SeriesPoint, later: SeriesPoint) -> Decimal:
    """Change per year between two points; ZeroDivisionError if they are of the same moment."""
    return (later.value - earlier.value) / (later.position - earlier.position)


@exact
def theil_sen(points: Sequence[SeriesPoint]) -> Decimal:
    """The median of the slopes between every two points: one outlier does not move it."""
    slopes = sorted(annual_change(a, b) for a, b in combinations(points, 2))
    middle = len(slopes) // 2
    if len(slopes) % 2:
        return slopes[middle]
    return (slopes[middle - 1] + slopes[middle]) / 2


@exact
def pace_of(points: Sequence[SeriesPoint]) -> RecentPace | None:
    """Mean annual change over the last six points or fewer, at least four; fewer: None.

    Over uneven gaps the mean is weighted by their length: (last - first)/years. Unstable where
    Theil-Sen differs from the mean by more than half of it; with another sign it always does.
    """
    last = tuple(points[-MOST_POINTS:])
    if len(last) < FEWEST_POINTS:
        return None
    mean, slope = annual_change(last[0], last[-1]), theil_sen(last)
    return RecentPace(mean, slope, last, is_unstable=abs(slope - mean) > abs(mean) / 2)


def annual_series(
    measure: Measure, figures: Sequence[Observation], latest: Observation
) -> tuple[SeriesPoint, ...]:
    """Points a year apart that end with the latest figure: the same quarter of successive years.

    Where those are too few and the year-ends are more, the year-ends; for a flow always. Partial
    figures, faults and other definitions are no points.
    """
    seasons = (latest.period.position % 1, Decimal(0))
    points = [
        SeriesPoint(f.period.position, value)
        for f in figures
        if f.same_definition
        and f.period.position <= latest.period.position
        and f.period.position % 1 in seasons
        and is_judgeable(measure, f)
        and (value := figure(measure, f)) is not None
    ]
    same_season = _of_season(points, latest.period.position)
    year_ends = _of_season(points, Decimal(0))
    is_enough = len(same_season) >= FEWEST_POINTS or len(same_season) >= len(year_ends)
    return same_season if is_enough and not measure.is_flow else year_ends


def _of_season(points: Sequence[SeriesPoint], position: Decimal) -> tuple[SeriesPoint, ...]:
    return tuple(point for point in points if point.position % 1 == position % 1)


def recent_pace(
    measure: Measure, figures: Sequence[Observation], latest: Observation | None
) -> tuple[RecentPace | None, PaceReason | None]:
    """The recent pace up to the latest figure, or why there is none."""
    if measure.kind not in NUMERIC:
        return None, PaceReason.NOT_NUMERIC
    if latest is None:
        return None, PaceReason.NO_FIGURE
    if not latest.same_definition:
        return None, PaceReason.DEFINITION_BREAK
    pace = pace_of(annual_series(measure, figures, latest))
    return pace, None if pace else PaceReason.TOO_FEW_POINTS


def mean_change(
    measure: Measure, figures: Sequence[Observation], latest: Observation | None
) -> MeanChange | None:
    """The mean annual change over at most six points; two suffice, for it only raises a flag."""
    if latest is None or not latest.same_definition or measure.kind not in NUMERIC:
        return None
    points = annual_series(measure, figures, latest)[-MOST_POINTS:]
    return MeanChange(points[0], points[-1]) if len(points) > 1 else None


@exact
def required_pace(bounds: Criterion, x: Decimal, years: Decimal) -> Decimal | None:
    """(T - x)/years to the due date, signed; of a stay band to its nearest bound (inside: 0).

    None when no time is left.
    """
    return (bounds.aim_from(x) - x) / years if years > 0 else None


@exact
def pace_ratio(recent: Decimal, required: Decimal | None, met: bool | None) -> Decimal | None:
    """Recent pace / required pace; None once met and where nothing is required."""
    return recent / required if required and not met else None


@exact
def is_slipping(bounds: Criterion, x: Decimal, mean: Decimal, years: Decimal) -> bool:
    """Whether the mean change points the wrong way for a goal met early; for a band, or `approx`
    with neither side wanted: whether it would leave what is accepted by the due date."""
    if bounds.wanted is Wanted.NEITHER:
        return not bounds.accepts(x + mean * years)
    return mean < 0 if bounds.wanted is Wanted.HIGHER else mean > 0


def has_pace(measure: Measure, observation: Observation) -> bool:
    """Whether a required pace means anything: in today's definition, a running total of a year."""
    is_whole_year = observation.period.position % 1 == 0
    return observation.same_definition and (is_whole_year or not measure.is_flow)


def changes(points: Sequence[SeriesPoint]) -> list[tuple[Decimal, Decimal]]:
    """(years, change) of every interval of a series."""
    return [(b.position - a.position, b.value - a.value) for a, b in pairwise(points)]
