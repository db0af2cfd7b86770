"""Tasks as lines of a file: one for each lead; and what nobody leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from reports.presenters.rows import UnitView
from reports.presenters.tasks.clarity import missing_words
from reports.presenters.tasks.selection import Line
from reports.presenters.tasks.states import UNASSIGNED, state_word
from reports.presenters.tasks.unassigned import UnledLine
from reports.queries.tasks import Duty, TaskFacts
from reports.queries.unled import Unled
from tracker.common.table_file import Table, Value


def task_table(title: str, lines: Iterable[Line]) -> Table:
    """Each lead of each line; what nobody leads once."""
    header = [
        *(_("Section"), _("Code"), _("Task"), _("Lead unit"), _("Code of the unit")),
        *(_("Coordinating units"), _("Time limit"), _("Time limit as worded")),
        *(_("Progress in percent"), _("State"), _("Due soon"), _("Completed on")),
        *(_("Days late"), _("Missing of the five clear things")),
    ]
    return Table(title, header, _rows(lines))


def one_task_table(facts: TaskFacts) -> Table:
    """The leads of one task."""
    return task_table(_("Task %(code)s") % {"code": facts.task.code}, [Line(facts)])


def _rows(lines: Iterable[Line]) -> Iterator[Sequence[Value]]:
    for line in lines:
        duties: Sequence[Duty | None] = (line.duty,) if line.duty else line.facts.duties or (None,)
        for duty in duties:
            yield _row(line.facts, duty)


def _row(facts: TaskFacts, duty: Duty | None) -> list[Value]:
    task = facts.task
    known = duty.progress if duty else None
    return [
        *(task.section.number, task.code, task.display_title),
        *((duty.unit.name, duty.unit.code) if duty else (None, None)),
        ", ".join(unit.name for unit in facts.coordinating),
        *(duty.due if duty else task.due, task.due_wording),
        known.percent if known else None,
        state_word(duty.standing.state) if duty else state_word(UNASSIGNED),
        "×" if duty and duty.standing.is_due_soon else "",
        known.done_on if known else None,
        duty.standing.days_late or None if duty else None,
        missing_words(task, duty),
    ]


def unled_table(lines: Sequence[UnledLine], rows: Sequence[Unled]) -> Table:
    """Tasks and indicators that nobody leads, with who led last and who could follow."""
    header = [
        *(_("Kind"), _("Code"), _("Name"), _("Last lead"), _("Lead ended on"), _("Why")),
        *(_("Legal basis"), _("Successors")),
    ]
    found: list[Sequence[Value]] = [
        [
            *(line.kind, row.subject.code, line.name, _name(line.last)),
            row.last.valid_to if row.last else None,
            *(line.why, line.basis, ", ".join(_name(unit) for unit in line.followers)),
        ]
        for line, row in zip(lines, rows, strict=True)
    ]
    return Table(_("Not assigned"), header, found, is_illustrative=False)


def _name(unit: UnitView | None) -> str:
    return unit.full_name or unit.name if unit else ""
