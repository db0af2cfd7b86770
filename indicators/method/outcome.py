"""What the method gives back: plain values for screens, workbooks, sentences and tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .age import Freshness
from .attainment import AttainmentReason
from .classes import ClassRow
from .comparison import Comparison, Verdict
from .facts import Baseline, Goal, Measure, Nature, Observation
from .figures import Fault
from .pace import MeanChange, PaceReason, RecentPace
from .projection import Projection
from .status import Reason, Standing, Status
from .thresholds import Thresholds
from .trajectory import Leg, Trajectory

UNCOMPARED = Comparison()
NO_LINE = Trajectory(())


class Caution(StrEnum):
    """What a reader of the judgement should know beside it."""

    GOAL_INCOMPLETE = "goal_incomplete"
    TARGETS_OUT_OF_ORDER = "targets_out_of_order"
    COMPARATOR_AGAINST_WANTED = "comparator_against_wanted"
    DATA_ERROR = "data_error"
    PARTIAL = "partial"
    ESTIMATE = "estimate"
    ILLUSTRATIVE = "illustrative"
    DEFINITION_BREAK = "definition_break"
    UNSTABLE_TREND = "unstable_trend"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class GoalJudgement:
    """One goal. Values are raw: round them with `rounding` so that they never contradict `met`.

    `expected` is the trajectory at the figure's own date (it decides the status), `expected_today`
    that at `as_of` (for display). `required_pace` is per year, `projection` at the due date.
    """

    goal: Goal
    status: Status
    reason: Reason
    due_on: date | None
    observation: Observation | None = None
    """The figure that judges this goal: frozen at the due period, before that the latest."""
    value: Decimal | None = None
    comparison: Comparison = UNCOMPARED
    attainment: Decimal | None = None
    attainment_reason: AttainmentReason | None = None
    share_of_target: Decimal | None = None
    expected: Decimal | None = None
    expected_today: Decimal | None = None
    ratio: Decimal | None = None
    is_frozen: bool = False
    """Judged by a figure of the due period or later."""
    is_overdue: bool = False
    """The due date has passed and no figure of the due period is there yet."""
    slipping: bool = False
    required_pace: Decimal | None = None
    pace_ratio: Decimal | None = None
    projection: Projection | None = None
    done_on: date | None = None
    met: bool | None = None
    verdict: Verdict | None = None
    """Only once judged: frozen, or met early."""
    standing: Standing | None = None
    """What the ladder was asked; None for milestones and a goal that lacks its numbers."""
    leg: Leg | None = None
    """The piece of the line on which the figure's own date lies."""

    @property
    def gap(self) -> Decimal | None:
        """Above 0 better than the target, below 0 short of it."""
        return self.comparison.gap

    @property
    def relative_gap(self) -> Decimal | None:
        """gap / |T|; None for T = 0."""
        return self.comparison.relative_gap

    @property
    def missing(self) -> int | None:
        """Heads still needed; None where the goal is no percentage of countable heads."""
        return self.comparison.missing

    @property
    def class_rows(self) -> tuple[ClassRow, ...]:
        """Per "class k or better": actual, target, gap."""
        return self.comparison.class_rows

    @property
    def error(self) -> Fault | None:
        """Why figure or goal cannot be used at all, e.g. n_gt_d."""
        return self.comparison.error

    @property
    def is_provisional(self) -> bool:
        """A verdict that rests on an estimate: the official figure reopens it."""
        is_estimate = self.observation is not None and self.observation.nature is Nature.ESTIMATE
        return self.verdict is not None and is_estimate


@dataclass(frozen=True)
class Judgement:
    """One indicator as known on `as_of`; `goals` in order of year, `headline` the next one due."""

    measure: Measure
    as_of: date
    thresholds: Thresholds
    baseline: Baseline | None = None
    observation: Observation | None = None
    value: Decimal | None = None
    previous: Observation | None = None
    previous_value: Decimal | None = None
    age_months: int | None = None
    freshness: Freshness | None = None
    recent_pace: RecentPace | None = None
    mean_change: MeanChange | None = None
    pace_reason: PaceReason | None = None
    trajectory: Trajectory = NO_LINE
    goals: tuple[GoalJudgement, ...] = ()
    headline: GoalJudgement | None = None
    warnings: tuple[Caution, ...] = ()
