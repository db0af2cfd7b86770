"""The document's own words: clauses with their targets, sections with their tasks."""

from __future__ import annotations

from django.db.models import Prefetch

from assignments.models import Section, Task
from indicators.models import Clause, Programme, Target


def clauses_with_targets(programme: Programme) -> list[Clause]:
    """In the order of the document; each carries `stated`, its targets of live indicators."""
    targets = Target.objects.filter(indicator__retired_at=None).select_related("indicator")
    stated = Prefetch("targets", targets.order_by("indicator__position", "year"), "stated")
    return list(programme.clauses.order_by("position").prefetch_related(stated))


def sections_with_tasks(programme: Programme) -> list[Section]:
    """In the order of the document; each carries `live`, its tasks that are not retired."""
    tasks = Prefetch("tasks", Task.objects.filter(retired_at=None).order_by("position"), "live")
    return list(programme.sections.order_by("position").prefetch_related(tasks))
