"""How jobs, backup and integrity stand, for who watches the installation (tracker/watching)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import DatabaseError
from django.db.models import Count, Max, Q

from reports.integrity.outcome import last_check
from reports.models import Job, JobKind, JobState
from tracker.watching.metrics import Reading


def readings() -> Iterable[Reading]:
    """Two queries; nothing while the database does not answer: the page tells the rest.

    What has never been, such as a first backup, has no reading.
    """
    try:
        return [*_jobs(), *_integrity()]
    except DatabaseError:
        return []


def _jobs() -> Iterable[Reading]:
    found = Job.objects.aggregate(
        waiting=Count("pk", filter=Q(state=JobState.WAITING)),
        failed=Count("pk", filter=Q(state=JobState.FAILED)),
        backed_up=Max("ended_at", filter=Q(kind=JobKind.BACKUP, state=JobState.DONE)),
    )
    yield Reading("lotrinh_jobs_waiting", "Jobs that wait for a worker.", found["waiting"])
    yield Reading("lotrinh_jobs_failed", "Jobs of the last 90 days that failed.", found["failed"])
    if found["backed_up"] is not None:
        yield Reading(
            "lotrinh_backup_timestamp_seconds",
            "When the product's own backup was last made.",
            found["backed_up"].timestamp(),
        )


def _integrity() -> Iterable[Reading]:
    job = last_check()
    if job is None or job.ended_at is None:
        return
    yield Reading(
        "lotrinh_integrity_findings",
        "What the last integrity check has found.",
        len(job.outcome.get("findings", ())),
    )
    yield Reading(
        "lotrinh_integrity_timestamp_seconds",
        "When the last integrity check ended.",
        job.ended_at.timestamp(),
    )
