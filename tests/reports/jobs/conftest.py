"""Jobs that a test asks for and carries out without a worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from reports.jobs.asking import ask
from reports.jobs.running import Running, claim
from reports.models import Job, JobKind
from tracker.common.timestamps import now


@pytest.fixture
def job(reviewer, programme) -> Job:
    """A job that waits."""
    return ask(JobKind.MEETING_PAPERS, by=reviewer, programme=programme)


@pytest.fixture
def running(job) -> Running:
    """The job under way."""
    found = claim(job.pk)
    assert found is not None
    return found


@pytest.fixture
def silent() -> Callable[[Job], None]:
    """Let the last beat of a job be a minute ago."""

    def fall_silent(job: Job) -> None:
        Job.objects.filter(pk=job.pk).update(heartbeat_at=now() - timedelta(minutes=1))

    return fall_silent
