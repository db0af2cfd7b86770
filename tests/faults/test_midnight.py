"""The clock over midnight of a deadline, and set back: days are Việt Nam's, nothing is doubled.

In this process, with a clock that the tests move; the server's own is UTC, as in the times below.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from celery import current_app
from django.urls import reverse

from reports import reporting
from reports.calendar import open_year
from reports.drafting import open_report
from reports.jobs import tending
from reports.jobs.running import carry_out, claim
from reports.jobs.work.calendar import keep_calendar
from reports.models import Job, JobKind, JobState, Notification, Reminder, ReportingPeriod
from reports.planned_locks import plan_lock
from reports.reminders import deliver_reminders, remind
from reports.reporting import Filling, fill_entry, submit
from tests.conftest import decimal
from tests.containers.visitor import fields_of
from tests.reports.jobs.steps import slots, told_of_waking
from tracker.audit.models import Event
from tracker.common.schedule import Scheduler
from tracker.common.timestamps import now

NOON = "2026-12-10T05:00:00Z"
LAST_SECOND, MIDNIGHT = "2026-12-16T16:59:59Z", "2026-12-16T17:00:00Z"
"""Of 16/12, the deadline of Quý IV/2026."""
LOCK_DAY = date(2026, 12, 21)
BEFORE_LOCK, AFTER_LOCK = "2026-12-20T16:59:59Z", "2026-12-20T17:01:05Z"


def at(moment: str):
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def period(programme) -> ReportingPeriod:
    with at(NOON):
        open_year(programme=programme, year=2026, by=None)
    return ReportingPeriod.objects.select_related("programme__province").get(quarter=4)


@pytest.fixture
def report(period, units, reporter):
    """The department's, filled before the deadline."""
    with at(NOON):
        made = open_report(period=period, unit=units["42-sxd"], by=reporter)
        for entry in made.entries.all():
            filling = Filling(value=decimal("41.2"))
            fill_entry(entry=entry, filling=filling, version=entry.version, by=reporter)
    return made


def standing(report) -> tuple[str, date | None, bool]:
    report.refresh_from_db()
    return report.state, report.first_submitted_on, report.is_late


@pytest.mark.parametrize(
    ("moment", "day", "is_late"),
    [(LAST_SECOND, date(2026, 12, 16), False), (MIDNIGHT, date(2026, 12, 17), True)],
)
def test_the_last_second_of_the_deadline_is_in_time(report, reporter, moment, day, is_late):
    with at(moment):
        submit(report=report, by=reporter)
    assert standing(report) == ("submitted", day, is_late)


def test_midnight_in_the_middle_of_sending_does_not_split_the_day(report, reporter, monkeypatch):
    with at(LAST_SECOND) as clock:
        day = reporting.today

        def then_midnight() -> date:
            said = day()
            clock.shift(2)
            return said

        monkeypatch.setattr(reporting, "today", then_midnight)
        submit(report=report, by=reporter)
    assert standing(report) == ("submitted", date(2026, 12, 16), False)


def test_a_form_opened_before_midnight_is_sent_late_after_it(report, reporter, client):
    place = [report.period.programme.code, str(report.period.period), report.unit.code]
    with at(LAST_SECOND) as clock:
        client.force_login(reporter)
        url = reverse("report_check", args=place)
        page = client.get(f"{url}?as_of=2026-12-16")
        fields = fields_of(page.content.decode())
        clock.shift(30)
        act = reverse("report_act", args=place)
        answer = client.post(f"{act}?as_of=2026-12-16", fields | {"verb": "submit"})
    assert answer.status_code == 302
    assert standing(report) == ("submitted", date(2026, 12, 17), True)


def save(client, entry, value: str):
    report = entry.report
    place = [report.period.programme.code, str(report.period.period), report.unit.code]
    fields = {f"e{entry.pk}-version": f"{entry.version}-", f"e{entry.pk}-value": value}
    return client.post(reverse("entry_save", args=[*place, entry.pk]), fields)


def test_a_cell_is_saved_until_the_day_of_the_lock_begins(report, reporter, reviewer, client):
    with at(NOON):
        plan_lock(period=report.period, lock_on=LOCK_DAY, by=reviewer)
    entry = report.entries.select_related("report__period__programme", "report__unit").get()
    with at(BEFORE_LOCK) as clock:
        client.force_login(reporter)
        run_the_calendar()
        assert save(client, entry, "42").status_code == 200
        clock.move_to(AFTER_LOCK)
        run_the_calendar()
        entry.refresh_from_db()
        answer = save(client, entry, "43")
    assert answer.status_code == 400
    assert "Kỳ" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.value == 42
    assert Event.objects.filter(verb="period.locked_as_planned").count() == 1


def run_the_calendar() -> None:
    """As the schedule and a worker do."""
    tending.plan(now())
    for job in Job.objects.filter(kind=JobKind.CALENDAR, state=JobState.WAITING):
        carry_out(claim(job.pk), keep_calendar)


@pytest.fixture
def no_worker(monkeypatch) -> list[int]:
    """The jobs of which workers were told; nobody comes."""
    return told_of_waking(monkeypatch)


def test_the_jobs_of_a_new_day_are_asked_for_once(db, no_worker):
    with at("2026-12-16T16:59:50Z") as clock:
        for _tick in range(12):
            tending.tend()
            clock.shift(10)
        before = slots()
        clock.shift(-3600)
        for _tick in range(12):
            tending.tend()
            clock.shift(10)
    assert slots() == before
    assert [slot for slot in before if slot.startswith("calendar")] == [
        "calendar/2026-12-16",
        "calendar/2026-12-17",
    ]


def test_a_clock_set_back_keeps_no_job_waiting(report, reviewer, no_worker):
    with at(NOON) as clock:
        told = Job.objects.create(kind=JobKind.CHECK, language="vi", asked_at=now())
        lost = Job.objects.create(kind=JobKind.CHECK, language="vi", asked_at=now())
        claim(lost.pk)
        tending.tend()
        clock.shift(-3600)
        no_worker.clear()
        tending.tend()
    lost.refresh_from_db()
    assert lost.state == JobState.WAITING
    assert {told.pk, lost.pk} <= set(no_worker)


def test_a_clock_set_back_doubles_no_reminder(period, units, reviewer):
    ward = [units["18073"]]
    with at("2026-12-16T17:10:00Z") as clock:
        assert remind(period=period, units=ward, by=reviewer).queued
        deliver_reminders()
        clock.shift(-300)
        assert remind(period=period, units=ward, by=reviewer).already
        deliver_reminders()
    assert Reminder.objects.count() == 1
    assert Notification.objects.filter(kind="reminder").count() <= 1


def test_a_clock_set_back_ends_no_session_and_makes_none_endless(reporter, client, settings):
    with at(NOON) as clock:
        client.force_login(reporter)
        clock.shift(-3600)
        assert client.get(reverse("my_work", args=["small"])).status_code != 302
        clock.shift(3600 + settings.SESSION_MAX_AGE)
        assert client.get("/").status_code == 302


def test_a_clock_set_back_does_not_stop_the_schedule(tmp_path, settings, monkeypatch):
    sent: list[str] = []

    def apply(_self, entry, **_options) -> None:
        sent.append(entry.name)

    monkeypatch.setattr(Scheduler, "apply_async", apply)
    monkeypatch.setattr(Scheduler, "producer", None)
    with at(NOON) as clock:
        scheduler = Scheduler(current_app, schedule_filename=str(tmp_path / "schedule"))
        for _second in range(70):
            scheduler.tick()
            clock.shift(1)
        assert set(settings.CELERY_BEAT_SCHEDULE) <= set(sent)
        sent.clear()
        clock.shift(timedelta(hours=-1))
        for _second in range(200):
            scheduler.tick()
            clock.shift(0.5)
        scheduler.close()
    assert set(settings.CELERY_BEAT_SCHEDULE) <= set(sent)
    assert sent.count("jobs") <= 11
