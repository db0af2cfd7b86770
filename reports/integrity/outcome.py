"""What the last integrity check has found."""

from __future__ import annotations

from reports.models import Job, JobKind, JobState


def last_check() -> Job | None:
    """The last one that came to its end."""
    done = Job.objects.filter(kind=JobKind.CHECK, state=JobState.DONE)
    return done.order_by("-ended_at").first()


def last_findings() -> list[str]:
    """Its sentences; none before the first check."""
    job = last_check()
    return [] if job is None else list(job.outcome.get("findings", ()))
