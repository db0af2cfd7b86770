"""Where the series is heading by the due date, with an 80 % interval."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .criterion import Criterion
from .pace import RecentPace, changes
from .precision import exact

# Student's t at 0.90 (a two-sided 80 % interval) by degrees of freedom: intervals minus one. The
# method states six decimals; the last one carries the three more on which worked case E41 rests.
T_90 = {2: Decimal("1.885618"), 3: Decimal("1.637744"), 4: Decimal("1.533205985")}


class Outlook(StrEnum):
    """Whether the target is within what the series lets expect."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


@dataclass(frozen=True)
class Projection:
    """The value at the due date, unclipped; `half_pace_*` is the same if the pace halved."""

    point: Decimal
    low: Decimal
    high: Decimal
    outlook: Outlook
    half_pace_point: Decimal
    half_pace_outlook: Outlook


@exact
def drift_sd(pace: RecentPace) -> Decimal:
    """sigma: sqrt(sum of (change - m*years)^2/years over the k intervals, divided by k - 1)."""
    intervals = changes(pace.points)
    spread = sum(
        ((change - pace.mean * years) ** 2 / years for years, change in intervals), Decimal(0)
    )
    return (spread / (len(intervals) - 1)).sqrt()


@exact
def half_width(pace: RecentPace, years: Decimal) -> Decimal:
    """t(0.90; k - 1)*sigma*sqrt(h*(1 + h/span)): a random walk with drift, k intervals, h years."""
    freedom = len(pace.points) - 2
    return T_90[freedom] * drift_sd(pace) * (years * (1 + years / pace.span)).sqrt()


@exact
def project(
    pace: RecentPace, start: Decimal, years: Decimal, bounds: Criterion
) -> Projection | None:
    """x + h*m with its 80 % interval; None when no time is left. Clip to 0-100 on screen only."""
    if years <= 0:
        return None
    half = half_width(pace, years)
    point, slower = start + years * pace.mean, start + years * pace.mean / 2
    return Projection(
        point=point,
        low=point - half,
        high=point + half,
        outlook=outlook(bounds, point - half, point + half),
        half_pace_point=slower,
        half_pace_outlook=outlook(bounds, slower - half, slower + half),
    )


def outlook(bounds: Criterion, low: Decimal, high: Decimal) -> Outlook:
    """Both ends meet the target: likely; neither, and nothing between: unlikely; else possible.

    A band that lies wholly inside a wide interval is possible.
    """
    ends = (bounds.accepts(low), bounds.accepts(high))
    if all(ends):
        return Outlook.LIKELY
    is_inside = (
        bounds.low is not None
        and bounds.high is not None
        and (low <= bounds.low and bounds.high <= high)
    )
    return Outlook.POSSIBLE if any(ends) or is_inside else Outlook.UNLIKELY
