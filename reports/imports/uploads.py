"""A file between its preview and its confirmation: kept, found again by its owner, taken away."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from indicators.models import Programme
from reports.models import Job, Upload, UploadKind
from tracker.accounts.models import User
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now

KEPT_FOR = timedelta(days=1)
MOST_PER_PERSON = 5
"""Whoever previews more files at once loses the oldest: nobody fills the database."""
_LONGEST_NAME = 200


class UploadGoneError(SentenceError):
    """The file is no longer there: stored already, replaced by newer ones, or older than a day."""

    def __init__(self) -> None:
        super().__init__(_GONE)


_GONE = gettext_lazy(
    "This file does not wait any more: it was stored already, was replaced by newer ones, or "
    "lay for more than a day. "
    "Bring it again if you are not sure; what is stored already is not stored twice."
)


def keep(*, programme: Programme, kind: UploadKind, name: str, content: bytes, by: User) -> Upload:
    """Keep a file that was read once without a fault; what is too old goes, whose ever it is."""
    with transaction.atomic():
        purge()
        waiting = _unasked().filter(uploaded_by=by).order_by("-uploaded_at", "-pk")
        too_many = list(waiting.values_list("pk", flat=True)[MOST_PER_PERSON - 1 :])
        Upload.objects.filter(pk__in=too_many).delete()
        return Upload.objects.create(
            programme=programme,
            kind=kind,
            name=_shown_name(name),
            content=content,
            uploaded_at=now(),
            uploaded_by=by,
        )


def take(*, programme: Programme, kind: UploadKind, key: UUID, by: User) -> Upload | None:
    """The file, for the person who brought it and nobody else: None is a 404.

    UploadGoneError if there is none with this key any more.
    """
    found = Upload.objects.filter(pk=key).first()
    if found is None or found.uploaded_at < now() - KEPT_FOR:
        raise UploadGoneError
    is_theirs = found.uploaded_by_id == by.pk
    is_here = found.programme_id == programme.pk and found.kind == kind
    return found if is_theirs and is_here else None


def hold(upload: Upload) -> None:
    """Let nobody store the file or ask for it until the transaction ends; UploadGoneError if it is
    gone. On SQLite the transaction itself keeps every other writer out."""
    rows = Upload.objects.filter(pk=upload.pk)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    if not list(rows.values_list("pk")):
        raise UploadGoneError


def is_waiting(upload: Upload) -> bool:
    """Whether the file is still there."""
    return Upload.objects.filter(pk=upload.pk).exists()


def drop(upload: Upload) -> None:
    """Take the file away: the first step of its confirmation, in the same transaction.

    UploadGoneError if another click was faster; whoever fails later brings it back.
    """
    gone, _models = Upload.objects.filter(pk=upload.pk).delete()
    if not gone:
        raise UploadGoneError


def purge() -> int:
    """Take away what nobody confirmed within a day; how many files."""
    gone, _models = _unasked().filter(uploaded_at__lt=now() - KEPT_FOR).delete()
    return gone


def _unasked() -> QuerySet[Upload]:
    """The files that no job under way is to store."""
    asked = Job.objects.under_way().filter(upload__isnull=False)
    return Upload.objects.exclude(pk__in=asked.values("upload"))


def _shown_name(name: str) -> str:
    """The last part of a file's name without control characters: it is only shown."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(c for c in last if not unicodedata.category(c).startswith("C"))
    return visible.strip()[:_LONGEST_NAME]
