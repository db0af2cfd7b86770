"""More time for a task: asked by its unit, decided by the Office, and dated."""

from datetime import date, timedelta

import pytest
import time_machine

from assignments.models import Assignment
from reports.models import Notification, TaskExtension
from reports.queries.tasks import programme_tasks
from reports.task_extensions import (
    TaskExtensionError,
    ask_more_time,
    decide_more_time,
    set_deadline,
)
from tests.conftest import TODAY
from tests.reports.task_cast import DONE, lead, lead_of, record, three_tasks
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

LATER = date(2027, 3, 1)


@pytest.fixture
def tasks(programme, units):
    return three_tasks(programme, units)


@pytest.fixture
def wish(tasks, reporter, reviewer):
    return ask_more_time(
        assignment=lead_of(tasks["1.1"]), reason="Chờ vốn", wanted_until=LATER, by=reporter
    )


def due_on(programme, day):
    (facts,) = programme_tasks(programme, day, codes=["1.1"]).tasks
    return facts.duties[0].due


def test_asking_tells_the_office(wish, reviewer, tasks):
    assert (wish.due_before, wish.wanted_until) == (date(2026, 12, 1), LATER)
    notice = Notification.objects.get(person=reviewer)
    assert notice.url == "/p/small/nhiem-vu/1.1/"
    assert Event.objects.order_by("-id").first().verb == "task_extension.asked"


def test_a_second_request_waits_for_the_first(wish, tasks, head):
    with pytest.raises(TaskExtensionError):
        ask_more_time(assignment=lead_of(tasks["1.1"]), reason="x", wanted_until=LATER, by=head)
    assert TaskExtension.objects.count() == 1


@pytest.mark.parametrize(
    ("reason", "until"), [(" ", LATER), ("x", date(2026, 12, 1)), ("x", date(2026, 11, 25))]
)
def test_half_a_request_is_none(tasks, reporter, reason, until):
    with pytest.raises(TaskExtensionError):
        ask_more_time(
            assignment=lead_of(tasks["1.1"]), reason=reason, wanted_until=until, by=reporter
        )


def test_only_the_unit_itself_asks(tasks, units, reviewer, reporter):
    for row, who in (
        (lead_of(tasks["1.1"]), reviewer),
        (lead_of(tasks["1.2"], units["18073"]), reporter),
    ):
        with pytest.raises(NotAllowedError):
            ask_more_time(assignment=row, reason="x", wanted_until=LATER, by=who)


def test_a_grant_counts_from_its_day(programme, wish, reviewer, reporter):
    decide_more_time(wish=wish, granted_until=LATER, answer="", by=reviewer)
    assert due_on(programme, TODAY) == LATER
    assert due_on(programme, TODAY - timedelta(days=1)) == date(2026, 12, 1)
    assert Notification.objects.filter(person=reporter).exists()
    with pytest.raises(TaskExtensionError):
        decide_more_time(wish=wish, granted_until=None, answer="thôi", by=reviewer)


def test_declining_needs_an_answer(programme, wish, reviewer):
    with pytest.raises(TaskExtensionError):
        decide_more_time(wish=wish, granted_until=None, answer=" ", by=reviewer)
    decide_more_time(wish=wish, granted_until=None, answer="Không đủ căn cứ", by=reviewer)
    assert due_on(programme, TODAY) == date(2026, 12, 1)


@pytest.mark.parametrize("who", ["reporter", "reader", "stranger", "administrator"])
def test_only_the_office_decides_and_sets(tasks, wish, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(NotAllowedError):
        decide_more_time(wish=wish, granted_until=LATER, answer="", by=user)
    with pytest.raises(NotAllowedError):
        set_deadline(assignment=wish.assignment, due=LATER, reason="x", by=user)


def test_the_office_sets_a_deadline_itself(programme, tasks, units, reviewer):
    row = lead(tasks["2.1"], units["42-sxd"])
    set_deadline(assignment=row, due=LATER, reason="KL 12", by=reviewer)
    assert lead_of(tasks["2.1"]).deadline == LATER
    for due, reason in ((LATER, "x"), (date(2027, 4, 1), " ")):
        with pytest.raises(TaskExtensionError):
            set_deadline(assignment=row, due=due, reason=reason, by=reviewer)


def test_two_who_move_a_deadline_at_once(tasks, reviewer):
    mine, theirs = lead_of(tasks["1.1"]), lead_of(tasks["1.1"])
    set_deadline(assignment=mine, due=LATER, reason="x", by=reviewer)
    with pytest.raises(TaskExtensionError):
        set_deadline(assignment=theirs, due=date(2027, 6, 1), reason="y", by=reviewer)
    assert lead_of(tasks["1.1"]).due == LATER
    assert TaskExtension.objects.count() == 1


def test_what_is_done_or_elsewhere_has_no_deadline(tasks, reviewer, reporter):
    record(lead_of(tasks["1.1"]), DONE, reviewer)
    with pytest.raises(TaskExtensionError):
        set_deadline(assignment=lead_of(tasks["1.1"]), due=LATER, reason="x", by=reviewer)
    Assignment.objects.filter(task=tasks["1.1"]).update(valid_to=TODAY, closed_on=None)
    gone = Assignment.objects.filter(task=tasks["1.1"], part="lead").get()
    with pytest.raises(TaskExtensionError):
        ask_more_time(assignment=gone, reason="x", wanted_until=LATER, by=reporter)


def test_a_deadline_moved_between_request_and_grant_is_kept_in_the_past(programme, wish, reviewer):
    """Asked on the 20th, moved by the Office on the 21st, granted on the 23rd."""
    moved = date(2026, 12, 20)
    with time_machine.travel("2026-11-21T12:00:00+07:00", tick=False):
        set_deadline(assignment=wish.assignment, due=moved, reason="Theo kết luận", by=reviewer)
    with time_machine.travel("2026-11-23T12:00:00+07:00", tick=False):
        wish.assignment.refresh_from_db()
        decide_more_time(wish=wish, granted_until=LATER, answer="", by=reviewer)
    days = [date(2026, 11, day) for day in (20, 22, 23)]
    assert [due_on(programme, day) for day in days] == [date(2026, 12, 1), moved, LATER]
