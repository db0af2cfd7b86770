"""How much of the way from the baseline to the target has been covered."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from .criterion import Criterion
from .facts import Baseline, Measure, Observation, Wanted
from .figures import baseline_figure
from .precision import exact


class AttainmentReason(StrEnum):
    """Why there is no attainment."""

    NO_BASELINE = "no_baseline"
    BASELINE_EQUALS_TARGET = "baseline_equals_target"
    BASELINE_MEETS_TARGET = "baseline_meets_target"
    DEFINITION_BREAK = "definition_break"


def start_value(measure: Measure, baseline: Baseline | None) -> Decimal | None:
    """b: the baseline's figure; a running total starts each year at 0 instead."""
    return Decimal(0) if measure.is_flow else baseline_figure(baseline)


def obstacle(
    measure: Measure,
    bounds: Criterion,
    baseline: Baseline | None,
    observation: Observation | None = None,
) -> AttainmentReason | None:
    """What rules attainment out, in this order: no baseline, another definition on either side,
    a baseline equal to T, a baseline that already meets or beats the target."""
    start = start_value(measure, baseline)
    if start is None:
        return AttainmentReason.NO_BASELINE
    is_broken = baseline is not None and not baseline.same_definition and not measure.is_flow
    if is_broken or (observation is not None and not observation.same_definition):
        return AttainmentReason.DEFINITION_BREAK
    if start == bounds.reference:
        return AttainmentReason.BASELINE_EQUALS_TARGET
    if bounds.accepts(start) or bounds.progress(start) >= _aim(bounds, start):
        return AttainmentReason.BASELINE_MEETS_TARGET
    return None


def _aim(bounds: Criterion, start: Decimal) -> Decimal:
    return bounds.progress(bounds.aim_from(start))


@exact
def attainment(bounds: Criterion, start: Decimal, x: Decimal) -> Decimal:
    """A = (x - b)/(T - b), unclamped; for stay bands and two-sided `approx` 1 - dist(x)/dist(b).

    Both are one formula on the scale `Criterion.progress`. ZeroDivisionError where `obstacle`
    reports a baseline equal to the target.
    """
    origin = bounds.progress(start)
    return (bounds.progress(x) - origin) / (_aim(bounds, start) - origin)


@exact
def share_of_target(bounds: Criterion, x: Decimal) -> Decimal | None:
    """x/T, "tỷ lệ so với mục tiêu": only where higher is wanted and T > 0."""
    target = bounds.reference
    if bounds.wanted is not Wanted.HIGHER or target is None or target <= 0:
        return None
    return x / target
