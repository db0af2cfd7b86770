"""What the schedule does with jobs every few seconds: asks for those of the day, finds those whose
worker is gone, wakes workers for those that wait."""

from __future__ import annotations

import logging
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.jobs.asking import waiting_since, wake
from reports.models import Job, JobKind, JobState
from tracker.common.timestamps import now

SILENT_AFTER = timedelta(seconds=20)
"""A job that has not beaten for so long has lost its worker."""
_WOKEN_AGAIN_AFTER = timedelta(seconds=30)
DAILY = {
    JobKind.CALENDAR: time(0, 1),
    JobKind.CLEAN_UP: time(1, 0),
    JobKind.BACKUP: time(2, 0),
    JobKind.CHECK: time(3, 0),
    JobKind.DIGESTS: time(7, 0),
}
"""The jobs of every day, not before that hour in Việt Nam; what was missed is made up the same
day."""
_log = logging.getLogger(__name__)


def tend() -> None:
    """Plan, revive, wake: each step may be done by two at once and again at any time."""
    moment = now()
    plan(moment)
    revive(moment)
    for key in waiting_since(moment, _WOKEN_AGAIN_AFTER):
        if not wake(key):
            return


def plan(moment: datetime) -> None:
    """Ask for the jobs of the day that are due; the unique slot keeps a second beat from it."""
    local = timezone.localtime(moment)
    slots = {
        f"{kind}/{local.date().isoformat()}": kind
        for kind, hour in DAILY.items()
        if hour <= local.time() and is_wanted(kind)
    }
    known = set(Job.objects.filter(slot__in=slots).values_list("slot", flat=True))
    Job.objects.bulk_create(
        (
            Job(kind=kind, slot=slot, language=settings.LANGUAGE_CODE, asked_at=moment)
            for slot, kind in slots.items()
            if slot not in known
        ),
        ignore_conflicts=True,
    )


def is_wanted(kind: JobKind) -> bool:
    """Whether this installation has the job: backups need a folder, e-mails server and address."""
    if kind == JobKind.BACKUP:
        return bool(settings.BACKUP_DIR)
    if kind == JobKind.DIGESTS:
        return bool(settings.EMAIL_HOST and settings.SITE_URL)
    return True


def revive(moment: datetime) -> None:
    """Let jobs whose worker is gone wait again; end those that were called off or tried enough.

    A beat from the future is one from before the clock was set back: who lives has beaten since.
    """
    heard = Q(heartbeat_at__range=(moment - SILENT_AFTER, moment + SILENT_AFTER))
    silent = Job.objects.filter(~heard, state=JobState.RUNNING)
    for job in silent:
        mine = silent.filter(pk=job.pk, attempt=job.attempt)
        if job.cancel_asked_at:
            mine.update(state=JobState.CANCELLED, ended_at=moment)
        elif job.attempt < job.attempts_allowed:
            _log.warning("Job %d has lost its worker and waits again.", job.pk)
            mine.update(state=JobState.WAITING, handed_at=None)
        else:
            mine.update(state=JobState.FAILED, ended_at=moment, failure=_exhausted(job))


def _exhausted(job: Job) -> str:
    with override(job.language):
        return _(
            "The work was broken off %(count)d times before it was through. Nothing was changed. "
            "Try again when the server is quiet, or with less at once."
        ) % {"count": job.attempt}
