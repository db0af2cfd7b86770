"""A large file is stored by a job; meanwhile nobody stores it a second time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from reports.imports.uploads import hold
from reports.jobs.asking import ask
from reports.models import Job, JobKind, Upload
from tracker.accounts.models import User


def store_later(*, kind: JobKind, upload: Upload, asked: Mapping[str, Any], by: User) -> Job:
    """The job that stores the file: the one under way, however often it is asked for.

    UploadGoneError if the file was stored meanwhile, JobError for too many jobs at once.
    """
    with transaction.atomic():
        hold(upload)
        known = storing(upload)
        if known is not None:
            return known
        parameters = {**asked, "file": upload.name}
        return ask(kind, by=by, programme=upload.programme, parameters=parameters, upload=upload)


def storing(upload: Upload) -> Job | None:
    """The job under way that stores the file."""
    return Job.objects.under_way().filter(upload=upload).first()
