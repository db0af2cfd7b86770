"""Jobs in every state, and the people who look at them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from reports.jobs.asking import ask
from reports.models import Job, JobFile, JobKind, JobState, WorkerHeartbeat
from tracker.common.timestamps import now

PEOPLE = ("reporter", "head", "reader", "stranger", "administrator")
"""Everybody but who asked."""


def at(name: str, job: Job | int) -> str:
    return reverse(name, args=[job.pk if isinstance(job, Job) else job])


@pytest.fixture
def worker(db) -> WorkerHeartbeat:
    """A worker lives."""
    return WorkerHeartbeat.objects.create(name="worker", beat_at=now())


@pytest.fixture
def office(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def job(reviewer, programme) -> Job:
    """The office's own job, which waits."""
    parameters = {"period": "2026-Q4"}
    return ask(JobKind.FORMS_OUT, by=reviewer, programme=programme, parameters=parameters)


@pytest.fixture
def become(job) -> Callable[..., Job]:
    """Let the job stand in another state."""

    def become(state: str, **more) -> Job:
        is_over = state not in (JobState.WAITING, JobState.RUNNING)
        words = {"ended_at": now() if is_over else None, "heartbeat_at": now(), "attempt": 1}
        words |= {"failure": "Không làm được."} if state == JobState.FAILED else {}
        Job.objects.filter(pk=job.pk).update(state=state, **(words | more))
        job.refresh_from_db()
        return job

    return become


@pytest.fixture
def made(become) -> JobFile:
    """What the job made."""
    words = {"name": "Biểu mẫu.zip", "content_type": "application/zip", "content": b"PK"}
    return JobFile.objects.create(job=become("done", outcome={"forms": 3}), **words)


@pytest.fixture
def nightly(db) -> Job:
    """A job of the schedule that found something."""
    words = {"state": "done", "asked_at": now(), "ended_at": now(), "language": "vi"}
    outcome = {"findings": ["Số liệu X không khớp."]}
    return Job.objects.create(kind=JobKind.CHECK, slot="check/x", outcome=outcome, **words)
