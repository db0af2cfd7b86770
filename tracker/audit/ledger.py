"""Writing to the ledger: called inside the transaction of the deed itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tracker.accounts.models import User
from tracker.audit.changes import has_changed
from tracker.audit.models import Event


@dataclass(frozen=True)
class Subject:
    """What was acted upon, by keys that outlive the row."""

    kind: str
    key: str
    programme_code: str | None = ""
    """Empty: what all programmes share, such as units. None: nothing that their pages show."""


Deed = tuple[str, Subject, Mapping[str, Any] | None, Mapping[str, Any] | None]
"""A verb, what it was done to, and what that was before and after."""


def record(
    verb: str,
    subject: Subject,
    *,
    by: User | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """Append one row, in the same atomic block as the change. `by` None is the system."""
    return record_all([(verb, subject, before, after)], by=by, reason=reason)[0]


def record_all(
    deeds: Sequence[Deed],
    *,
    by: User | None,
    reason: str = "",
    is_draft: bool = False,
) -> list[Event]:
    """Append one row per deed in one insert.

    What is done to a draft (`is_draft`) shows on no page that is kept until it is sent or approved.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A ledger entry belongs in the transaction of the change it records.")
    if not is_draft:
        codes = (subject.programme_code for _verb, subject, _before, _after in deeds)
        has_changed(code for code in codes if code is not None)
    return Event.objects.bulk_create(
        [
            Event(
                actor=by,
                verb=verb,
                subject_kind=subject.kind,
                subject_key=subject.key,
                programme_code=subject.programme_code or "",
                province_code=None if subject.programme_code else _province(before, after),
                before=dict(before) if before is not None else None,
                after=dict(after) if after is not None else None,
                reason=reason,
            )
            for verb, subject, before, after in deeds
        ],
        batch_size=500,
    )


def _province(*states: Mapping[str, Any] | None) -> str | None:
    """Where it belongs if it belongs to no programme, as it was told; what is, before what was."""
    named = (state.get("province") for state in reversed(states) if state)
    return next((code for code in named if code), None)
