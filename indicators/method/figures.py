"""Which figures count: what one observation says, which are visible, which one judges a goal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.common.periods import Period

from .criterion import due_position
from .facts import Baseline, Comparator, Frequency, Goal, Kind, Measure, Nature, Observation
from .precision import exact

FULL_COVERAGE = Decimal("0.90")
_RANK = {Nature.OFFICIAL: 0, Nature.ESTIMATE: 1, Nature.ILLUSTRATIVE: 2}


class Fault(StrEnum):
    """Why a figure or a goal cannot be used at all."""

    N_GT_D = "n_gt_d"
    UNKNOWN_CLASS = "unknown_class"
    GOAL_INCOMPLETE = "goal_incomplete"


@exact
def figure(measure: Measure, observation: Observation) -> Decimal | None:
    """x: factor * n/d of a ratio with counts, else the value, else the total of the classes.

    None for d = 0 ("nothing to count") and where nothing was entered; zero is a value.
    """
    n, d = observation.numerator, observation.denominator
    if (
        n is not None
        and d is not None
        and (measure.kind is Kind.RATIO or observation.value is None)
    ):
        return measure.factor * n / d if d else None
    if observation.value is None and observation.classes is not None:
        return Decimal(sum(observation.classes.values()))
    return observation.value


def baseline_figure(baseline: Baseline | None) -> Decimal | None:
    """b: the value of the baseline, else the total of its classes; None without a baseline."""
    if baseline is None:
        return None
    if baseline.value is None and baseline.classes is not None:
        return Decimal(sum(baseline.classes.values()))
    return baseline.value


def fault(measure: Measure, observation: Observation, goal: Goal | None = None) -> Fault | None:
    """n > d in a percentage (factor 100) or against `full`, a class that the order does not know,
    or the fault that the roll-up found.

    A ratio with another factor (m2 per person) may well have n > d.
    """
    if observation.error:
        return Fault(observation.error)
    n, d = observation.numerator, observation.denominator
    is_share = measure.is_percentage or (goal is not None and goal.comparator is Comparator.FULL)
    if is_share and n is not None and d is not None and n > d:
        return Fault.N_GT_D
    classes = observation.classes or {}
    if measure.class_order and any(
        count and name not in measure.class_order for name, count in classes.items()
    ):
        return Fault.UNKNOWN_CLASS
    return None


def is_partial(observation: Observation) -> bool:
    """Less than 90 % of the roll-up has been reported: shown, never judged."""
    return observation.coverage < FULL_COVERAGE


def is_judgeable(measure: Measure, observation: Observation, goal: Goal | None = None) -> bool:
    """A complete figure without a fault, over something that can be counted."""
    return (
        not is_partial(observation)
        and fault(measure, observation, goal) is None
        and figure(measure, observation) is not None
    )


def says_something(observation: Observation) -> bool:
    """Whether anything was entered: an empty observation is a gap, never 0."""
    has_counts = observation.numerator is not None and observation.denominator is not None
    return (
        has_counts
        or observation.value is not None
        or observation.classes is not None
        or observation.error is not None
    )


def is_visible(observation: Observation, as_of: date) -> bool:
    """Of a period begun by `as_of`; what was not approved by then the caller leaves out."""
    return observation.period.starts_on <= as_of


def visible(
    measure: Measure,
    observations: Iterable[Observation],
    as_of: date,
    *,
    with_classes: bool = False,
) -> tuple[Observation, ...]:
    """One figure per moment, in order of time, as known on `as_of`.

    A year and its fourth quarter end at the same moment. Of several figures of a moment the one in
    today's definition counts, then official before estimate before illustrative, then the year.
    Empty observations are left out, except of a milestone, where "not done" is a report.
    """
    kept: dict[Decimal, Observation] = {}
    for candidate in observations:
        if not is_visible(candidate, as_of):
            continue
        if measure.kind is not Kind.MILESTONE and not says_something(candidate):
            continue
        if with_classes and candidate.classes is None:
            continue
        position = candidate.period.position
        if position not in kept or _preference(candidate) < _preference(kept[position]):
            kept[position] = candidate
    return tuple(kept[position] for position in sorted(kept))


def _preference(observation: Observation) -> tuple[bool, int, bool, Decimal, str]:
    """Smallest is best; the last parts only make the choice independent of the order given."""
    return (
        not observation.same_definition,
        _RANK[observation.nature],
        not observation.period.is_annual,
        -observation.coverage,
        repr(observation),
    )


def after_baseline(
    figures: Sequence[Observation], baseline: Baseline | None
) -> tuple[Observation, ...]:
    """The figures later than the end of the baseline year: the baseline is not an actual."""
    if baseline is None:
        return tuple(figures)
    return tuple(f for f in figures if f.period.position > baseline.year + 1)


def first_period(measure: Measure, baseline: Baseline | None) -> Period | None:
    """The first period after the baseline; a figure is expected once its data have closed."""
    if baseline is None:
        return None
    return Period(baseline.year + 1, None if measure.frequency is Frequency.ANNUAL else 1)


def is_due_figure(measure: Measure, goal: Goal, observation: Observation) -> bool:
    """Whether it is of the due period or later; a yearly total only judges its own year."""
    position, due = observation.period.position, due_position(goal)
    return position == due if measure.is_flow else position >= due


def judging(measure: Measure, goal: Goal, figures: Sequence[Observation]) -> Observation | None:
    """The figure that judges a goal: the first complete one of the due period or later, which
    freezes the verdict; before that the latest. None without figures."""
    due = [f for f in figures if is_due_figure(measure, goal, f)]
    complete = [f for f in due if is_judgeable(measure, f, goal)]
    if complete or due:
        return (complete or due)[0]
    running = [f for f in figures if f.period.position < due_position(goal)]
    return running[-1] if running else None


def before(
    measure: Measure, figures: Sequence[Observation], observation: Observation
) -> Observation | None:
    """The complete figure just before one, in the same definition; None where there is none."""
    if not observation.same_definition:
        return None
    earlier = (
        f
        for f in reversed(figures)
        if f.period.position < observation.period.position
        and f.same_definition
        and is_judgeable(measure, f)
    )
    return next(earlier, None)
