"""A person's job, from asking to its end, without a worker."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.models import Programme
from reports.jobs import tending
from reports.jobs.asking import ask
from reports.jobs.kinds import WORK
from reports.jobs.running import Running, carry_out, claim
from reports.models import Job, JobKind, Upload
from tracker.accounts.models import User
from tracker.common.timestamps import now


def carried_out(job: Job) -> Job:
    """The job as it stands when a worker has had it."""
    running = claim(job.pk)
    assert running is not None
    carry_out(running, WORK[job.kind])
    return again(job)


def asked(
    kind: JobKind, by: User, programme: Programme, upload: Upload | None = None, **asked: Any
) -> Job:
    """The job after somebody has had it done."""
    return carried_out(ask(kind, by=by, programme=programme, parameters=asked, upload=upload))


def told_steps(job: Job) -> list[tuple[int, int]]:
    """Carry a job out; every step that its work told."""
    running = claim(job.pk)
    assert running is not None
    told: list[tuple[int, int]] = []

    class Listening(Running):
        def progress(self, done: int, steps: int) -> None:
            told.append((done, steps))
            super().progress(done, steps)

    carry_out(Listening(running.job), WORK[job.kind])
    return told


def again(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def told_of_waking(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The jobs of which the schedule tells workers, from now on; nobody comes."""
    told: list[int] = []

    def wake(key: int) -> bool:
        told.append(key)
        return bool(Job.objects.filter(pk=key).update(handed_at=now()))

    monkeypatch.setattr(tending, "wake", wake)
    return told


def slots() -> list[str]:
    """The days of the schedule for which jobs stand."""
    return sorted(Job.objects.values_list("slot", flat=True))
