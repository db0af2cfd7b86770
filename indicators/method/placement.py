"""Where a figure stands on the way from the baseline to a goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.common.periods import day_position

from .attainment import AttainmentReason, attainment, obstacle, share_of_target, start_value
from .classes import goal_steps
from .criterion import Criterion
from .facts import Baseline, Goal, Measure, Observation
from .figures import figure
from .precision import exact
from .status import Progress
from .trajectory import Leg, Trajectory, steps_line

_UNMEASURED = (AttainmentReason.NO_BASELINE, AttainmentReason.DEFINITION_BREAK)


@dataclass(frozen=True)
class Placement:
    """Attainment or what rules it out, expected values, the progress that the ladder looks at."""

    obstacle: AttainmentReason | None = None
    attainment: Decimal | None = None
    share_of_target: Decimal | None = None
    expected: Decimal | None = None
    expected_today: Decimal | None = None
    progress: Progress | None = None
    leg: Leg | None = None
    """Where on the line the figure's own date lies; by classes on that of the promotions."""


@dataclass(frozen=True)
class Route:
    """What a placement needs beside the figure: measure, baseline, line, day, figure before."""

    measure: Measure
    baseline: Baseline | None
    line: Trajectory
    as_of: date
    previous: Observation | None = None

    def today(self) -> Decimal | None:
        """The expected value on the day, for display."""
        return self.line.at(day_position(self.as_of))


@exact
def place(route: Route, bounds: Criterion, observation: Observation) -> Placement:
    """A numeric goal: everything on the scale of its criterion; the unit is one display unit."""
    measure = route.measure
    x, start = figure(measure, observation), start_value(measure, route.baseline)
    leg = route.line.leg(observation.period.position)
    expected = None if leg is None else leg.value
    today = route.today()
    hurdle = obstacle(measure, bounds, route.baseline, observation)
    if x is None:
        return Placement(obstacle=hurdle, expected=expected, expected_today=today, leg=leg)
    return Placement(
        obstacle=hurdle,
        attainment=attainment(bounds, start, x) if hurdle is None and start is not None else None,
        share_of_target=share_of_target(bounds, x) if hurdle in _UNMEASURED else None,
        expected=expected,
        expected_today=today,
        progress=_progress(route, bounds, x, start, expected),
        leg=leg,
    )


def _progress(
    route: Route, bounds: Criterion, x: Decimal, start: Decimal | None, expected: Decimal | None
) -> Progress | None:
    if start is None or expected is None:
        return None
    before = None if route.previous is None else figure(route.measure, route.previous)
    return Progress(
        figure=bounds.progress(x),
        start=bounds.progress(start),
        expected=bounds.progress(expected),
        unit=route.measure.unit,
        previous=None if before is None else bounds.progress(before),
    )


@exact
def place_classes(
    route: Route, goal: Goal, goals: Sequence[Goal], observation: Observation
) -> Placement:
    """A goal by classes: progress is minus the promotions still missing (`steps_short`), unit 1;
    attainment 1 - missing now / missing at the baseline. No expected figure is shown."""
    order, baseline = route.measure.class_order, route.baseline
    if baseline is None or baseline.classes is None:
        return Placement(obstacle=AttainmentReason.NO_BASELINE)
    if not (baseline.same_definition and observation.same_definition):
        return Placement(obstacle=AttainmentReason.DEFINITION_BREAK)
    start = goal_steps(order, goal, baseline.classes)
    missing = goal_steps(order, goal, observation.classes or {})
    before = route.previous.classes if route.previous else None
    leg = steps_line(order, baseline, goals, goal).leg(observation.period.position)
    return Placement(
        obstacle=None if start else AttainmentReason.BASELINE_MEETS_TARGET,
        attainment=1 - Decimal(missing) / start if start else None,
        progress=Progress(
            figure=-Decimal(missing),
            start=-Decimal(start),
            expected=-Decimal(start) if leg is None else leg.value,
            unit=Decimal(1),
            previous=None if before is None else -Decimal(goal_steps(order, goal, before)),
        ),
        leg=leg,
    )
