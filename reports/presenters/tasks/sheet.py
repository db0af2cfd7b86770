"""The list of tasks as lines of a file: one for each lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext_noop

from reports.presenters.tasks.clarity import missing_words
from reports.presenters.tasks.selection import Line
from reports.presenters.tasks.states import UNASSIGNED, state_word
from reports.queries.tasks import Duty
from tracker.common.csv_response import Value
from tracker.common.labels import day_label

HEADER = (
    *(gettext_noop("Section"), gettext_noop("Code"), gettext_noop("Task")),
    *(gettext_noop("Lead unit"), gettext_noop("Code of the unit")),
    *(gettext_noop("Coordinating units"), gettext_noop("Time limit")),
    *(gettext_noop("Time limit as worded"), gettext_noop("Progress in percent")),
    *(gettext_noop("State"), gettext_noop("Due soon"), gettext_noop("Completed on")),
    *(gettext_noop("Days late"), gettext_noop("Missing of the five clear things")),
)


def sheet_rows(lines: Iterable[Line]) -> Iterator[Sequence[Value]]:
    """Each lead of each line; what nobody leads once."""
    for line in lines:
        duties: Sequence[Duty | None] = (line.duty,) if line.duty else line.facts.duties or (None,)
        for duty in duties:
            yield _row(line, duty)


def _row(line: Line, duty: Duty | None) -> list[Value]:
    task = line.facts.task
    known = duty.progress if duty else None
    due = duty.due if duty else task.due
    return [
        *(task.section.number, task.code, task.display_title),
        *((duty.unit.name, duty.unit.code) if duty else ("", "")),
        ", ".join(unit.name for unit in line.facts.coordinating),
        *(day_label(due) if due else "", task.due_wording),
        known.percent if known else None,
        state_word(duty.standing.state) if duty else state_word(UNASSIGNED),
        "×" if duty and duty.standing.is_due_soon else "",
        day_label(known.done_on) if known and known.done_on else "",
        duty.standing.days_late or None if duty else None,
        missing_words(task, duty),
    ]
