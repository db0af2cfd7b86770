"""Frozen meetings: which there are, and the content that each was frozen with."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from indicators.models import Programme
from reports.exports.meeting.content import MeetingContent
from reports.exports.meeting.storage import StorageError, digest, from_json
from reports.models import Snapshot
from tracker.audit.models import Event
from tracker.common.errors import SentenceError
from tracker.common.labels import day_label

FROZEN = "meeting.frozen"
"""The deed in the ledger; it holds the digest too, where nothing can be changed."""


class TamperedError(SentenceError):
    """What is stored of a meeting is not what was frozen."""


def snapshots_of(programme: Programme) -> list[Snapshot]:
    """The programme's frozen meetings without their content, the newest first; one query."""
    rows = Snapshot.objects.filter(programme=programme).select_related("frozen_by")
    return list(rows.defer("content"))


def snapshot(programme: Programme, key: int) -> Snapshot | None:
    """One of the programme's frozen meetings; None if there is none of this key."""
    rows = Snapshot.objects.filter(programme=programme).select_related("frozen_by")
    return rows.filter(pk=key).first()


def frozen_content(stored: Snapshot) -> MeetingContent:
    """What was frozen, to the letter; one query.

    Raises TamperedError unless the content has the digest of its row and of the ledger, and is of
    the meeting that the row names.
    """
    content: Any = stored.content
    event = Event.objects.filter(verb=FROZEN, subject_key=str(stored.pk)).first()
    told = (event.after or {}).get("digest") if event else None
    if not stored.digest == told == digest(content):
        raise _tampered(stored)
    try:
        found = from_json(content)
    except StorageError as error:
        raise _tampered(stored) from error
    head = found.head
    named = (head.meeting, head.held_on, head.as_of, head.period)
    if named != (stored.title, stored.held_on, stored.as_of, f"{stored.year}-Q{stored.quarter}"):
        raise _tampered(stored)
    return found


def meeting_before(programme: Programme, held_on: date) -> tuple[str, MeetingContent] | None:
    """Name and content of the last intact meeting frozen for a day before this one; None if none.

    One of the same day is this meeting, put together anew. A damaged one is passed over: it must
    not keep the next meeting from being frozen.
    """
    rows = Snapshot.objects.filter(programme=programme, held_on__lt=held_on)
    for key in rows.values_list("pk", flat=True):
        stored = rows.get(pk=key)
        try:
            return meeting_name(stored), frozen_content(stored)
        except TamperedError:
            continue
    return None


def meeting_name(stored: Snapshot) -> str:
    """`Hội nghị tháng 8 (25/08/2026)`."""
    return f"{stored.title} ({day_label(stored.held_on)})"


def _tampered(stored: Snapshot) -> TamperedError:
    return TamperedError(
        _(
            "The frozen numbers of “%(meeting)s” are not those that were frozen: their check sum"
            " differs. Nothing is printed from them; ask the administrator to restore them."
        )
        % {"meeting": stored.title}
    )
