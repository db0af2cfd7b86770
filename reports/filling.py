"""One cell of a report: what a person puts into it, saved if nobody else was faster."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.method.facts import Nature
from reports.entries import as_ledger
from reports.models import Entry, EntryState
from reports.workflow import Verb, WrongStateError, check_can, keep_still, reports_open_to
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now


class StaleEntryError(SentenceError):
    """Somebody else changed the cell meanwhile; `current` is what stands there now."""

    def __init__(self, current: Entry) -> None:
        super().__init__(
            _("%(who)s changed this cell meanwhile. Look at the new value, then save again.")
            % {"who": current.updated_by or _("Somebody")}
        )
        self.current = current


@dataclass(frozen=True)
class Filling:
    """What a person puts into one cell; `is_unchanged` states that the last figure still holds."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    done_on: date | None = None
    is_not_done: bool = False
    is_unchanged: bool = False
    nature: Nature = Nature.OFFICIAL
    note: str = ""


def fill_entry(*, entry: Entry, filling: Filling, version: int, by: User) -> Entry:
    """Save one cell if its version is still the one that was read.

    One conditional UPDATE decides on version, right, state and lock together. If it refuses:
    what `check_can` raises, or StaleEntryError with the present content. What stands there
    already is not written again.
    """
    if entry.version != version:
        entry = _reread(entry)
    content = content_of(filling)
    if _says(entry, content):
        return _standing(entry, version, content, by)
    writable = Entry.objects.filter(
        pk=entry.pk, version=version, report__in=reports_open_to(by, Verb.FILL)
    ).exclude(state=EntryState.APPROVED)
    written = content | {"version": version + 1, "updated_at": now(), "updated_by": by}
    with transaction.atomic():
        keep_still(entry.report_id)
        if writable.update(**written):
            filled = copy(entry)
            for name, content_now in written.items():
                setattr(filled, name, content_now)
            before, after = as_ledger(entry), as_ledger(filled)
            record("entry.filled", _entry_subject(filled), by=by, before=before, after=after)
            return filled
    return _standing(entry, version, content, by)


def content_of(filling: Filling) -> dict[str, Any]:
    """The filling as the columns of an entry."""
    return {
        "value": filling.value,
        "numerator": filling.numerator,
        "denominator": filling.denominator,
        "done_on": filling.done_on,
        "is_not_done": filling.is_not_done,
        "is_unchanged": filling.is_unchanged,
        "nature": filling.nature.value,
        "note": filling.note.strip(),
    }


def _standing(entry: Entry, version: int, content: dict[str, Any], by: User) -> Entry:
    """The cell that was not written, if it says the same already; else raises why it was not.

    A second click, or one's own save repeated after a lost connection, is no conflict and leaves
    no trace; the author of a figure stays who wrote it.
    """
    current = _reread(entry)
    check_can(by, Verb.FILL, current.report)
    if current.state == EntryState.APPROVED:
        raise WrongStateError(_("This figure is approved already."))
    is_same = current.version == version or current.updated_by_id == by.pk
    if not (is_same and _says(current, content)):
        raise StaleEntryError(current)
    return current


def _says(entry: Entry, content: dict[str, Any]) -> bool:
    return all(getattr(entry, name) == value for name, value in content.items())


def _reread(entry: Entry) -> Entry:
    related = ("indicator", "updated_by", "report__period__programme", "report__unit")
    return Entry.objects.select_related(*related).get(pk=entry.pk)


def _entry_subject(entry: Entry) -> Subject:
    return Subject("entry", entry.ledger_key, entry.report.period.programme.code)
