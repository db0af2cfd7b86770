"""What of a report is done, and what came back and waits for its correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.models import Entry, EntryState, TaskUpdate
from reports.presenters.review.task_words import update_name
from reports.presenters.review.words import entry_name

Line = Entry | TaskUpdate


@dataclass(frozen=True)
class Problem:
    """A row that needs attention, for a list of links; `is_settled` once it was seen to."""

    key: int | str
    """What the row is called on the page: 12 for a figure, u12 for a task update."""
    name: str
    sentence: str
    is_settled: bool = False


def line_key(line: Line) -> int | str:
    """How a page calls the row of a line."""
    return f"u{line.pk}" if isinstance(line, TaskUpdate) else line.pk


def line_name(line: Line) -> str:
    """The indicator with its class, or the task with its code."""
    return update_name(line) if isinstance(line, TaskUpdate) else entry_name(line)


def is_corrected(line: Line) -> bool:
    """Whether a returned line was changed since; it counts as returned until it is sent again."""
    back = line.report.returned_at if line.report else None
    changed = line.updated_at
    is_back = line.state == EntryState.RETURNED
    return is_back and back is not None and changed is not None and changed > back


def is_done(line: Line) -> bool:
    """Filled, and not waiting for a correction."""
    return line.is_filled and (line.state != EntryState.RETURNED or is_corrected(line))


def returned_lines(lines: Sequence[Line]) -> tuple[Problem, ...]:
    """The figures and task updates that came back, with the reviewer's words."""
    return tuple(
        Problem(line_key(line), line_name(line), line.return_reason, is_corrected(line))
        for line in lines
        if line.state == EntryState.RETURNED
    )


def missing_lines(lines: Sequence[Line]) -> tuple[Problem, ...]:
    """The figures and task updates that are not filled yet."""
    return tuple(
        Problem(line_key(line), line_name(line), "") for line in lines if not line.is_filled
    )
