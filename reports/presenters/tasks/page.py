"""One task: its words, its leads with how far they are, and what is clear of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assignments.models import Assignment
from reports.presenters.rows import Link, UnitView, unit_view
from reports.presenters.tasks.clarity import ClarityLine, clarity_lines
from reports.presenters.tasks.listing import due_text, few_names
from reports.presenters.tasks.states import (
    WORST_FIRST,
    StateView,
    state_counts,
    state_view,
    sum_text,
)
from reports.queries.tasks import Duty, ProgrammeTasks, TaskFacts
from tracker.common.labels import day_label


@dataclass(frozen=True)
class DutyRow:
    """One lead of a task, in the table of a task that many lead."""

    unit: UnitView
    url: str
    due: str
    progress: str
    words: str
    responsible: str
    state: StateView


@dataclass(frozen=True)
class DutyView:
    """The lead that is looked at, in full."""

    unit: UnitView
    since: str
    due: str
    progress: str
    percent: int | None
    words: str
    products: str
    reported: str
    done: str
    responsible: str
    state: StateView


@dataclass(frozen=True)
class TaskPage:
    """Everything on the page of a task but its history and what can be done."""

    code: str
    title: str
    section: str
    section_url: str
    heading: str
    text: str
    due: str
    due_wording: str
    product: str
    is_quoted: bool
    document: str
    document_url: str
    coordinating: tuple[UnitView, ...]
    coordinating_few: str
    leads: int
    states: tuple[StateView, ...]
    sum: str
    focus: DutyView | None
    clarity: tuple[ClarityLine, ...]


def task_page(tasks: ProgrammeTasks, facts: TaskFacts, focus: Duty | None, link: Link) -> TaskPage:
    """The task on the day."""
    task, counts = facts.task, facts.counts
    programme = tasks.programme
    issued = {"number": programme.number, "day": day_label(programme.issued_on)}
    return TaskPage(
        code=task.code,
        title=task.display_title,
        section=f"{task.section.number}. {task.section.display_title}",
        section_url=link("tasks", section=task.section.number),
        heading=task.heading,
        text=task.text,
        due=due_text((focus,) if focus else facts.duties, facts),
        due_wording=task.due_wording,
        product=task.product,
        is_quoted=bool(task.product) and task.product in task.text,
        document=_("%(number)s of %(day)s") % issued,
        document_url=f"{link('clauses')}#task-{task.code}",
        coordinating=tuple(unit_view(unit, link) for unit in facts.coordinating),
        coordinating_few=few_names(facts.coordinating),
        leads=len(facts.duties),
        states=state_counts(counts),
        sum=sum_text(counts),
        focus=_focus(focus, link) if focus else None,
        clarity=clarity_lines(facts, focus),
    )


def _focus(duty: Duty, link: Link) -> DutyView:
    known = duty.progress
    return DutyView(
        unit=unit_view(duty.unit, link),
        since=_since(duty.assignment),
        due=day_label(duty.due) if duty.due else "",
        progress=f"{known.percent} %" if known else "",
        percent=known.percent if known else None,
        words=known.words if known else "",
        products=known.products if known else "",
        reported=day_label(known.approved_on) if known else "",
        done=day_label(known.done_on) if known and known.done_on else "",
        responsible=_person(duty),
        state=state_view(duty.standing),
    )


def _since(assignment: Assignment) -> str:
    """From when on the unit leads, and by whose word."""
    origin = str(assignment.get_origin_display())
    if assignment.valid_from is None:
        return origin
    day = day_label(assignment.valid_from)
    return _("since %(day)s, %(origin)s") % {"day": day, "origin": origin}


def _person(duty: Duty) -> str:
    person = duty.assignment.responsible
    return person.full_name if person else ""


def worst_first(duties: Sequence[Duty]) -> list[Duty]:
    """The leads by state, then by days late, then by what is left, then by code."""
    return sorted(
        duties,
        key=lambda duty: (
            WORST_FIRST.index(duty.standing.state),
            -duty.standing.days_late,
            duty.progress.percent if duty.progress else 0,
            duty.unit.code,
        ),
    )


def duty_rows(duties: Sequence[Duty], link: Link) -> tuple[DutyRow, ...]:
    """The leads as lines of a table; each links to its own part."""
    return tuple(
        DutyRow(
            unit=unit_view(duty.unit, link),
            url=link("task", duty.task.code, **{"don-vi": duty.unit.code}),
            due=day_label(duty.due) if duty.due else "",
            progress=f"{duty.progress.percent} %" if duty.progress else "",
            words=duty.progress.words if duty.progress else "",
            responsible=_person(duty),
            state=state_view(duty.standing),
        )
        for duty in duties
    )
