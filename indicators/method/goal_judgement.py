"""One goal judged: the figure that counts for it, compared, placed on its line, given a status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypedDict

from .age import Freshness, age_months, freshness
from .attainment import AttainmentReason
from .comparison import Comparison, Verdict, compare
from .criterion import criterion, due_on, due_position, is_usable
from .facts import Baseline, Comparator, Goal, Measure, Observation, Wanted
from .figures import (
    Fault,
    after_baseline,
    before,
    figure,
    first_period,
    is_due_figure,
    is_partial,
    judging,
    visible,
)
from .milestones import decide_milestone, done_on
from .outcome import GoalJudgement
from .pace import MeanChange, RecentPace, has_pace, is_slipping, pace_ratio, required_pace
from .placement import Placement, Route, place, place_classes
from .projection import Projection, project
from .status import LOST, Decision, Reason, Standing, Status, decide
from .thresholds import Thresholds
from .trajectory import trajectory


@dataclass(frozen=True)
class Scene:
    """What is common to all goals of an indicator."""

    measure: Measure
    baseline: Baseline | None
    observations: Sequence[Observation]
    goals: Sequence[Goal]
    as_of: date
    thresholds: Thresholds
    recent: RecentPace | None
    mean_change: MeanChange | None
    visible: tuple[Observation, ...]
    """The figures known on the day, one per moment, oldest first."""

    def figures(self, goal: Goal) -> tuple[Observation, ...]:
        """The visible figures that a goal can be compared with, oldest first."""
        if goal.comparator is not Comparator.CLASSES:
            return self.visible
        return visible(self.measure, self.observations, self.as_of, with_classes=True)

    def freshness(self, observation: Observation) -> Freshness:
        """How fresh a figure is on the day."""
        return freshness(self.measure.frequency, age_months(observation.period, self.as_of))

    @property
    def is_expected(self) -> bool:
        """Whether the first period after the baseline has closed; without a baseline always."""
        first = first_period(self.measure, self.baseline)
        return first is None or first.cut_off <= self.as_of


@dataclass(frozen=True)
class Hit:
    """A goal with the figure that judges it, compared and placed; `x` is None for d = 0."""

    goal: Goal
    observation: Observation
    x: Decimal | None
    comparison: Comparison
    placement: Placement
    is_frozen: bool
    is_overdue: bool
    is_running_ceiling: bool = False

    @property
    def hindrance(self) -> Reason | None:
        """What keeps it from being judged: an error, nothing to count, too little reported."""
        if self.comparison.error is not None:
            return Reason.DATA_ERROR
        if self.x is None:
            return Reason.NOT_APPLICABLE
        return Reason.PARTIAL if is_partial(self.observation) else None

    @property
    def met(self) -> bool | None:
        """Open while a running total stays below a ceiling: the year is not over."""
        return None if self.is_running_ceiling else self.comparison.met

    @property
    def years_left(self) -> Decimal:
        """Years from the figure to the due date; 0 or less once the goal is judged."""
        return due_position(self.goal) - self.observation.period.position


def judge_goal(scene: Scene, goal: Goal) -> GoalJudgement:
    """The first figure of the due period or later freezes a goal; before it the latest speaks."""
    if goal.comparator is Comparator.MILESTONE:
        return _judge_milestone(scene, goal)
    due = due_on(goal)
    if not is_usable(scene.measure, goal):
        broken = Comparison(error=Fault.GOAL_INCOMPLETE)
        return GoalJudgement(goal, Status.NO_DATA, Reason.GOAL_INCOMPLETE, due, comparison=broken)
    figures = scene.figures(goal)
    found = judging(scene.measure, goal, after_baseline(figures, scene.baseline))
    is_past_due = due is not None and scene.as_of > due
    if found is None:
        return _without_figure(scene, goal, is_past_due)
    is_frozen = is_due_figure(scene.measure, goal, found)
    hit = Hit(
        goal=goal,
        observation=found,
        x=figure(scene.measure, found),
        comparison=compare(scene.measure, goal, found),
        placement=_place(scene, goal, figures, found),
        is_frozen=is_frozen,
        is_overdue=is_past_due and not is_frozen,
        is_running_ceiling=_is_running_ceiling(scene.measure, goal, found),
    )
    return _outcome(scene, hit, _standing(scene, hit))


def _is_running_ceiling(measure: Measure, goal: Goal, observation: Observation) -> bool:
    is_whole_year = observation.period.position % 1 == 0
    if not measure.is_flow or is_whole_year or goal.comparator is Comparator.CLASSES:
        return False
    return criterion(measure, goal).wanted is not Wanted.HIGHER


def _judge_milestone(scene: Scene, goal: Goal) -> GoalJudgement:
    """`met` is None while it is open; done late is not met, its status says that it is done."""
    decision = decide_milestone(goal, scene.observations, scene.as_of)
    met = {
        Status.MET: True,
        Status.MET_LATE: False,
        Status.MISSED: False,
    }.get(decision.status)
    known = scene.visible
    return GoalJudgement(
        goal,
        decision.status,
        decision.reason,
        due_on(goal),
        observation=known[-1] if known else None,
        is_overdue=decision.reason is Reason.DUE_MISSING,
        done_on=done_on(scene.observations, scene.as_of),
        met=met,
        verdict=None if met is None else (Verdict.MET if met else Verdict.NOT_MET),
    )


def _route(
    scene: Scene, goal: Goal, figures: Sequence[Observation], found: Observation | None
) -> Route:
    """The line through all goals; of two goals of one year it runs through the one in question."""
    goals = [other for other in scene.goals if other is goal or other.year != goal.year]
    return Route(
        measure=scene.measure,
        baseline=scene.baseline,
        line=trajectory(scene.measure, scene.baseline, goals),
        as_of=scene.as_of,
        previous=None if found is None else before(scene.measure, figures, found),
    )


def _place(
    scene: Scene, goal: Goal, figures: Sequence[Observation], found: Observation
) -> Placement:
    route = _route(scene, goal, figures, found)
    if goal.comparator is Comparator.CLASSES:
        usable = [g for g in scene.goals if is_usable(scene.measure, g)]
        return place_classes(route, goal, usable, found)
    return place(route, criterion(scene.measure, goal), found)


def _without_figure(scene: Scene, goal: Goal, is_past_due: bool) -> GoalJudgement:
    """Nothing to judge: due and missing, missing, or not to be expected yet."""
    standing = Standing(False, scene.is_expected, is_past_due)
    decision = decide(standing)
    is_numeric = goal.comparator is not Comparator.CLASSES
    return GoalJudgement(
        goal,
        decision.status,
        decision.reason,
        due_on(goal),
        expected_today=_route(scene, goal, (), None).today() if is_numeric else None,
        is_overdue=is_past_due,
        standing=standing,
    )


def _obstacle(scene: Scene, hit: Hit) -> AttainmentReason | None:
    """A flow starts each year at 0: that a ceiling is met at 0 is no lost baseline."""
    found = hit.placement.obstacle
    return None if scene.measure.is_flow and found in LOST else found


def _standing(scene: Scene, hit: Hit) -> Standing:
    return Standing(
        is_past_due=hit.is_overdue,
        hindrance=hit.hindrance,
        freshness=scene.freshness(hit.observation),
        is_due_figure=hit.is_frozen,
        met=hit.met,
        obstacle=_obstacle(scene, hit),
        progress=hit.placement.progress,
    )


def _outcome(scene: Scene, hit: Hit, standing: Standing) -> GoalJudgement:
    """The judgement; a figure that cannot be judged keeps its gap and line, and nothing else."""
    comparison, placement = hit.comparison, hit.placement
    decision = decide(standing, scene.thresholds)
    is_judged = decision.status in (Status.MET, Status.MISSED)
    plain = GoalJudgement(
        hit.goal,
        decision.status,
        decision.reason,
        due_on(hit.goal),
        observation=hit.observation,
        value=hit.x,
        comparison=comparison,
        expected=placement.expected,
        expected_today=placement.expected_today,
        is_frozen=hit.is_frozen,
        is_overdue=hit.is_overdue,
        met=hit.met,
        verdict=comparison.verdict if is_judged else None,
        standing=standing,
        leg=placement.leg,
    )
    if hit.hindrance is not None:
        return plain
    can_be_measured = placement.progress is not None and standing.obstacle is None
    return replace(
        plain,
        attainment=placement.attainment,
        attainment_reason=placement.obstacle,
        share_of_target=placement.share_of_target,
        ratio=placement.progress.ratio() if placement.progress and can_be_measured else None,
        **_pace(scene, hit, decision),
    )


class Pace(TypedDict):
    """The fields of a judgement that need a series or time left."""

    slipping: bool
    required_pace: Decimal | None
    pace_ratio: Decimal | None
    projection: Projection | None


def _pace(scene: Scene, hit: Hit, decision: Decision) -> Pace:
    """Required and recent pace, slipping, projection; all empty for goals by classes."""
    recent, x = scene.recent, hit.x
    if hit.goal.comparator is Comparator.CLASSES or x is None:
        return Pace(slipping=False, required_pace=None, pace_ratio=None, projection=None)
    bounds = criterion(scene.measure, hit.goal)
    can_be_paced = has_pace(scene.measure, hit.observation)
    required = required_pace(bounds, x, hit.years_left) if can_be_paced else None
    is_early, change = decision.reason is Reason.MET_EARLY, scene.mean_change
    slipping = (
        is_early and change is not None and is_slipping(bounds, x, change.value, hit.years_left)
    )
    if recent is None:
        return Pace(slipping=slipping, required_pace=required, pace_ratio=None, projection=None)
    return Pace(
        slipping=slipping,
        required_pace=required,
        pace_ratio=pace_ratio(recent.mean, required, hit.met),
        projection=_projection(scene, hit, recent, x),
    )


def _projection(scene: Scene, hit: Hit, recent: RecentPace, x: Decimal) -> Projection | None:
    """From the figure on; of a flow from its last whole year. None from a stale figure or another
    definition, and for a goal judged already."""
    is_stale = scene.freshness(hit.observation) is Freshness.STALE
    if is_stale or not hit.observation.same_definition:
        return None
    bounds = criterion(scene.measure, hit.goal)
    if not scene.measure.is_flow:
        return project(recent, x, hit.years_left, bounds)
    last = recent.points[-1]
    return project(recent, last.value, due_position(hit.goal) - last.position, bounds)
