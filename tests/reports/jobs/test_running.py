"""A worker claims a job, tells how far it is, and ends it once."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from reports.jobs.running import Running, StoppedError, carry_out, claim
from reports.models import Job, JobFile, JobState, WorkerHeartbeat
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now


def leaves_a_mark(_running):
    """Work whose ending writes a row."""

    def ending():
        WorkerHeartbeat.objects.create(name="mark", beat_at=now())
        return {"rows": 1}

    return ending


def fails_with(error):
    def work(_running):
        raise error

    return work


def again(running) -> Job:
    return Job.objects.get(pk=running.job.pk)


def test_a_job_is_claimed_once(job):
    assert claim(job.pk) is not None
    assert claim(job.pk) is None


def test_done(running):
    carry_out(running, leaves_a_mark)
    job = again(running)
    assert (job.state, job.outcome, job.failure) == (JobState.DONE, {"rows": 1}, "")
    assert WorkerHeartbeat.objects.filter(name="mark").count() == 1


def test_a_file_is_kept_with_the_end(running):
    def work(one):
        def ending():
            one.keep_file(name="a.xlsx", content_type="x/y", content=b"abc")
            return {}

        return ending

    carry_out(running, work)
    assert bytes(JobFile.objects.get(job=running.job).content) == b"abc"


def test_a_fault_of_the_user_is_its_sentence(running):
    carry_out(running, fails_with(SentenceError("The period is locked.")))
    assert (again(running).state, again(running).failure) == ("failed", "The period is locked.")


def test_a_fault_of_ours_is_told_by_number(running):
    carry_out(running, fails_with(KeyError("x")))
    job = again(running)
    assert job.state == JobState.FAILED
    assert str(job.pk) in job.failure


def test_a_database_that_is_away_ends_nothing(running):
    carry_out(running, fails_with(OperationalError("gone")))
    assert again(running).state == JobState.RUNNING


def test_whoever_was_taken_for_dead_writes_nothing(running):
    Job.objects.filter(pk=running.job.pk).update(attempt=2)
    carry_out(running, leaves_a_mark)
    assert again(running).state == JobState.RUNNING
    assert not WorkerHeartbeat.objects.filter(name="mark").exists()


def test_an_ending_that_fails_leaves_nothing(running):
    def work(one):
        def ending():
            leaves_a_mark(one)()
            raise SentenceError("No.")

        return ending

    carry_out(running, work)
    assert again(running).failure == "No."
    assert not WorkerHeartbeat.objects.filter(name="mark").exists()


def test_progress_is_told_by_beats(running):
    running.progress(3, 10)
    assert again(running).steps == 0
    running.beat()
    assert (again(running).steps_done, again(running).steps) == (3, 10)


def test_done_means_all_steps(running):
    running.progress(3, 10)
    running.beat()
    carry_out(running, leaves_a_mark)
    assert again(running).steps_done == 10


@pytest.mark.parametrize(
    "change", [{"cancel_asked_at": "now"}, {"attempt": 2}, {"state": "waiting"}]
)
def test_a_beat_hears_that_it_is_over(running, change):
    values = {name: now() if value == "now" else value for name, value in change.items()}
    Job.objects.filter(pk=running.job.pk).update(**values)
    running.beat()
    with pytest.raises(StoppedError):
        running.progress(1, 2)


def test_a_job_of_the_schedule_acts_for_nobody(job):
    running = Running(Job(kind=job.kind))
    with pytest.raises(RuntimeError):
        _ = running.by
    with pytest.raises(RuntimeError):
        _ = running.programme
