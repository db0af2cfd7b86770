"""The "5 rõ": clear person, work, time, result, responsibility; what is missing, who mends it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assignments.models import Task
from reports.queries.tasks import Duty, TaskFacts
from tracker.common.labels import day_label


class Clear(StrEnum):
    """What must be clear of every task."""

    PERSON = "person"
    WORK = "work"
    TIME = "time"
    RESULT = "result"
    LEAD = "lead"


_WORDS: Mapping[str, str] = {
    Clear.PERSON: gettext_noop("Clear person"),
    Clear.WORK: gettext_noop("Clear work"),
    Clear.TIME: gettext_noop("Clear time"),
    Clear.RESULT: gettext_noop("Clear result"),
    Clear.LEAD: gettext_noop("Clear responsibility"),
}
_MENDING: Mapping[str, str] = {
    Clear.PERSON: gettext_noop("The lead unit names one of its people."),
    Clear.WORK: gettext_noop("The programme file states it."),
    Clear.TIME: gettext_noop("The Office sets a deadline."),
    Clear.RESULT: gettext_noop("The Office states the expected result."),
    Clear.LEAD: gettext_noop("The Office assigns a lead unit."),
}
ANY = "any"


@dataclass(frozen=True)
class ClarityLine:
    """One of the five: whether it is clear, what it says, else who can mend it."""

    label: str
    is_clear: bool
    text: str
    mending: str


def missing_of(task: Task, duty: Duty | None) -> frozenset[Clear]:
    """What is not clear of a lead's part, or of a task that nobody leads."""
    is_clear = {
        Clear.PERSON: duty is not None and duty.assignment.responsible_id is not None,
        Clear.WORK: bool(task.text),
        Clear.TIME: (duty.due if duty else task.due) is not None,
        Clear.RESULT: bool(task.product),
        Clear.LEAD: duty is not None,
    }
    return frozenset(key for key, clear in is_clear.items() if not clear)


def clarity_choices() -> list[tuple[str, str]]:
    """What may be missing, for a filter."""
    words = {
        ANY: _("anything"),
        Clear.PERSON: _("no person named"),
        Clear.TIME: _("no deadline"),
        Clear.RESULT: _("no expected result"),
        Clear.LEAD: _("no lead unit"),
    }
    return [(str(key), word) for key, word in words.items()]


def lacks(task: Task, duty: Duty | None, wanted: str) -> bool:
    """Whether what the filter asks for is missing."""
    found = missing_of(task, duty)
    return bool(found) if wanted == ANY else wanted in found


def missing_words(task: Task, duty: Duty | None) -> str:
    """What is missing, in words: `Clear person, Clear time`."""
    found = missing_of(task, duty)
    return ", ".join(_(_WORDS[key]) for key in Clear if key in found)


def clarity_lines(facts: TaskFacts, duty: Duty | None) -> tuple[ClarityLine, ...]:
    """The five of one lead's part; of the whole task where many lead and none is chosen."""
    task = facts.task
    found = missing_of(task, duty) if duty or not facts.duties else _of_all(task, facts.duties)
    texts = {
        Clear.PERSON: _person(facts, duty),
        Clear.WORK: task.display_title,
        Clear.TIME: _time(facts, duty),
        Clear.RESULT: task.product,
        Clear.LEAD: _lead(facts, duty),
    }
    return tuple(
        ClarityLine(
            _(_WORDS[key]), key not in found, texts[key], _(_MENDING[key]) if key in found else ""
        )
        for key in Clear
    )


def _of_all(task: Task, duties: Iterable[Duty]) -> frozenset[Clear]:
    return frozenset().union(*(missing_of(task, duty) for duty in duties))


def _person(facts: TaskFacts, duty: Duty | None) -> str:
    if duty is not None:
        person = duty.assignment.responsible
        return person.full_name if person else ""
    named = sum(one.assignment.responsible_id is not None for one in facts.duties)
    if not facts.duties:
        return ""
    return _("%(named)d of %(count)d units have named a person") % {
        "named": named,
        "count": len(facts.duties),
    }


def _time(facts: TaskFacts, duty: Duty | None) -> str:
    due = duty.due if duty else facts.task.due
    return day_label(due) if due else ""


def _lead(facts: TaskFacts, duty: Duty | None) -> str:
    if len(facts.duties) > 1:
        return _("%(count)d units, each leads its own part") % {"count": len(facts.duties)}
    one = duty or next(iter(facts.duties), None)
    return one.unit.name if one else ""
