"""Đôn đốc: who can be chased, once a day, and delivered once."""

from datetime import date, timedelta

import pytest

from reports import reminders, tasks
from reports.calendar import lock
from reports.models import Notification, Reminder
from reports.reminders import ReminderError, deliver_reminders, remind
from tests.conftest import TODAY
from tests.reports.figures import bring
from tests.reports.oversight_cast import (
    NOT_THE_OFFICE,
    commune_reporter,
    on,
    periods_of,
    returned,
    sent,
)
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError


@pytest.fixture
def periods(programme):
    return periods_of(programme, 2026, 2027)


@pytest.fixture
def third(periods):
    return periods["2026-Q3"]


@pytest.fixture
def sen(units):
    return units["18073"]


@pytest.fixture
def writer(sen):
    return commune_reporter(sen)


def test_a_chase_is_a_row_and_a_line_in_the_ledger(third, sen, writer, reviewer):
    done = remind(period=third, units=[sen], by=reviewer)
    assert (done.queued, done.already, done.not_owing, done.unreached) == ((sen,), (), (), ())
    row = Reminder.objects.get()
    assert (row.unit, row.period, row.day, row.queued_by) == (sen, third, TODAY, reviewer)
    assert row.sent_at is None
    event = Event.objects.get(verb="reminder.queued")
    assert (event.subject_key, event.actor) == ("18073/2026-Q3", reviewer)


def test_once_a_day_for_whatever_period(periods, sen, writer, reviewer):
    remind(period=periods["2026-Q3"], units=[sen], by=reviewer)
    again = remind(period=periods["2026-Q4"], units=[sen, sen], by=reviewer)
    assert (again.queued, again.already) == ((), (sen,))
    assert Reminder.objects.count() == 1
    with on(TODAY + timedelta(days=1)):
        assert remind(period=periods["2026-Q3"], units=[sen], by=reviewer).queued == (sen,)


def test_many_units_at_once(third, units, sen, writer, reviewer):
    remind(period=third, units=[sen], by=reviewer)
    done = remind(period=third, units=[sen, units["18754"], units["42-sxd"]], by=reviewer)
    assert (done.queued, done.already, done.not_owing) == (
        (units["18754"],),
        (sen,),
        (units["42-sxd"],),
    )
    assert done.unreached == (units["18754"],)


def test_who_has_sent_is_left_in_peace(third, sen, writer, reviewer):
    sent(third, sen, writer, date(2026, 9, 16))
    assert remind(period=third, units=[sen], by=reviewer).not_owing == (sen,)


def test_who_has_it_back_is_reminded(third, sen, writer, reviewer):
    returned(third, sen, writer, reviewer, date(2026, 9, 16))
    assert remind(period=third, units=[sen], by=reviewer).queued == (sen,)


def test_figures_from_a_file_need_no_chase(programme, third, sen, reviewer):
    bring(programme, reviewer, "broadband,18073,2026-Q3,,90,100,,official,")
    assert remind(period=third, units=[sen], by=reviewer).not_owing == (sen,)


def test_a_locked_period_and_one_to_come(periods, sen, reviewer):
    lock(period=periods["2026-Q2"], by=reviewer)
    for code in ("2026-Q2", "2027-Q1"):
        with pytest.raises(ReminderError):
            remind(period=periods[code], units=[sen], by=reviewer)
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("name", NOT_THE_OFFICE)
def test_only_the_office_chases(third, sen, request, name):
    with pytest.raises(NotAllowedError):
        remind(period=third, units=[sen], by=request.getfixturevalue(name))


def test_somebody_else_was_faster(third, sen, units, writer, reviewer, monkeypatch):
    """Between reading who was chased today and writing, a colleague chases one of them."""
    queue = reminders._queue

    def slow(period, fresh, by):
        Reminder.objects.create(period=period, unit=sen, day=TODAY, queued_by=reviewer)
        queue(period, fresh, by)

    monkeypatch.setattr(reminders, "_queue", slow)
    with pytest.raises(ReminderError):
        remind(period=third, units=[units["18754"], sen], by=reviewer)
    assert not Event.objects.filter(verb="reminder.queued").exists()


def test_delivery_writes_to_everybody_of_the_unit_once(third, sen, writer, reviewer):
    colleague = commune_reporter(sen, "colleague")
    gone = commune_reporter(sen, "gone")
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    remind(period=third, units=[sen], by=reviewer)
    assert deliver_reminders() == 1
    assert deliver_reminders() == 0
    lines = Notification.objects.filter(kind="reminder")
    assert {line.person for line in lines} == {writer, colleague}
    assert len(lines) == 2
    assert "2026-Q3" in lines[0].url
    assert Reminder.objects.get().sent_at is not None


def test_a_unit_without_people_is_done_with(third, sen, reviewer):
    remind(period=third, units=[sen], by=reviewer)
    deliver_reminders()
    assert Reminder.objects.get().sent_at is not None
    assert not Notification.objects.exists()


def test_two_workers_deliver_one_reminder_once(third, sen, writer, reviewer):
    """The second worker read the row before the first had claimed it."""
    remind(period=third, units=[sen], by=reviewer)
    row = Reminder.objects.select_related("unit").get()
    assert reminders._deliver(third, row, is_wanted=True)
    assert not reminders._deliver(third, row, is_wanted=True)
    assert Notification.objects.filter(kind="reminder").count() == 1


def test_a_failure_leaves_it_queued(third, sen, writer, reviewer, monkeypatch):
    remind(period=third, units=[sen], by=reviewer)

    def fails(*_args, **_options):
        raise RuntimeError

    monkeypatch.setattr(reminders, "notify_unit", fails)
    with pytest.raises(RuntimeError):
        deliver_reminders()
    assert Reminder.objects.get().sent_at is None
    monkeypatch.undo()
    assert deliver_reminders() == 1


def test_sent_meanwhile_nobody_is_bothered(third, sen, writer, reviewer):
    remind(period=third, units=[sen], by=reviewer)
    Notification.objects.all().delete()
    sent(third, sen, writer, TODAY)
    assert deliver_reminders() == 0
    assert Reminder.objects.get().sent_at is not None
    assert not Notification.objects.filter(kind="reminder").exists()


def test_the_task_delivers_and_is_scheduled(third, sen, writer, reviewer, settings):
    remind(period=third, units=[sen], by=reviewer)
    tasks.deliver_reminders()
    assert Notification.objects.filter(kind="reminder", person=writer).count() == 1
    scheduled = {one["task"]: one["schedule"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled["reports.deliver_reminders"] == 60
