"""Which lines of arithmetic a judgement rests on: those of the rung of the ladder that decided."""

from __future__ import annotations

from indicators.method.criterion import UNCOUNTED, Criterion, criterion
from indicators.method.outcome import GoalJudgement, Judgement
from indicators.method.precision import exact
from indicators.method.status import Progress, Reason

from . import compared, placed
from .lines import Line, Working

UNJUDGED = (
    *(Reason.DATA_ERROR, Reason.NOT_APPLICABLE),
    *(Reason.PARTIAL, Reason.STALE, Reason.DUE_MISSING),
)
LOST = (Reason.BASELINE_LOST, Reason.BASELINE_LOST_RECOVERING)
LEVEL = (Reason.LEVEL_LINE_HELD, Reason.LEVEL_LINE_LOST)
BY_RATIO = (Reason.RATIO_ON_TRACK, Reason.RATIO_BEHIND, Reason.RATIO_AT_RISK)


@exact
def working(judged: GoalJudgement, judgement: Judgement) -> Working:
    """The lines of one goal; none of a milestone or a goal without numbers: words suffice."""
    if judged.standing is None:
        return Working()
    by_classes = judged.goal.comparator in UNCOUNTED
    bounds = None if by_classes else criterion(judgement.measure, judged.goal)
    observation = judged.observation
    target = () if bounds is None else compared.edges(judged, bounds)
    if observation is None:
        return Working(target=target)
    return Working(
        figure=() if by_classes else compared.counted(judgement.measure, observation, judged.value),
        target=target,
        gap=_gap(judged, judgement, bounds),
        line=_line(judged, judgement, bounds),
        progress=_progress(judged, judgement, bounds),
        decision=_decision(judged, judgement, bounds),
    )


def _gap(judged: GoalJudgement, judgement: Judgement, bounds: Criterion | None) -> tuple[Line, ...]:
    if bounds is None:
        return compared.by_class(judged)
    return (
        *compared.against(judged, bounds),
        *compared.by_a_unit(judged, judgement.measure),
    )


def _progress_of(judged: GoalJudgement) -> Progress | None:
    return judged.standing.progress if judged.standing else None


def _line(
    judged: GoalJudgement, judgement: Judgement, bounds: Criterion | None
) -> tuple[Line, ...]:
    """Told only where the rung asked for it."""
    if judged.reason not in (*LEVEL, *BY_RATIO):
        return ()
    progress, axis = _progress_of(judged), placed.axis_of(bounds)
    lines = placed.expected(judged, judgement, axis)
    if bounds is not None or progress is None:
        return lines
    return (*placed.promotions(judged, judgement, progress), *lines)


def _progress(
    judged: GoalJudgement, judgement: Judgement, bounds: Criterion | None
) -> tuple[Line, ...]:
    progress, axis = _progress_of(judged), placed.axis_of(bounds)
    if progress is None or judged.reason not in (*LEVEL, *BY_RATIO):
        return ()
    apart: tuple[Line, ...] = ()
    if bounds is not None and axis is placed.DISTANCE:
        apart = placed.distances(judged, bounds, placed.start_of(judgement))
    if judged.reason in LEVEL:
        return apart
    return (*apart, *placed.ratio(judged, progress, axis))


def _decision(
    judged: GoalJudgement, judgement: Judgement, bounds: Criterion | None
) -> tuple[Line, ...]:
    progress, axis = _progress_of(judged), placed.axis_of(bounds)
    if judged.reason in UNJUDGED and judged.observation is not None:
        return placed.unjudged(judged.reason, judged.observation, judgement)
    if judged.reason in LOST and progress is not None:
        return placed.regaining(progress, axis)
    if judged.reason in LEVEL and progress is not None:
        return placed.level(progress, axis)
    if judged.ratio is not None and judged.reason in BY_RATIO:
        return placed.cut(judged.ratio, judgement.thresholds)
    return () if bounds is None else placed.slipping(judged, judgement, bounds)
