"""What people do with jobs: ask for one, call it off, ask for it again."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from kombu.exceptions import ChannelError, KombuError
from redis import RedisError

from indicators.models import Programme
from reports.models import Job, JobKind, JobState, Upload
from tracker.accounts.models import User
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.timestamps import now

MOST_UNDER_WAY = 5
"""Whoever asks for more at once waits: nobody keeps the workers from the others."""
_ATTEMPTS = 3
_RUN = "reports.run_job"
_log = logging.getLogger(__name__)


class JobError(SentenceError):
    """A job that cannot be asked for, called off or asked for again."""


def ask(
    kind: JobKind,
    *,
    by: User,
    programme: Programme | None = None,
    parameters: Mapping[str, Any] | None = None,
    upload: Upload | None = None,
) -> Job:
    """Ask for a job in the person's language; a worker is woken when the transaction is through.

    JobError for somebody who has MOST_UNDER_WAY already. Whether the person may do what the job
    does is for the job's work, and checked before asking by whoever offers it.
    """
    with transaction.atomic():
        if Job.objects.filter(asked_by=by).under_way().count() >= MOST_UNDER_WAY:
            raise JobError(
                _("%(count)d of your jobs are under way. Wait for one to end, or cancel one.")
                % {"count": MOST_UNDER_WAY}
            )
        job = Job.objects.create(
            kind=kind,
            programme=programme,
            parameters=dict(parameters or {}),
            upload=upload,
            language=get_language() or "vi",
            asked_at=now(),
            asked_by=by,
        )
        transaction.on_commit(lambda: wake(job.pk))
    return job


def cancel(*, job: Job, by: User) -> None:
    """Call a job off: at once if it waits, else before its next step. Never half of its work stays.

    Only who asked may, an administrator for those of the schedule; JobError if it has ended.
    """
    _check_is_theirs(job, by)
    waiting = Job.objects.filter(pk=job.pk, state=JobState.WAITING)
    if waiting.update(state=JobState.CANCELLED, ended_at=now()):
        return
    if not Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_asked_at=now()):
        raise JobError(_("This job has already ended."))


def retry(*, job: Job, by: User) -> None:
    """Ask again for a job that failed or was cancelled; JobError for any other.

    Only who asked may, an administrator for those of the schedule.
    """
    _check_is_theirs(job, by)
    ended = Job.objects.filter(pk=job.pk, state__in=(JobState.FAILED, JobState.CANCELLED))
    with transaction.atomic():
        again = ended.update(
            state=JobState.WAITING,
            attempts_allowed=job.attempt + _ATTEMPTS,
            steps_done=0,
            steps=0,
            handed_at=None,
            cancel_asked_at=None,
            ended_at=None,
            failure="",
            asked_at=now(),
        )
        if not again:
            raise JobError(_("Only a job that failed or was cancelled can be tried again."))
        transaction.on_commit(lambda: wake(job.pk))


def _check_is_theirs(job: Job, by: User) -> None:
    is_administrators = job.asked_by_id is None and by.is_administrator
    if job.asked_by_id != by.pk and not is_administrators:
        raise NotAllowedError(_("This job is somebody else's."))


def wake(key: int) -> bool:
    """Tell the workers of a job; False if no broker listens: the schedule tells them later."""
    try:
        current_app.send_task(_RUN, args=(key,), retry=False)
    except (ChannelError, KombuError, RedisError, OSError) as error:
        _log.warning("Job %d waits: the broker cannot be reached (%s).", key, type(error).__name__)
        return False
    Job.objects.filter(pk=key).update(handed_at=now())
    return True


def waiting_since(moment: datetime, patience: timedelta) -> list[int]:
    """The keys of jobs that wait and of which no worker was told within `patience`."""
    waiting = Job.objects.filter(state=JobState.WAITING).order_by("pk")
    # A worker that was told in the future was told before the clock was set back.
    told = waiting.filter(handed_at__gt=moment - patience, handed_at__lt=moment + patience)
    return list(waiting.exclude(pk__in=told.values("pk")).values_list("pk", flat=True))
