"""Yes-or-no goals: done or not, on or before the due date or after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.common.periods import day_position

from .criterion import due_on
from .facts import Goal, Observation
from .figures import is_visible
from .status import Decision, Reason, Status


def done_on(observations: Iterable[Observation], as_of: date) -> date | None:
    """The earliest day reported; once reached a milestone stays reached.

    Days after `as_of` are plans; a day before it counts at once, its period need not have closed.
    """
    days = [
        observation.done_on
        for observation in observations
        if observation.done_on is not None and observation.done_on <= as_of
    ]
    return min(days, default=None)


def decide_milestone(goal: Goal, observations: Iterable[Observation], as_of: date) -> Decision:
    """Done in time: met, later: met_late. Not done: not_due until the due date (for ever where the
    document gives none), then missed if a report that reaches that date says so, else no_data."""
    known = list(observations)
    due, day = due_on(goal), done_on(known, as_of)
    if day is not None:
        if due is None or day <= due:
            return Decision(Status.MET, Reason.MILESTONE_DONE)
        return Decision(Status.MET_LATE, Reason.MILESTONE_DONE_LATE)
    if due is None:
        return Decision(Status.NOT_DUE, Reason.MILESTONE_UNDATED)
    if as_of <= due:
        return Decision(Status.NOT_DUE, Reason.MILESTONE_NOT_DUE)
    if any(is_visible(o, as_of) and o.period.position >= day_position(due) for o in known):
        return Decision(Status.MISSED, Reason.MILESTONE_OVERDUE)
    return Decision(Status.NO_DATA, Reason.DUE_MISSING)
