"""How a task stands on a day: the four counts that every such report prints. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=30)


class TaskState(StrEnum):
    """The four counts: done in time, done late, running in time, overdue and not done."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    RUNNING = "running"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class TaskStanding:
    """A task on a day. `is_due_soon` marks a running one due within 30 days."""

    state: TaskState
    is_due_soon: bool = False
    days_late: int = 0
    days_left: int | None = None

    @property
    def is_done(self) -> bool:
        """Whether it was completed, in time or late."""
        return self.state in (TaskState.DONE_ON_TIME, TaskState.DONE_LATE)


@dataclass(frozen=True)
class FourCounts:
    """How many tasks stand where; they always add up to `total`."""

    done_on_time: int = 0
    done_late: int = 0
    running: int = 0
    overdue: int = 0
    due_soon: int = 0

    @property
    def total(self) -> int:
        """All tasks that are counted."""
        return self.done_on_time + self.done_late + self.running + self.overdue


def standing_of(due: date | None, done_on: date | None, as_of: date) -> TaskStanding:
    """The day of the deadline itself is in time; without a deadline nothing is ever late.

    `done_on` counts only once its update was approved: pass None until then.
    """
    if done_on is not None and done_on <= as_of:
        late = (done_on - due).days if due is not None and done_on > due else 0
        state = TaskState.DONE_LATE if late else TaskState.DONE_ON_TIME
        return TaskStanding(state, days_late=late)
    if due is None:
        return TaskStanding(TaskState.RUNNING)
    if as_of > due:
        return TaskStanding(TaskState.OVERDUE, days_late=(as_of - due).days)
    return TaskStanding(TaskState.RUNNING, due - as_of <= SOON, days_left=(due - as_of).days)


def count(standings: Iterable[TaskStanding]) -> FourCounts:
    """The four counts, and how many of the running are due soon."""
    rows = list(standings)
    by_state = Counter(one.state for one in rows)
    return FourCounts(
        done_on_time=by_state[TaskState.DONE_ON_TIME],
        done_late=by_state[TaskState.DONE_LATE],
        running=by_state[TaskState.RUNNING],
        overdue=by_state[TaskState.OVERDUE],
        due_soon=sum(one.is_due_soon for one in rows),
    )
