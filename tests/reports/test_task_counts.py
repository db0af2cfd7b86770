"""The counts of the overview are those of the list of tasks."""

from datetime import date, timedelta

import pytest

from assignments.models import Assignment, Part, Section, Task
from reports.filling import TaskFilling
from reports.queries.task_counts import task_counts
from reports.queries.tasks import programme_tasks
from reports.task_extensions import set_deadline
from reports.task_progress import record_progress
from tests.conftest import TODAY


@pytest.fixture
def tasks(programme, units, reviewer):
    """Four tasks: done late, overdue until more time was given, running, led by nobody."""
    section = Section.objects.create(programme=programme, number="1", title="Mục", position=0)
    dues = (date(2026, 3, 1), date(2026, 6, 1), None, None)
    rows = [
        Task.objects.create(
            programme=programme,
            section=section,
            code=f"1.{place}",
            title="Việc",
            text="Việc",
            due=due,
            position=place,
        )
        for place, due in enumerate(dues)
    ]
    leads = [
        Assignment.objects.create(
            programme=programme, task=row, unit=units["42-sxd"], part=Part.LEAD
        )
        for row in rows[:3]
    ]
    done = TaskFilling(progress=100, words="Xong", done_on=date(2026, 4, 1))
    record_progress(assignments={leads[0]: done}, by=reviewer)
    set_deadline(assignment=leads[1], due=date(2026, 12, 1), reason="Chờ vốn", by=reviewer)
    return rows


@pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(days=1), date(2026, 2, 1)])
def test_they_are_the_counts_of_the_list(programme, tasks, day):
    found = programme_tasks(programme, day)
    standings = [duty.standing for duty in found.duties]
    counted = task_counts(programme, day)
    assert counted.counts.total == len(standings) == 3
    for name in ("done_on_time", "done_late", "running", "overdue"):
        assert getattr(counted.counts, name) == sum(one.state == name for one in standings)
    assert counted.unassigned == len(found.unassigned) == 1


def test_what_was_decided_later_did_not_count_before(programme, tasks):
    yesterday = task_counts(programme, TODAY - timedelta(days=1)).counts
    assert (yesterday.overdue, yesterday.done_late, yesterday.running) == (2, 0, 1)
    now = task_counts(programme, TODAY).counts
    assert (now.overdue, now.done_late, now.running, now.due_soon) == (0, 1, 2, 1)


def test_it_takes_three_queries(programme, tasks, django_assert_num_queries):
    with django_assert_num_queries(3):
        task_counts(programme, TODAY)
