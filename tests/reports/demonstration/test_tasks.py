"""The demonstration of tasks: every count to be seen, every word marked, the same on every day."""

from __future__ import annotations

from datetime import timedelta

from indicators.models import Programme
from reports.demonstration.task_plan import Duty, courses
from reports.models import TaskExtension, TaskUpdate
from reports.queries.tasks import programme_tasks
from reports.task_states import count
from tests.conftest import TODAY

CODES = ("ha-tinh-15-ctr-tu", "thanh-hoa-57-kh-tu")


def counts(code):
    programme = Programme.objects.get(code=code)
    return count(duty.standing for duty in programme_tasks(programme, TODAY).duties)


def test_every_count_and_extension_is_to_be_seen(loaded):
    for code in CODES:
        found = counts(code)
        seen = (found.done_on_time, found.done_late, found.running, found.overdue, found.due_soon)
        assert all(seen), code
        wishes = TaskExtension.objects.filter(assignment__programme__code=code)
        asked = wishes.filter(asked_by__username="canbo-minh-hoa")
        assert asked.filter(decided_at=None).count() == 1
        assert asked.filter(granted_until__isnull=False).count() == 1


def test_everything_invented_says_so(loaded):
    for update in TaskUpdate.objects.exclude(words=""):
        assert "minh họa" in update.words
        assert not update.products or "minh họa" in update.products
    for wish in TaskExtension.objects.select_related("assignment__task"):
        assert "minh họa" in wish.reason
        assert wish.assignment.task.due is None


def test_reports_tell_of_their_tasks(loaded):
    told = TaskUpdate.objects.filter(report__isnull=False).exclude(progress=None)
    assert {"submitted", "returned", "draft"} <= set(told.values_list("report__state", flat=True))
    returned = told.get(state="returned")
    assert (returned.progress, returned.products) == (100, "")


def test_the_same_plan_whatever_the_order():
    duties = [Duty("1.2.c", str(key), True, TODAY - timedelta(days=300)) for key in range(30)]
    duties += [Duty("2", str(key), True) for key in range(60)]
    plan = list(courses(duties, TODAY, "7", {"8"}))
    assert set(plan) == set(courses(duties[::-1], TODAY, "7", {"8"}))
    assert all(one.done_on is None or one.done_on < TODAY for one in plan)
    assert len({str(one.duty) for one in plan}) == len(plan)
    assert not [one for one in plan if one.duty.due and one.due]
