"""A measure that can no longer be taken as written: it stays visible and is judged up to a day."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.content import part
from indicators.models import Indicator
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record
from tracker.common.errors import SentenceError

_FIELDS = ("superseded_on", "superseded_basis", "superseded_note")


class SupersedingError(SentenceError):
    """The day or its legal basis cannot be right."""


def supersede(*, indicator: Indicator, on: date, basis: str, note: str, by: User) -> Indicator:
    """From the day `on` the indicator is shown, marked with its legal basis, and not judged.

    Saying it again with another day or basis corrects it. Who may is decided by the caller.
    """
    if not basis.strip():
        raise SupersedingError(_("Name the document from which it follows."))
    if on <= indicator.programme.issued_on:
        raise SupersedingError(_("The day must lie after the programme was issued."))
    return _store(indicator, (on, basis.strip(), note.strip()), by=by, reason=basis.strip())


def reinstate(*, indicator: Indicator, reason: str, by: User) -> Indicator:
    """Take the mark away, with a reason: the indicator is judged as before."""
    if not reason.strip():
        raise SupersedingError(_("Give the reason."))
    return _store(indicator, (None, "", ""), by=by, reason=reason.strip())


def _store(
    indicator: Indicator, content: tuple[date | None, str, str], *, by: User, reason: str
) -> Indicator:
    """Write only if the mark is still as it was read; the same again changes nothing."""
    wanted = dict(zip(_FIELDS, content, strict=True))
    before = {name: getattr(indicator, name) for name in _FIELDS}
    if wanted == before:
        return indicator
    old = part(indicator, _FIELDS)
    with transaction.atomic():
        rows = Indicator.objects.filter(pk=indicator.pk, **before)
        if not rows.update(**wanted):
            raise SupersedingError(_("Somebody else has just changed this. Look at it again."))
        for name, value in wanted.items():
            setattr(indicator, name, value)
        subject = Subject("indicator", indicator.code, indicator.programme.code)
        verb = "indicator.superseded" if wanted["superseded_on"] else "indicator.reinstated"
        record(verb, subject, by=by, before=old, after=part(indicator, _FIELDS), reason=reason)
    return indicator
