"""How many tasks stand where on a day: the four counts without the tasks themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import FilteredRelation, Q

from assignments.models import Part, Task
from indicators.models import Programme
from reports.models import TaskExtension, TaskUpdate
from reports.task_states import FourCounts, count, standing_of
from tracker.common.timestamps import end_of


@dataclass(frozen=True)
class TaskCounts:
    """The four counts over all leads, and how many tasks nobody leads."""

    counts: FourCounts
    unassigned: int


def task_counts(programme: Programme, as_of: date) -> TaskCounts:
    """What `programme_tasks` counts, for pages that show nothing else of them; three queries."""
    rows = _leads(programme, as_of)
    done = _done(programme, as_of)
    earlier = _earlier_deadlines(programme, as_of)
    standings = [
        standing_of(earlier.get(key, due or stated), done.get(key), as_of)
        for key, due, stated in rows
        if key is not None
    ]
    return TaskCounts(count(standings), len(rows) - len(standings))


def _leads(programme: Programme, as_of: date) -> list[tuple[int | None, date | None, date | None]]:
    """Key, own deadline and stated deadline of every lead; key None for a task without one."""
    held = Q(assignments__valid_from__isnull=True) | Q(assignments__valid_from__lte=as_of)
    held &= Q(assignments__valid_to__isnull=True) | Q(assignments__valid_to__gt=as_of)
    lead = FilteredRelation("assignments", condition=held & Q(assignments__part=Part.LEAD))
    tasks = Task.objects.filter(programme=programme, retired_at=None).annotate(lead=lead)
    return list(tasks.values_list("lead__pk", "lead__due", "due").order_by())


def _done(programme: Programme, as_of: date) -> dict[int, date | None]:
    """The day of completion by the last word that counted on the day."""
    rows = TaskUpdate.objects.counting(as_of).filter(assignment__programme=programme)
    return dict(rows.last_word_last().values_list("assignment_id", "done_on"))


def _earlier_deadlines(programme: Programme, as_of: date) -> dict[int, date | None]:
    """The deadlines of leads to which more time was granted only after the day."""
    later = TaskExtension.objects.filter(
        assignment__programme=programme, granted_until__isnull=False, decided_at__gte=end_of(as_of)
    )
    rows = later.order_by("-decided_at", "-pk").values_list("assignment_id", "due_before")
    return dict(rows)
