"""A task as somebody stands before it: the day, the lead that is looked at, and their part."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest

from assignments.permissions import UNIT_ROLES, has_role, is_office
from reports.models import TaskExtension
from reports.notices import people_of
from reports.presenters.tasks.acts import Offer
from reports.queries.tasks import Duty, ProgrammeTasks, TaskFacts, programme_tasks
from reports.views.desk import Desk, open_desk

ALL = "tat-ca"
"""In the address of a task that many lead: no unit, not even one's own."""


@dataclass(frozen=True)
class TaskPlace:
    """One task of a visible programme on a day; `focus` is the lead that is looked at."""

    desk: Desk
    tasks: ProgrammeTasks
    facts: TaskFacts
    focus: Duty | None
    is_office: bool

    @property
    def is_own(self) -> bool:
        """Whether the person reports for the unit that is looked at, or heads it."""
        return self.focus is not None and has_role(self.desk.user, self.focus.unit, *UNIT_ROLES)

    @property
    def seen(self) -> str:
        """What a form sends back, so that a lead that passed on meanwhile is noticed."""
        return str(self.focus.assignment.pk) if self.focus else ""

    def url(self, name: str) -> str:
        """The address of this task's page or form, with the chosen lead where there are many."""
        if len(self.facts.duties) <= 1:
            return self.desk.url(name, self.facts.task.code)
        chosen = self.focus.unit.code if self.focus else ALL
        return self.desk.url(name, self.facts.task.code, **{"don-vi": chosen})

    def offer(self, wish: TaskExtension | None) -> Offer | None:
        """What can be done here; nothing on a past day. `wish` waits for a decision."""
        if not self.desk.is_today:
            return None
        focus = self.focus
        people = people_of([focus.unit.pk], UNIT_ROLES) if focus and self.is_own else []
        units = self.tasks.province.values()
        return Offer(
            facts=self.facts,
            focus=focus,
            is_office=self.is_office,
            is_own=self.is_own,
            units=[unit for unit in units if unit.is_valid_on(self.desk.as_of)],
            people=people,
            wish=wish if self.is_office or self.is_own else None,
        )

    def wish(self) -> TaskExtension | None:
        """The request for more time that waits for a decision."""
        if self.focus is None:
            return None
        rows = TaskExtension.objects.filter(assignment=self.focus.assignment, decided_at=None)
        return rows.select_related("asked_by").first()


def open_task(request: HttpRequest, code: str, task: str) -> TaskPlace:
    """The place of the address; 404 for a task that the programme does not hold.

    Looked at is the unit of the address (`?don-vi=`), the only lead, or the person's own unit.
    """
    desk = open_desk(request, code)
    tasks = programme_tasks(desk.programme, desk.as_of, codes=[task])
    facts = next(iter(tasks.tasks), None)
    if facts is None:
        raise Http404
    facts.task.programme = desk.programme
    prefetch_related_objects([desk.user], "memberships")
    return TaskPlace(
        desk=desk,
        tasks=tasks,
        facts=facts,
        focus=_focus(request, desk, facts),
        is_office=is_office(desk.user, desk.programme),
    )


def _focus(request: HttpRequest, desk: Desk, facts: TaskFacts) -> Duty | None:
    wanted = request.GET.get("don-vi")
    if len(facts.duties) == 1:
        return facts.duties[0]
    if wanted is not None:
        return next((one for one in facts.duties if one.unit.code == wanted), None)
    own = [one for one in facts.duties if has_role(desk.user, one.unit, *UNIT_ROLES)]
    return own[0] if len(own) == 1 else None
