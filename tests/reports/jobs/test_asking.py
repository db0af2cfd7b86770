"""Asking for jobs, calling them off, asking again; who may."""

from __future__ import annotations

import pytest
from kombu.exceptions import ChannelError, OperationalError
from redis.exceptions import TimeoutError as RedisTimeout

from reports.jobs import asking
from reports.jobs.asking import MOST_UNDER_WAY, JobError, ask, cancel, retry
from reports.jobs.running import carry_out
from reports.models import Job, JobKind, JobState
from tracker.common.errors import NotAllowedError
from tracker.common.timestamps import now


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    """The jobs of which the broker was told."""
    told: list[int] = []
    monkeypatch.setattr(
        asking.current_app, "send_task", lambda name, args, retry: told.append(args[0])
    )
    return told


@pytest.fixture(params=[OperationalError, ChannelError, ConnectionResetError, RedisTimeout])
def no_broker(request, monkeypatch) -> None:
    def refuse(*_args, **_options):
        raise request.param("nobody listens")

    monkeypatch.setattr(asking.current_app, "send_task", refuse)


def test_a_worker_is_woken_when_the_transaction_is_through(
    reviewer, programme, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask(JobKind.MEETING_PAPERS, by=reviewer, programme=programme)
        assert sent == []
    assert sent == [job.pk]
    job.refresh_from_db()
    assert (job.state, job.handed_at is None, job.language) == (JobState.WAITING, False, "vi")


def test_without_a_broker_the_job_waits(
    reviewer, programme, no_broker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask(JobKind.MEETING_PAPERS, by=reviewer, programme=programme)
    job.refresh_from_db()
    assert (job.state, job.handed_at) == (JobState.WAITING, None)


def test_one_person_has_so_many_under_way(reviewer, reader, programme):
    for _number in range(MOST_UNDER_WAY):
        ask(JobKind.MEETING_PAPERS, by=reviewer, programme=programme)
    with pytest.raises(JobError, match="5"):
        ask(JobKind.MEETING_PAPERS, by=reviewer, programme=programme)
    assert ask(JobKind.MEETING_PAPERS, by=reader, programme=programme).pk


def test_what_waits_is_cancelled_at_once(job, reviewer):
    cancel(job=job, by=reviewer)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    with pytest.raises(JobError):
        cancel(job=job, by=reviewer)


def test_what_runs_is_cancelled_before_it_writes(running, reviewer):
    cancel(job=running.job, by=reviewer)
    carry_out(running, lambda _running: lambda: {"written": 1})
    job = Job.objects.get(pk=running.job.pk)
    assert (job.state, job.outcome) == (JobState.CANCELLED, {})


@pytest.mark.parametrize("deed", [cancel, retry])
def test_jobs_of_others_are_left_alone(deed, job, reader, administrator):
    for person in (reader, administrator):
        with pytest.raises(NotAllowedError):
            deed(job=job, by=person)


def test_an_administrator_has_those_of_the_schedule(administrator):
    one = Job.objects.create(kind=JobKind.CHECK, slot="x", language="vi", asked_at=now())
    cancel(job=one, by=administrator)
    assert list(Job.objects.visible_to(administrator)) == [one]


def test_only_what_ended_badly_is_tried_again(job, reviewer):
    with pytest.raises(JobError):
        retry(job=job, by=reviewer)
    cancel(job=job, by=reviewer)
    retry(job=job, by=reviewer)
    job.refresh_from_db()
    assert (job.state, job.ended_at) == (JobState.WAITING, None)


def test_one_sees_ones_own(job, reviewer, reader, administrator):
    seen = [list(Job.objects.visible_to(one)) for one in (reviewer, reader, administrator)]
    assert seen == [[job], [], []]
