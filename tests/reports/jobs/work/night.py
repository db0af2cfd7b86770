"""A job of the schedule, carried out at once."""

from __future__ import annotations

from reports.jobs.running import Work, carry_out, claim
from reports.models import Job, JobKind
from tracker.common.timestamps import now


def ended(kind: JobKind, work: Work, slot: str = "") -> Job:
    """The job as it stands when the work has ended."""
    job = Job.objects.create(kind=kind, slot=slot, language="vi", asked_at=now())
    running = claim(job.pk)
    assert running is not None
    carry_out(running, work)
    job.refresh_from_db()
    return job
