"""Task updates in words: names, percentages, deadlines, what looks odd, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import Assignment
from reports.models import TaskUpdate
from reports.presenters.values import EMPTY
from reports.task_checks import UpdateWarning
from reports.task_states import TaskState, standing_of
from tracker.common.labels import day_label
from tracker.common.timestamps import today

_ARROW = " → "


@dataclass(frozen=True)
class StandingView:
    """A task's deadline and how it stands; `look` is a status whose colour and icon it borrows."""

    deadline: str
    look: str
    words: str


def update_name(update: TaskUpdate) -> str:
    """Code and short title of the task."""
    task = update.assignment.task
    return f"{task.code} {task.display_title}" if task else update.assignment.subject_code


def percent_text(progress: int | str | None) -> str:
    """`65 %`, or a dash."""
    return EMPTY if progress is None else f"{progress}\u00a0%"


def progress_text(progress: int | None, done_on: date | None) -> str:
    """`65 %`, `completed on 15/09/2026`, or a dash."""
    if done_on is not None:
        return _("completed on %(day)s") % {"day": day_label(done_on)}
    return percent_text(progress)


def standing_view(assignment: Assignment) -> StandingView:
    """The deadline and, where it weighs, how near or how far past it is; as of today."""
    due = assignment.deadline
    standing = standing_of(due, assignment.closed_on, today())
    deadline = day_label(due) if due else ""
    if standing.state is TaskState.OVERDUE:
        days = standing.days_late
        words = ngettext("overdue by %(days)d day", "overdue by %(days)d days", days)
        return StandingView(deadline, "missed", words % {"days": days})
    if standing.is_due_soon:
        left = standing.days_left or 0
        words = ngettext("due soon: %(days)d day left", "due soon: %(days)d days left", left)
        return StandingView(deadline, "behind", words % {"days": left})
    if standing.state is TaskState.DONE_LATE:
        return StandingView(deadline, "behind", _("completed late"))
    if standing.is_done:
        return StandingView(deadline, "met", _("completed on time"))
    return StandingView(deadline, "", "")


def update_warning_text(warning: UpdateWarning) -> str:
    """What looks odd, in a sentence."""
    return {
        UpdateWarning.UNPROVEN: _("100 % without a product or evidence."),
        UpdateWarning.FALLING: _("The progress is lower than in the last period."),
        UpdateWarning.DONE_LATE: _("It was completed after the deadline."),
        UpdateWarning.NO_CHANGE: _("The progress has not changed for two quarters."),
    }[warning]


def update_change(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    """From what to what, as the ledger keeps it: `30 % → 60 %; “Đã trình …”`."""
    old, new = dict(before or {}), dict(after or {})
    parts = [_arrow(_progress(old), _progress(new))]
    for name in ("words", "products"):
        text = str(new.get(name, ""))
        if text and text != old.get(name, ""):
            parts.append(f"“{text}”")
    return "; ".join(part for part in parts if part)


def _arrow(old: str, new: str) -> str:
    if old == new:
        return "" if old == EMPTY else new
    return new if old == EMPTY else f"{old}{_ARROW}{new}"


def _progress(content: Mapping[str, Any]) -> str:
    done = content.get("done_on")
    text = percent_text(content.get("progress"))
    if not done:
        return text
    day = _("completed on %(day)s") % {"day": day_label(date.fromisoformat(str(done)))}
    return f"{text}, {day}"
