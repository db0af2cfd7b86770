"""What the Office records of a task itself: it counts from today, and closes what is done."""

from datetime import date, timedelta

import pytest

from assignments.models import Assignment, Part
from reports.filling import TaskFilling, UpdateError
from reports.models import EntryState, TaskUpdate
from reports.queries.tasks import programme_tasks
from reports.task_progress import record_progress
from reports.task_states import TaskState
from tests.conftest import TODAY
from tests.reports.task_cast import DONE, LATE, RUNNING, lead_of, record, three_tasks
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError


@pytest.fixture
def tasks(programme, units):
    return three_tasks(programme, units)


def standing(programme, code, day=TODAY):
    (facts,) = programme_tasks(programme, day, codes=[code]).tasks
    return facts.duties[0]


def test_progress_counts_from_today(programme, tasks, reviewer):
    record(lead_of(tasks["1.1"]), RUNNING, reviewer)
    assert standing(programme, "1.1").progress.percent == 40
    assert standing(programme, "1.1", TODAY - timedelta(days=1)).progress is None
    update = TaskUpdate.objects.get()
    assert (update.state, update.report, update.approved_on) == (EntryState.APPROVED, None, TODAY)
    assert Event.objects.order_by("-id").first().verb == "task_update.recorded"


def test_the_last_word_counts(programme, tasks, reviewer):
    row = lead_of(tasks["1.1"])
    record(row, DONE, reviewer)
    assert standing(programme, "1.1").standing.state == TaskState.DONE_ON_TIME
    assert lead_of(tasks["1.1"]).closed_on == date(2025, 6, 1)
    record(row, RUNNING, reviewer)
    assert standing(programme, "1.1").standing.state == TaskState.RUNNING
    assert lead_of(tasks["1.1"]).closed_on is None


def test_each_lead_is_counted_by_itself(programme, tasks, units, reviewer):
    record(lead_of(tasks["1.2"], units["18073"]), LATE, reviewer)
    (facts,) = programme_tasks(programme, TODAY, codes=["1.2"]).tasks
    assert (facts.counts.done_late, facts.counts.overdue, facts.counts.total) == (1, 1, 2)


@pytest.mark.parametrize(
    "filling",
    [
        TaskFilling(progress=None, words="x"),
        TaskFilling(progress=40, words=" "),
        TaskFilling(progress=101, words="x"),
        TaskFilling(progress=100, words="x"),
        TaskFilling(progress=90, words="x", done_on=date(2026, 1, 1)),
        TaskFilling(progress=100, words="x", done_on=TODAY + timedelta(days=1)),
    ],
)
def test_half_a_word_is_none(tasks, units, reviewer, filling):
    good = lead_of(tasks["1.2"], units["18073"])
    with pytest.raises(UpdateError):
        record_progress(assignments={good: RUNNING, lead_of(tasks["1.1"]): filling}, by=reviewer)
    assert not TaskUpdate.objects.exists()


def test_only_a_lead_has_progress(tasks, reviewer):
    joined = Assignment.objects.select_related("programme", "task", "unit")
    with pytest.raises(UpdateError):
        record(joined.get(part=Part.COORDINATING), RUNNING, reviewer)


@pytest.mark.parametrize("who", ["reporter", "reader", "stranger", "administrator"])
def test_only_the_office_records(tasks, who, request):
    with pytest.raises(NotAllowedError):
        record(lead_of(tasks["1.1"]), RUNNING, request.getfixturevalue(who))
