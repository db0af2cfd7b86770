"""The ladder: one status for one goal, and the rung that decided it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .age import Freshness
from .attainment import AttainmentReason
from .precision import exact
from .thresholds import STANDARD, Thresholds


class Status(StrEnum):
    """How a goal stands. `met_late` is for milestones only."""

    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    AT_RISK = "at_risk"
    NO_DATA = "no_data"
    NOT_DUE = "not_due"


class Reason(StrEnum):
    """The rung of the ladder that decided, in the order in which they are asked."""

    GOAL_INCOMPLETE = "goal_incomplete"
    NOT_YET_EXPECTED = "not_yet_expected"
    DUE_MISSING = "due_missing"
    NO_FIGURE = "no_figure"
    DATA_ERROR = "data_error"
    NOT_APPLICABLE = "not_applicable"
    PARTIAL = "partial"
    STALE = "stale"
    DUE_MET = "due_met"
    DUE_MISSED = "due_missed"
    MET_EARLY = "met_early"
    NO_BASELINE = "no_baseline"
    DEFINITION_BREAK = "definition_break"
    BASELINE_LOST_RECOVERING = "baseline_lost_recovering"
    BASELINE_LOST = "baseline_lost"
    LEVEL_LINE_HELD = "level_line_held"
    LEVEL_LINE_LOST = "level_line_lost"
    RATIO_ON_TRACK = "ratio_on_track"
    RATIO_BEHIND = "ratio_behind"
    RATIO_AT_RISK = "ratio_at_risk"
    MILESTONE_DONE = "milestone_done"
    MILESTONE_DONE_LATE = "milestone_done_late"
    MILESTONE_OVERDUE = "milestone_overdue"
    MILESTONE_NOT_DUE = "milestone_not_due"
    MILESTONE_UNDATED = "milestone_undated"


@dataclass(frozen=True)
class Decision:
    """A status with its reason."""

    status: Status
    reason: Reason


@dataclass(frozen=True)
class Progress:
    """Figure, baseline, expected value and previous figure on the scale where more is better."""

    figure: Decimal
    start: Decimal
    expected: Decimal
    unit: Decimal
    previous: Decimal | None = None

    @property
    def is_level(self) -> bool:
        """The line has risen by less than one display unit: R would be noise."""
        return abs(self.expected - self.start) < self.unit

    @exact
    def ratio(self) -> Decimal | None:
        """R = (x - b)/(E - b), None on a level line.

        Computed as 1 + (x - E)/|E - b|: the same wherever the line leads the wanted way, and still
        "above the line is better" where it does not (targets out of order, ceilings of a flow).
        """
        if self.is_level:
            return None
        return 1 + (self.figure - self.expected) / abs(self.expected - self.start)


@dataclass(frozen=True)
class Standing:
    """Everything the ladder asks about one goal; defaults describe an ordinary running target."""

    has_figure: bool = True
    is_expected: bool = True
    """Whether a figure could be there by now."""
    is_past_due: bool = False
    hindrance: Reason | None = None
    """Why the figure cannot be judged: DATA_ERROR, NOT_APPLICABLE, PARTIAL."""
    freshness: Freshness | None = Freshness.FRESH
    is_due_figure: bool = False
    met: bool | None = None
    obstacle: AttainmentReason | None = None
    progress: Progress | None = None


LOST = (AttainmentReason.BASELINE_EQUALS_TARGET, AttainmentReason.BASELINE_MEETS_TARGET)


def decide(standing: Standing, thresholds: Thresholds = STANDARD) -> Decision:
    """The first rung that applies, in the order of the method: figure missing or stale, due,
    met early, no baseline, baseline lost, level line, ratio."""
    return (
        _without_figure(standing)
        or _unjudgeable(standing)
        or _judged(standing)
        or _without_start(standing)
        or _running(standing, thresholds)
    )


def _without_figure(s: Standing) -> Decision | None:
    """Due and missing is no_data; nothing due and nothing to expect yet is not_due."""
    if s.has_figure:
        return None
    if s.is_past_due:
        return Decision(Status.NO_DATA, Reason.DUE_MISSING)
    if not s.is_expected:
        return Decision(Status.NOT_DUE, Reason.NOT_YET_EXPECTED)
    return Decision(Status.NO_DATA, Reason.NO_FIGURE)


def _unjudgeable(s: Standing) -> Decision | None:
    """A stale figure says nothing about a running target; one of the due period judges forever."""
    if s.hindrance is not None:
        return Decision(Status.NO_DATA, s.hindrance)
    if s.freshness is Freshness.STALE and not s.is_due_figure:
        return Decision(Status.NO_DATA, Reason.DUE_MISSING if s.is_past_due else Reason.STALE)
    return None


def _judged(s: Standing) -> Decision | None:
    if s.is_due_figure:
        if s.met:
            return Decision(Status.MET, Reason.DUE_MET)
        return Decision(Status.MISSED, Reason.DUE_MISSED)
    return Decision(Status.MET, Reason.MET_EARLY) if s.met else None


def _without_start(s: Standing) -> Decision | None:
    if s.obstacle is AttainmentReason.DEFINITION_BREAK:
        return Decision(Status.NO_DATA, Reason.DEFINITION_BREAK)
    if s.obstacle is AttainmentReason.NO_BASELINE or s.progress is None:
        return Decision(Status.NO_DATA, Reason.NO_BASELINE)
    return None


def _running(s: Standing, thresholds: Thresholds) -> Decision:
    if s.progress is None:
        raise ValueError("a running target without progress")
    if s.obstacle in LOST:
        return _regaining(s.progress)
    ratio = s.progress.ratio()
    if ratio is None:
        return _on_level_line(s.progress)
    if ratio >= thresholds.on_track:
        return Decision(Status.ON_TRACK, Reason.RATIO_ON_TRACK)
    if ratio >= thresholds.behind:
        return Decision(Status.BEHIND, Reason.RATIO_BEHIND)
    return Decision(Status.AT_RISK, Reason.RATIO_AT_RISK)


def _regaining(progress: Progress) -> Decision:
    """The baseline was as good as the target and is lost: better than the figure before, or not."""
    if progress.previous is not None and progress.figure > progress.previous:
        return Decision(Status.BEHIND, Reason.BASELINE_LOST_RECOVERING)
    return Decision(Status.AT_RISK, Reason.BASELINE_LOST)


def _on_level_line(progress: Progress) -> Decision:
    """Less than a display unit was to be gained: losing more than one is behind."""
    if progress.figure < progress.start - progress.unit:
        return Decision(Status.BEHIND, Reason.LEVEL_LINE_LOST)
    return Decision(Status.ON_TRACK, Reason.LEVEL_LINE_HELD)
