"""A unit's tasks, punctuality and open requests, as its page and the comparison show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.dialogue import anchor
from reports.models import Explanation, ReportState
from reports.presenters.oversight.states import StateCell, state_cell
from reports.presenters.rows import Link
from reports.presenters.tasks.states import StateView, number_of, state_view, state_word
from reports.presenters.units.words import optional
from reports.queries.completeness import Standing
from reports.queries.scorecard import UnitPeriod, UnitTask
from reports.queries.unit_comparison import is_settled
from reports.task_states import FourCounts, TaskState, count
from tracker.common.labels import day_label, period_label
from tracker.common.numbers import format_number

SHOWN_TASKS = 10
TONES = {
    TaskState.OVERDUE: "missed",
    TaskState.RUNNING: "not_due",
    TaskState.DONE_LATE: "behind",
    TaskState.DONE_ON_TIME: "met",
}
"""The look of a state in the colours of the indicators' statuses."""
_URGENT = (TaskState.OVERDUE, TaskState.RUNNING)


@dataclass(frozen=True)
class TaskLine:
    """One task that needs attention."""

    code: str
    title: str
    url: str
    state: StateView
    tone: str
    due: str
    progress: str


@dataclass(frozen=True)
class CountLine:
    """One of the four counts."""

    tone: str
    word: str
    count: str
    note: str


@dataclass(frozen=True)
class Tasks:
    """The unit's own tasks: four counts, the worst, and where all of them stand."""

    total: int
    counts: tuple[CountLine, ...]
    worst: tuple[TaskLine, ...]
    url: str


@dataclass(frozen=True)
class PeriodLine:
    """The unit in one period."""

    label: str
    cell: StateCell
    deadline: str
    sent_on: str


@dataclass(frozen=True)
class Punctuality:
    """The last periods, and what they come to in a sentence."""

    sentence: str
    lines: tuple[PeriodLine, ...]


@dataclass(frozen=True)
class RequestLine:
    """Something that waits for the unit, or that it waits for."""

    icon: str
    text: str
    note: str
    url: str


def tasks_part(tasks: Sequence[UnitTask], code: str, link: Link) -> Tasks:
    """The tasks of one unit."""
    counts = count(one.standing for one in tasks)
    return Tasks(
        total=counts.total,
        counts=count_lines(counts),
        worst=tuple(_task_line(one, code, link) for one in _worst(tasks)[:SHOWN_TASKS]),
        url=optional(link, "tasks", unit=code),
    )


def count_lines(counts: FourCounts) -> tuple[CountLine, ...]:
    """The four counts in the order of every such report."""
    soon = counts.due_soon
    note = ngettext("%(count)d due soon", "%(count)d due soon", soon) % {"count": soon}
    return tuple(
        CountLine(
            TONES[state],
            state_word(state),
            format_number(number_of(counts, state)),
            note if soon and state is TaskState.RUNNING else "",
        )
        for state in TaskState
    )


def _worst(tasks: Sequence[UnitTask]) -> list[UnitTask]:
    """Overdue ones, longest first, then those due soon; what is done or far off needs nothing."""
    urgent = [
        one for one in tasks if one.standing.state is TaskState.OVERDUE or one.standing.is_due_soon
    ]
    return sorted(
        urgent,
        key=lambda one: (
            _URGENT.index(one.standing.state),
            -one.standing.days_late,
            one.standing.days_left or 0,
            one.task.position,
        ),
    )


def _task_line(one: UnitTask, unit: str, link: Link) -> TaskLine:
    return TaskLine(
        code=one.task.code,
        title=one.task.display_title,
        url=optional(link, "task", one.task.code, **{"don-vi": unit}),
        state=state_view(one.standing),
        tone=TONES[one.standing.state],
        due=day_label(one.due) if one.due else "",
        progress="" if one.progress is None else f"{format_number(one.progress)}\u00a0%",
    )


def punctuality(periods: Sequence[UnitPeriod]) -> Punctuality:
    """How the unit reported in its last periods, latest first."""
    return Punctuality(
        sentence=_punctual_sentence([one.standing for one in periods]),
        lines=tuple(_period_line(one.standing) for one in periods),
    )


def _punctual_sentence(standings: Sequence[Standing]) -> str:
    """Late once means never on time; a period still running and figures from files count not."""
    due = [one for one in standings if is_settled(one)]
    if not due:
        return _("No report of this unit has been due yet.")
    late = sum(one.is_sent and one.is_late for one in due)
    missing = sum(not one.is_sent for one in due)
    return ngettext(
        "Of the last %(count)d report due: %(on_time)d on time, %(late)d late,"
        " %(missing)d missing.",
        "Of the last %(count)d reports due: %(on_time)d on time, %(late)d late,"
        " %(missing)d missing.",
        len(due),
    ) % {
        "count": len(due),
        "on_time": len(due) - late - missing,
        "late": late,
        "missing": missing,
    }


def _period_line(one: Standing) -> PeriodLine:
    return PeriodLine(
        label=period_label(one.period.period),
        cell=state_cell(one),
        deadline=day_label(one.deadline),
        sent_on=day_label(one.sent_on) if one.sent_on else "",
    )


def requests(
    explanations: Sequence[Explanation],
    periods: Sequence[UnitPeriod],
    tasks: Sequence[UnitTask],
    link: Link,
) -> tuple[RequestLine, ...]:
    """What is open: explanations and returned reports first, then reminders and extensions."""
    lines = [_explanation(one, link) for one in explanations]
    lines += [_returned(one, link) for one in periods if _is_returned(one)]
    lines += [_reminded(one, link) for one in periods if is_reminded(one)]
    lines += [_wish(one, link) for one in periods if one.wanted_until]
    lines += [_task_wish(one, link) for one in tasks if one.wanted_until]
    return tuple(lines)


def _explanation(one: Explanation, link: Link) -> RequestLine:
    return RequestLine(
        icon="mail",
        text=_("Explanation asked for: %(indicator)s") % {"indicator": one.indicator.display_name},
        note=_("asked on %(day)s") % {"day": day_label(timezone.localdate(one.asked_at))},
        url=f"{link('indicator', one.indicator.code)}#{anchor(one)}",
    )


def _is_returned(one: UnitPeriod) -> bool:
    return one.standing.state == ReportState.RETURNED


def is_reminded(one: UnitPeriod) -> bool:
    """Whether a reminder has not led to a report yet."""
    return one.reminded_on is not None and one.standing.is_outstanding


def _returned(one: UnitPeriod, link: Link) -> RequestLine:
    words = _("Report of %(period)s returned for correction")
    return RequestLine("warning", words % _period_words(one), "", _period_url(one, link))


def _reminded(one: UnitPeriod, link: Link) -> RequestLine:
    day = day_label(one.reminded_on) if one.reminded_on else ""
    words = _("Report of %(period)s still missing")
    note = _("reminded on %(day)s") % {"day": day}
    return RequestLine("cross", words % _period_words(one), note, _period_url(one, link))


def _wish(one: UnitPeriod, link: Link) -> RequestLine:
    wanted = day_label(one.wanted_until) if one.wanted_until else ""
    words = _("More time asked for: report of %(period)s") % _period_words(one)
    note = _("until %(day)s; not decided yet") % {"day": wanted}
    return RequestLine("clock", words, note, _period_url(one, link))


def _task_wish(one: UnitTask, link: Link) -> RequestLine:
    wanted = day_label(one.wanted_until) if one.wanted_until else ""
    return RequestLine(
        icon="clock",
        text=_("More time asked for: task %(code)s") % {"code": one.task.code},
        note=_("until %(day)s; not decided yet") % {"day": wanted},
        url=optional(link, "task", one.task.code),
    )


def _period_words(one: UnitPeriod) -> dict[str, str]:
    return {"period": period_label(one.standing.period.period)}


def _period_url(one: UnitPeriod, link: Link) -> str:
    return link("completeness", ky=str(one.standing.period.period))
