"""Drafts of the set-up: begun, changed and thrown away by the one person who sees them.

Nothing here is written to the ledger: a draft counts for nothing until it is adopted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy

from indicators.plain_table import PlainHead, PlainRow
from reports.claiming import LostRaceError
from reports.models import DraftKind, SetupDraft
from tracker.accounts.models import User
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now

MOST_DRAFTS = 20
"""Whoever begins more loses the oldest: nobody fills the database."""
MOST_ROWS = 500
MOST_LETTERS = 1_000_000
"""Of all cells together: more is no table of targets, and every page of the draft would show it."""
_LOST = gettext_lazy("This draft was changed in another window. Look at it again.")
_TOO_MANY = gettext_lazy("A programme has at most 500 indicators.")
_TOO_LONG = gettext_lazy("The table holds more text than any table of targets. Shorten its cells.")


def begin(
    *, kind: DraftKind, by: User, name: str = "", text: str = "", head: PlainHead | None = None
) -> SetupDraft:
    """A new draft of this person."""
    with transaction.atomic():
        mine = SetupDraft.objects.filter(kept_by=by).order_by("-kept_at", "-pk")
        too_many = list(mine.values_list("pk", flat=True)[MOST_DRAFTS - 1 :])
        SetupDraft.objects.filter(pk__in=too_many).delete()
        return SetupDraft.objects.create(
            kind=kind,
            name=name[:200],
            text=text,
            head=head.as_json() if head else {},
            kept_at=now(),
            kept_by=by,
        )


def own_draft(key: UUID, kind: DraftKind, by: User) -> SetupDraft | None:
    """The person's own draft; None for one that is gone and for everybody else's."""
    return SetupDraft.objects.filter(pk=key, kind=kind, kept_by=by).first()


def own_drafts(by: User, *kinds: DraftKind) -> list[SetupDraft]:
    """The person's drafts of these kinds, the newest first."""
    return list(SetupDraft.objects.filter(kept_by=by, kind__in=kinds))


def rows_of(draft: SetupDraft) -> list[PlainRow]:
    """The rows of a table."""
    return [PlainRow.from_json(one) for one in draft.rows]


def head_of(draft: SetupDraft) -> PlainHead:
    """The head of a table."""
    return PlainHead.from_json(draft.head)


def change_head(*, draft: SetupDraft, head: PlainHead, version: int) -> None:
    """Another head; LostRaceError if the draft is no longer of that version."""
    _change(draft, version, head=head.as_json(), name=head.number or head.title[:200])


def put_rows(*, draft: SetupDraft, rows: Iterable[PlainRow], version: int) -> None:
    """These rows instead of all others; SentenceError for more than a programme can hold."""
    listed = list(rows)
    if len(listed) > MOST_ROWS:
        raise SentenceError(_TOO_MANY)
    texts = (text for one in listed for text in (*one.cells.values(), *one.targets.values()))
    if sum(map(len, texts)) > MOST_LETTERS:
        raise SentenceError(_TOO_LONG)
    kept = [row.as_json() for row in listed]
    _change(draft, version, rows=kept)


def put_row(*, draft: SetupDraft, place: int | None, row: PlainRow, version: int) -> None:
    """The row in its place, from 0; None puts it behind the last one."""
    rows = list(draft.rows)
    if place is None:
        rows.append(row.as_json())
    else:
        rows[place] = row.as_json()
    put_rows(draft=draft, rows=map(PlainRow.from_json, rows), version=version)


def drop_row(*, draft: SetupDraft, place: int, version: int) -> None:
    """The row in that place, from 0, goes."""
    rows: Sequence[Any] = [one for number, one in enumerate(draft.rows) if number != place]
    _change(draft, version, rows=rows)


def discard(*, draft: SetupDraft) -> None:
    """The draft goes; nothing else changes."""
    SetupDraft.objects.filter(pk=draft.pk).delete()


def claim(draft: SetupDraft, version: int) -> None:
    """Take the draft away as the first step of its adoption, in the same transaction.

    LostRaceError if it is no longer what was looked at, or another click was faster.
    """
    gone, _models = SetupDraft.objects.filter(pk=draft.pk, version=version).delete()
    if not gone:
        raise LostRaceError(_LOST)


def _change(draft: SetupDraft, version: int, **wanted: Any) -> None:
    rows = SetupDraft.objects.filter(pk=draft.pk, version=version)
    if not rows.update(**wanted, version=F("version") + 1, kept_at=now()):
        raise LostRaceError(_LOST)
    draft.refresh_from_db()
