"""The one entry point: an indicator's figures against its goals, as known on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .age import age_months, freshness
from .comparison import Verdict
from .criterion import contradicts_wanted, is_usable
from .facts import Baseline, Goal, Measure, Nature, Observation
from .figures import before, fault, figure, is_partial, visible
from .goal_judgement import Scene, judge_goal
from .outcome import Caution, GoalJudgement, Judgement
from .pace import RecentPace, mean_change, recent_pace
from .precision import exact
from .status import Reason, Status
from .thresholds import STANDARD, Thresholds
from .trajectory import is_out_of_order, trajectory

__all__ = ["GoalJudgement", "Judgement", "Reason", "Status", "Verdict", "judge"]


@exact
def judge(
    measure: Measure,
    baseline: Baseline | None,
    observations: Sequence[Observation],
    goals: Sequence[Goal],
    as_of: date,
    thresholds: Thresholds = STANDARD,
) -> Judgement:
    """Judge every goal by the figures known on `as_of`; their order does not matter.

    Without figures every goal is no_data or not_due; without goals there is no headline.
    """
    ordered = sorted(goals, key=lambda goal: goal.year)
    figures = visible(measure, observations, as_of)
    latest = figures[-1] if figures else None
    previous = before(measure, figures, latest) if latest else None
    pace, pace_reason = recent_pace(measure, figures, latest)
    change = mean_change(measure, figures, latest)
    age = age_months(latest.period, as_of) if latest else None
    scene = Scene(
        measure=measure,
        baseline=baseline,
        observations=observations,
        goals=ordered,
        as_of=as_of,
        thresholds=thresholds,
        recent=pace,
        mean_change=change,
        visible=figures,
    )
    judged = tuple(judge_goal(scene, goal) for goal in ordered)
    return Judgement(
        measure=measure,
        as_of=as_of,
        thresholds=thresholds,
        baseline=baseline,
        observation=latest,
        value=figure(measure, latest) if latest else None,
        previous=previous,
        previous_value=figure(measure, previous) if previous else None,
        age_months=age,
        freshness=None if age is None else freshness(measure.frequency, age),
        recent_pace=pace,
        mean_change=change,
        pace_reason=pace_reason,
        trajectory=trajectory(measure, baseline, ordered),
        goals=judged,
        headline=headline(judged, as_of),
        warnings=(*_set_up(measure, baseline, ordered), *_data(measure, latest, pace)),
    )


def headline(goals: Sequence[GoalJudgement], as_of: date) -> GoalJudgement | None:
    """The next goal due on `as_of` or later, else one without a date, else the last one."""
    dated = [goal for goal in goals if goal.due_on is not None and goal.due_on >= as_of]
    if dated:
        return min(dated, key=lambda goal: (goal.due_on, goal.goal.year))
    undated = [goal for goal in goals if goal.due_on is None]
    return next(iter([*undated, *goals[-1:]]), None)


def _set_up(measure: Measure, baseline: Baseline | None, goals: Sequence[Goal]) -> list[Caution]:
    """Slips in the set-up: they are told, and nothing is silently put right."""
    found = []
    if not all(is_usable(measure, goal) for goal in goals):
        found.append(Caution.GOAL_INCOMPLETE)
    if is_out_of_order(measure, goals):
        found.append(Caution.TARGETS_OUT_OF_ORDER)
    if any(contradicts_wanted(measure, goal) for goal in goals):
        found.append(Caution.COMPARATOR_AGAINST_WANTED)
    if baseline is not None and not baseline.same_definition:
        found.append(Caution.DEFINITION_BREAK)
    return found


def _data(measure: Measure, latest: Observation | None, pace: RecentPace | None) -> list[Caution]:
    """What the latest figure and the recent series should be read with."""
    if latest is None:
        return []
    checks = {
        Caution.DATA_ERROR: fault(measure, latest) is not None,
        Caution.PARTIAL: is_partial(latest),
        Caution.ESTIMATE: latest.nature is Nature.ESTIMATE,
        Caution.ILLUSTRATIVE: latest.nature is Nature.ILLUSTRATIVE,
        Caution.DEFINITION_BREAK: not latest.same_definition,
        Caution.UNSTABLE_TREND: pace is not None and pace.is_unstable,
        Caution.UNCHANGED: pace is not None and pace.is_unchanged,
    }
    return [caution for caution, holds in checks.items() if holds]
