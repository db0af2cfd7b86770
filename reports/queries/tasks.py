"""The tasks of a programme as they stood on a day: who leads what, how far it is, until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from assignments.models import Assignment, Part, Section, Task, Unit
from indicators.models import Programme
from reports.models import TaskExtension, TaskUpdate
from reports.task_states import FourCounts, TaskStanding, count, standing_of


@dataclass(frozen=True)
class Progress:
    """The last approved word on a task."""

    percent: int
    words: str
    products: str
    done_on: date | None
    approved_on: date


@dataclass(frozen=True)
class Duty:
    """One unit's lead of a task, or of its own part of it, on the day."""

    assignment: Assignment
    task: Task
    unit: Unit
    due: date | None
    progress: Progress | None
    standing: TaskStanding


@dataclass(frozen=True)
class TaskFacts:
    """One task on the day; no duties where nobody is assigned."""

    task: Task
    duties: tuple[Duty, ...]
    coordinating: tuple[Unit, ...] = ()

    @property
    def counts(self) -> FourCounts:
        """The four counts over its leads."""
        return count(duty.standing for duty in self.duties)


@dataclass(frozen=True)
class ProgrammeTasks:
    """All tasks of a programme on a day, in the order of the document.

    `units` are those that take part in them, `province` all of the province, of all times.
    """

    programme: Programme
    as_of: date
    sections: tuple[Section, ...]
    tasks: tuple[TaskFacts, ...]
    units: dict[int, Unit] = field(default_factory=dict)
    province: dict[int, Unit] = field(default_factory=dict)

    @property
    def duties(self) -> list[Duty]:
        """Every unit's lead of every task."""
        return [duty for one in self.tasks for duty in one.duties]

    @property
    def unassigned(self) -> tuple[TaskFacts, ...]:
        """Tasks that nobody leads."""
        return tuple(one for one in self.tasks if not one.duties)


def programme_tasks(
    programme: Programme,
    as_of: date,
    *,
    units: Sequence[Unit] | None = None,
    codes: Sequence[str] | None = None,
) -> ProgrammeTasks:
    """Tasks with leads, coordination, progress and standing as known on the day; six queries.

    `units` narrows the duties to theirs, `codes` the tasks. A duty that passed on is shown with its
    heir; one that was done stays with the unit that did it.
    """
    tasks = _tasks(programme, codes)
    known_units = {unit.pk: unit for unit in Unit.objects.filter(province=programme.province_id)}
    assignments = _assignments(programme, as_of, units, codes)
    by_key = {task.pk: task for task in tasks}
    rows = [row for row in assignments if row.task_id in by_key]
    for row in rows:
        row.task, row.unit = by_key[row.task_id or 0], known_units[row.unit_id]
        row.programme = programme
    leads = [row for row in rows if row.part == Part.LEAD]
    progress = latest_progress(leads, as_of)
    deadlines = deadlines_on(leads, as_of)
    duties: dict[int | None, list[Duty]] = defaultdict(list)
    for row in leads:
        known, due = progress.get(row.pk), deadlines[row.pk]
        standing = standing_of(due, known.done_on if known else None, as_of)
        task = by_key[row.task_id or 0]
        duties[row.task_id].append(Duty(row, task, row.unit, due, known, standing))
    others: dict[int | None, list[Unit]] = defaultdict(list)
    for row in rows:
        if row.part != Part.LEAD:
            others[row.task_id].append(row.unit)
    return ProgrammeTasks(
        programme=programme,
        as_of=as_of,
        sections=_sections(programme, tasks, codes),
        tasks=tuple(
            TaskFacts(task, tuple(duties[task.pk]), tuple(others[task.pk])) for task in tasks
        ),
        units={row.unit_id: row.unit for row in rows},
        province=known_units,
    )


def _tasks(programme: Programme, codes: Sequence[str] | None) -> list[Task]:
    tasks = Task.objects.filter(programme=programme, retired_at=None).select_related("section")
    if codes is not None:
        tasks = tasks.filter(code__in=codes)
    return list(tasks.order_by("position"))


def _sections(
    programme: Programme, tasks: Sequence[Task], codes: Sequence[str] | None
) -> tuple[Section, ...]:
    """Every section of the document; of chosen tasks their own, which are known."""
    if codes is None:
        return tuple(programme.sections.all())
    return tuple({task.section_id: task.section for task in tasks}.values())


def _assignments(
    programme: Programme,
    as_of: date,
    units: Sequence[Unit] | None,
    codes: Sequence[str] | None,
) -> list[Assignment]:
    rows = Assignment.objects.on(as_of).filter(programme=programme, task__isnull=False)
    if units is not None:
        rows = rows.filter(unit__in=[unit.pk for unit in units])
    if codes is not None:
        rows = rows.filter(task__code__in=codes).select_related("responsible")
    return list(rows.order_by("task_id", "part", "position", "unit__code"))


def latest_progress(leads: Sequence[Assignment], as_of: date) -> dict[int, Progress]:
    """The last word on each lead among what had been approved by the day; one query."""
    rows = TaskUpdate.objects.counting(as_of).filter(_of(leads))
    latest = Window(
        RowNumber(),
        partition_by=F("assignment_id"),
        order_by=[F("speaks_for").desc(), F("approved_on").desc(), F("pk").desc()],
    )
    columns = ("assignment_id", "progress", "words", "products", "done_on", "approved_on")
    last = rows.annotate(place=latest).filter(place=1).order_by()
    return {key: Progress(*content) for key, *content in last.values_list(*columns)}


def deadlines_on(leads: Sequence[Assignment], as_of: date) -> dict[int, date | None]:
    """Each lead's deadline as it stood on the day: what was granted later does not count yet.

    One query.
    """
    known = {row.pk: row.deadline for row in leads}
    granted = TaskExtension.objects.filter(_of(leads), granted_until__isnull=False)
    for wish in granted.order_by("-decided_at", "-pk"):
        decided = timezone.localdate(wish.decided_at) if wish.decided_at else as_of
        if decided > as_of and wish.assignment_id in known:
            known[wish.assignment_id] = wish.due_before
    return known


_FEW = 300


def _of(leads: Sequence[Assignment]) -> Q:
    """What belongs to the leads: by their keys if they are few, else by their programmes."""
    if len(leads) <= _FEW:
        return Q(assignment__in=[row.pk for row in leads])
    return Q(assignment__programme__in={row.programme_id for row in leads})
