"""The schedule asks for the jobs of the day, finds lost ones, and wakes workers."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from reports.jobs import tending
from reports.jobs.asking import cancel
from reports.jobs.running import claim
from reports.jobs.tending import plan, revive, tend
from reports.models import Job, JobKind, JobState
from tests.reports.jobs.steps import slots, told_of_waking
from tracker.common.timestamps import now


@pytest.fixture
def woken(monkeypatch) -> list[int]:
    """The jobs of which workers were told."""
    return told_of_waking(monkeypatch)


def test_the_jobs_of_the_day_are_asked_for_once(db):
    plan(now())
    plan(now())
    assert slots() == ["calendar/2026-11-20", "check/2026-11-20", "clean_up/2026-11-20"]


def test_backup_and_mail_only_where_they_can_be(db, settings):
    settings.BACKUP_DIR, settings.EMAIL_HOST = "/somewhere", "mail.example.vn"
    plan(now())
    assert "digests/2026-11-20" not in slots()
    settings.SITE_URL = "https://lotrinh.example.vn"
    plan(now())
    assert "backup/2026-11-20" in slots()
    assert "digests/2026-11-20" in slots()


def test_the_day_begins_at_midnight_in_viet_nam(db):
    with time_machine.travel("2026-11-20T17:00:30Z", tick=False):
        plan(now())
    assert slots() == []
    with time_machine.travel("2026-11-20T17:01:00Z", tick=False):
        plan(now())
    assert slots() == ["calendar/2026-11-21"]


def test_a_lost_job_waits_again(running, silent):
    silent(running.job)
    revive(now())
    job = Job.objects.get()
    assert (job.state, job.handed_at) == (JobState.WAITING, None)
    assert claim(job.pk).job.attempt == 2


def test_a_job_that_beats_is_left_alone(running):
    revive(now() + timedelta(seconds=19))
    assert Job.objects.get().state == JobState.RUNNING


def test_enough_is_enough(job, silent):
    for _time in range(3):
        claim(job.pk)
        silent(job)
        revive(now())
    found = Job.objects.get()
    assert found.state == JobState.FAILED
    assert "3" in found.failure


def test_a_lost_job_that_was_called_off_is_cancelled(running, silent, reviewer):
    cancel(job=running.job, by=reviewer)
    silent(running.job)
    revive(now())
    assert Job.objects.get().state == JobState.CANCELLED


def test_workers_are_told_of_what_waits_and_again_after_half_a_minute(job, woken):
    with time_machine.travel("2026-11-20T00:00:05+07:00", tick=False) as clock:
        tend()
        clock.shift(20)
        tend()
        assert woken == [job.pk]
        clock.shift(11)
        tend()
        assert woken == [job.pk, job.pk]


def test_a_lost_job_is_told_at_once(running, silent, woken):
    silent(running.job)
    with time_machine.travel("2026-11-21T00:00:30+07:00", tick=False):
        tend()
    assert woken == [running.job.pk]


def test_every_kind_of_the_day_is_known(db):
    assert set(tending.DAILY) <= set(JobKind)
