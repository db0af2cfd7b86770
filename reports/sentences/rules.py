"""The rules of the method in one line each: the rungs of the ladder, how targets are read."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from indicators.method.facts import Comparator
from indicators.method.judgement import Reason
from indicators.method.thresholds import Thresholds
from tracker.common.numbers import format_number

_RUNGS = {
    Reason.GOAL_INCOMPLETE: gettext_noop("The target has no number to be judged by"),
    Reason.NOT_YET_EXPECTED: gettext_noop(
        "No figure later than the baseline, and the first period after it has not closed"
    ),
    Reason.DUE_MISSING: gettext_noop(
        "The due date has passed, and there is no figure that is fresh enough"
    ),
    Reason.NO_FIGURE: gettext_noop("No figure later than the baseline"),
    Reason.DATA_ERROR: gettext_noop(
        "The figure cannot be right: more than its whole, or a class that does not exist"
    ),
    Reason.NOT_APPLICABLE: gettext_noop("Nothing to count: the denominator is 0"),
    Reason.PARTIAL: gettext_noop("Too little of the province is reported"),
    Reason.STALE: gettext_noop("The figure is too old to speak for today"),
    Reason.DUE_MET: gettext_noop("The figure of the due period meets the target"),
    Reason.DUE_MISSED: gettext_noop("The figure of the due period does not meet the target"),
    Reason.MET_EARLY: gettext_noop("The figure meets the target before it is due"),
    Reason.NO_BASELINE: gettext_noop("No baseline"),
    Reason.DEFINITION_BREAK: gettext_noop("Baseline or figure follows another definition"),
    Reason.BASELINE_LOST_RECOVERING: gettext_noop(
        "The baseline met the target, which is lost now; the figure is better than the one before"
    ),
    Reason.BASELINE_LOST: gettext_noop(
        "The baseline met the target, which is lost now; the figure is not better than before"
    ),
    Reason.LEVEL_LINE_HELD: gettext_noop(
        "The trajectory has hardly moved yet, and the figure is not worse than the baseline"
    ),
    Reason.LEVEL_LINE_LOST: gettext_noop(
        "The trajectory has hardly moved yet, but the figure is worse than the baseline"
    ),
    Reason.RATIO_ON_TRACK: gettext_noop("R ≥ %(on_track)s"),
    Reason.RATIO_BEHIND: gettext_noop("%(behind)s ≤ R < %(on_track)s"),
    Reason.RATIO_AT_RISK: gettext_noop("R < %(behind)s"),
    Reason.MILESTONE_DONE: gettext_noop("Done by the due date"),
    Reason.MILESTONE_DONE_LATE: gettext_noop("Done after the due date"),
    Reason.MILESTONE_OVERDUE: gettext_noop(
        "The due date has passed, and a report of that time says that it is not done"
    ),
    Reason.MILESTONE_NOT_DUE: gettext_noop("Not done, and the due date has not passed"),
    Reason.MILESTONE_UNDATED: gettext_noop("Not done, and the document sets no due date"),
}


def rung(reason: Reason, thresholds: Thresholds) -> str:
    """When this rung of the ladder applies."""
    cuts = {
        "on_track": format_number(thresholds.on_track),
        "behind": format_number(thresholds.behind),
    }
    return _(_RUNGS[reason]) % cuts


@dataclass(frozen=True)
class Reading:
    """How a comparator is read: an example of its wording, when it is met, when exceeded."""

    comparator: Comparator
    wording: str
    met: str
    exceeded: str


_READINGS = (
    Reading(
        Comparator.GT,
        gettext_noop("above 40 %%"),
        "x > T",
        gettext_noop("by more than %(clearly)s %% of T"),
    ),
    Reading(
        Comparator.GE,
        gettext_noop("at least 90 %%"),
        "x ≥ T",
        gettext_noop("by at least the smallest step printed"),
    ),
    Reading(
        Comparator.LT,
        gettext_noop("below 8 %%"),
        "x < T",
        gettext_noop("by more than %(clearly)s %% of T"),
    ),
    Reading(
        Comparator.LE,
        gettext_noop("at most 5 %%"),
        "x ≤ T",
        gettext_noop("by at least the smallest step printed"),
    ),
    Reading(
        Comparator.APPROX,
        gettext_noop("about 21 towns"),
        gettext_noop("T − δ ≤ x; x ≤ T + δ where less is better; both where neither is"),
        gettext_noop("by more than %(clearly)s %% of T, where one side is better"),
    ),
    Reading(
        Comparator.RANGE,
        gettext_noop("5–7 m²"),
        gettext_noop("L ≤ x where more is better; x ≤ U where less is; both where it is to stay"),
        gettext_noop("beyond the far end, where one side is better"),
    ),
    Reading(
        Comparator.FULL,
        gettext_noop("all, 100 %%"),
        gettext_noop("n = d, and d > 0"),
        gettext_noop("never"),
    ),
    Reading(
        Comparator.CLASSES,
        gettext_noop("2 of class II, 1 of class III"),
        gettext_noop("each “class k or better” reaches its number"),
        gettext_noop("never"),
    ),
    Reading(
        Comparator.MILESTONE,
        gettext_noop("done by 31/12/2025"),
        gettext_noop("done on or before the day"),
        gettext_noop("never"),
    ),
)


def readings(clearly: str) -> tuple[Reading, ...]:
    """Every comparator in the current language; `clearly` is how much more is exceeded, in %."""
    numbers = {"clearly": clearly}
    return tuple(
        Reading(
            one.comparator,
            _(one.wording) % numbers,
            _(one.met) % numbers,
            _(one.exceeded) % numbers,
        )
        for one in _READINGS
    )
