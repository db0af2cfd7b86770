"""How a task stands, as icon and word; the four counts as tiles, as a sum and as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from reports.presenters.rows import Link
from reports.task_states import FourCounts, TaskStanding, TaskState
from tracker.common.numbers import format_number

UNASSIGNED, DUE_SOON = "unassigned", "due_soon"
_LOOKS: Mapping[str, tuple[str, str]] = {
    TaskState.DONE_ON_TIME: ("tick", gettext_noop("Completed in time")),
    TaskState.DONE_LATE: ("tick", gettext_noop("Completed late")),
    TaskState.RUNNING: ("clock", gettext_noop("Running, in time")),
    TaskState.OVERDUE: ("cross", gettext_noop("Overdue, not completed")),
    UNASSIGNED: ("dash", gettext_noop("Not assigned")),
    DUE_SOON: ("warning", gettext_noop("Due soon")),
}
"""Icon and word of each state, in the order in which every such report prints the counts."""
WORST_FIRST = (TaskState.OVERDUE, TaskState.RUNNING, TaskState.DONE_LATE, TaskState.DONE_ON_TIME)


@dataclass(frozen=True)
class StateView:
    """A state as icon and word; `count` where it stands for several leads."""

    key: str
    icon: str
    word: str
    note: str = ""
    is_due_soon: bool = False
    count: str = ""


@dataclass(frozen=True)
class CountTile:
    """One of the counts; a click filters the list."""

    key: str
    icon: str
    word: str
    count: str
    is_zero: bool
    note: str
    url: str
    is_current: bool


def state_word(key: str) -> str:
    """The word of a state in the current language."""
    return _(_LOOKS[key][1])


def state_choices() -> list[tuple[str, str]]:
    """The four states and "not assigned", for a filter."""
    return [(str(key), state_word(key)) for key in (*TaskState, UNASSIGNED)]


def state_view(standing: TaskStanding) -> StateView:
    """How one lead's task stands, with the days that it is late or still has."""
    key = standing.state
    return StateView(
        key, _LOOKS[key][0], state_word(key), days_text(standing), standing.is_due_soon
    )


def state_counts(counts: FourCounts) -> tuple[StateView, ...]:
    """How several leads stand together: each state that occurs, the worst first."""
    return tuple(
        state_view_of(key, number) for key in WORST_FIRST if (number := number_of(counts, key))
    )


def state_view_of(key: str, number: int) -> StateView:
    """A state, or a mark, with the number of leads that it stands for."""
    return StateView(key, _LOOKS[key][0], state_word(key), count=format_number(number))


def unassigned_view() -> StateView:
    """A task that nobody leads."""
    return StateView(UNASSIGNED, _LOOKS[UNASSIGNED][0], state_word(UNASSIGNED))


def number_of(counts: FourCounts, state: TaskState) -> int:
    """The count of one state."""
    found: int = getattr(counts, state.value)
    return found


def days_text(standing: TaskStanding) -> str:
    """`12 days late`, `5 days left`, or nothing where there is no deadline."""
    late, left = standing.days_late, standing.days_left
    if late:
        return ngettext("%(days)s day late", "%(days)s days late", late) % _days(late)
    if left is None:
        return ""
    if left == 0:
        return _("due today")
    return ngettext("%(days)s day left", "%(days)s days left", left) % _days(left)


def _days(count: int) -> dict[str, str]:
    return {"days": format_number(count)}


def tiles(
    counts: FourCounts, unassigned: int, link: Link, wanted: Mapping[str, str]
) -> tuple[CountTile, ...]:
    """The four counts, and apart from them what nobody leads; each keeps the other filters."""
    others = {name: text for name, text in wanted.items() if name not in ("state", "soon")}
    return tuple(
        _tile(key, number, wanted, link("tasks", **others, state=key), note)
        for key, number, note in (
            *((str(state), number_of(counts, state), _soon(counts, state)) for state in TaskState),
            (UNASSIGNED, unassigned, _("counted apart")),
        )
    )


def _tile(key: str, number: int, wanted: Mapping[str, str], url: str, note: str) -> CountTile:
    return CountTile(
        key=key,
        icon=_LOOKS[key][0],
        word=state_word(key),
        count=format_number(number),
        is_zero=not number,
        note=note,
        url=url,
        is_current=wanted.get("state") == key,
    )


def _soon(counts: FourCounts, state: TaskState) -> str:
    if state != TaskState.RUNNING or not counts.due_soon:
        return ""
    number = format_number(counts.due_soon)
    return _("of these %(count)s due within 30 days") % {"count": number}


def sum_text(counts: FourCounts) -> str:
    """`Total 3,726 = 1,310 + 429 + 1,812 + 175`, in the order of the tiles."""
    parts = " + ".join(format_number(number_of(counts, state)) for state in TaskState)
    return _("Total %(total)s = %(parts)s") % {
        "total": format_number(counts.total),
        "parts": parts,
    }


def state_sentence(counts: FourCounts, tasks: int, unassigned: int) -> str:
    """How the tasks stand in one or a few sentences."""
    found = [_extent(tasks, counts.total)]
    if counts.total:
        found.append(_lateness(counts))
    if unassigned:
        sentence = ngettext(
            "%(count)s task has no lead.", "%(count)s tasks have no lead.", unassigned
        )
        found.append(sentence % {"count": format_number(unassigned)})
    return " ".join(found)


def _extent(tasks: int, parts: int) -> str:
    sentence = ngettext(
        "%(tasks)s task, %(parts)s when each lead's part is counted.",
        "%(tasks)s tasks, %(parts)s when each lead's part is counted.",
        tasks,
    )
    return sentence % {"tasks": format_number(tasks), "parts": format_number(parts)}


def _lateness(counts: FourCounts) -> str:
    if counts.overdue:
        sentence = ngettext(
            "%(count)s is overdue and not completed.",
            "%(count)s are overdue and not completed.",
            counts.overdue,
        ) % {"count": format_number(counts.overdue)}
    else:
        sentence = _("None is overdue.")
    if not counts.due_soon:
        return sentence
    soon = ngettext(
        "%(count)s is due within 30 days.", "%(count)s are due within 30 days.", counts.due_soon
    )
    return f"{sentence} {soon % {'count': format_number(counts.due_soon)}}"
