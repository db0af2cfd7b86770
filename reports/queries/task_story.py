"""What happened with one task until a day: updates, more time, from whom to whom it passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils.timezone import make_aware

from assignments.models import Assignment, Inheritance, Succession, Task
from reports.models import EntryState, Evidence, TaskExtension, TaskUpdate
from reports.queries.evidence import visible_evidence
from tracker.accounts.models import User
from tracker.audit.models import Event

DEEDS = (
    *("assignment.made", "assignment.moved", "assignment.ended", "assignment.responsible"),
    *("task.changed", "task.product_set"),
)
"""What the ledger tells of a task beside what its own rows tell."""


@dataclass(frozen=True)
class Story:
    """One lead's part and those that it came from; only the task's own deeds without a lead."""

    passings: tuple[Inheritance, ...] = ()
    updates: tuple[TaskUpdate, ...] = ()
    extensions: tuple[TaskExtension, ...] = ()
    events: tuple[Event, ...] = ()
    files: dict[int, list[Evidence]] | None = None

    def undecided(self, lead: Assignment) -> TaskExtension | None:
        """The lead's request that waits for a decision."""
        mine = (one for one in self.extensions if one.assignment_id == lead.pk)
        return next((one for one in mine if one.decided_at is None), None)

    def files_of(self, update: TaskUpdate) -> list[Evidence]:
        """The files beside an update that may be seen."""
        return (self.files or {}).get(update.pk, [])


def story_of(
    task: Task, lead: Assignment | None, as_of: date, user: User, *, of_office: bool
) -> Story:
    """Everything of the lead's chain that was known on the day; six queries, one without a lead."""
    end = make_aware(datetime.combine(as_of + timedelta(days=1), time.min))
    events = Event.objects.filter(
        programme_code=task.programme.code,
        subject_key=task.code,
        verb__in=DEEDS,
        happened_at__lt=end,
    )
    told = tuple(events.select_related("actor").order_by("-id"))
    if lead is None:
        return Story(events=told)
    passings = _chain(task, lead, as_of)
    chain = {lead.pk, *(row.source_id for row in passings)}
    chain |= {row.heir_id for row in passings if row.heir_id}
    updates = TaskUpdate.objects.filter(
        assignment__in=chain, state=EntryState.APPROVED, approved_on__lte=as_of
    )
    rows = tuple(
        updates.select_related("report__period", "assignment__unit", "updated_by").order_by(
            "-approved_on", "-pk"
        )
    )
    wishes = TaskExtension.objects.filter(assignment__in=chain, asked_at__lt=end)
    people = ("asked_by", "decided_by", "assignment__unit")
    return Story(
        passings=passings,
        updates=rows,
        extensions=tuple(wishes.select_related(*people).order_by("-pk")),
        events=told,
        files=_files(rows, visible_evidence(user, task.programme, of_office=of_office)),
    )


def _chain(task: Task, lead: Assignment, as_of: date) -> tuple[Inheritance, ...]:
    """How the part came to this lead, and where it went: every step until the day; one query."""
    rows = Inheritance.objects.filter(source__task=task, passed_on__lte=as_of)
    before: dict[int | None, list[Inheritance]] = defaultdict(list)
    after: dict[int | None, list[Inheritance]] = defaultdict(list)
    for row in rows.select_related("source__unit", "heir__unit", "succession"):
        before[row.heir_id].append(row)
        after[row.source_id].append(row)
    found = {row.pk: row for row in after[lead.pk]}
    ahead = [lead.pk]
    while ahead:
        steps = [row for row in before[ahead.pop()] if row.pk not in found]
        found |= {row.pk: row for row in steps}
        ahead += [row.source_id for row in steps]
    _explain_ends(found.values())
    return tuple(sorted(found.values(), key=lambda row: (row.passed_on, row.pk), reverse=True))


def _explain_ends(steps: Iterable[Inheritance]) -> None:
    """Where a duty passed to nobody: the event with which its unit ended; one query if any."""
    ends = {
        (row.source.unit_id, row.passed_on): row
        for row in steps
        if row.heir is None and row.succession is None
    }
    if not ends:
        return
    for event in Succession.objects.filter(predecessor__in=[unit for unit, _day in ends]):
        step = ends.get((event.predecessor_id, event.happened_on))
        if step is not None:
            step.succession = event


def _files(updates: Sequence[TaskUpdate], visible: QuerySet[Evidence]) -> dict[int, list[Evidence]]:
    """The files beside the updates, of those that may be seen."""
    rows = visible.filter(task_update__in=[row.pk for row in updates], removed_at=None)
    found: dict[int, list[Evidence]] = defaultdict(list)
    for row in rows:
        found[row.task_update_id or 0].append(row)
    return dict(found)
