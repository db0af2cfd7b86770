"""The tasks of a programme in one line, for a page that is about something else."""

from __future__ import annotations

from dataclasses import dataclass

from reports.presenters.rows import Link
from reports.presenters.tasks.states import (
    DUE_SOON,
    UNASSIGNED,
    StateView,
    number_of,
    state_view_of,
)
from reports.queries.task_counts import TaskCounts
from reports.task_states import TaskState


@dataclass(frozen=True)
class TaskLine:
    """The four counts in their order, then what is due soon and what nobody leads."""

    counts: tuple[StateView, ...]
    marks: tuple[StateView, ...]
    url: str


def task_line(found: TaskCounts, link: Link) -> TaskLine | None:
    """The line; None where the programme has no tasks."""
    counts = found.counts
    if not (counts.total or found.unassigned):
        return None
    marks = ((DUE_SOON, counts.due_soon), (UNASSIGNED, found.unassigned))
    return TaskLine(
        counts=tuple(state_view_of(state, number_of(counts, state)) for state in TaskState),
        marks=tuple(state_view_of(key, number) for key, number in marks if number),
        url=link("tasks"),
    )
