"""E-mails that tell people what is new in their inbox: rows first, each handed over once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from reports.models import MailDigest, Notification
from tracker.accounts.models import User
from tracker.common.timestamps import now

SHOWN = 20
"""So many notifications stand in an e-mail; the others are counted."""


@dataclass(frozen=True)
class Content:
    """What an e-mail tells: to whom, the first notifications, and how many there are."""

    recipient: User
    notifications: Sequence[Notification]
    count: int


def readers() -> QuerySet[User]:
    """Who gets e-mails: whoever may sign in, has an address and has not switched them off."""
    people = User.objects.filter(is_active=True, wants_mail=True).exclude(email="")
    return people if settings.DEMONSTRATION else people.filter(is_demonstration=False)


def queue_digests(day: date) -> int:
    """One row for each reader who has unread notifications behind the last e-mail; how many.

    Doing it again on the day changes nothing: there is at most one row for a person and day.
    """
    last = _delivered(OuterRef("person")).values("recipient").annotate(last=Max("newest"))
    behind = Coalesce(Subquery(last.values("last")), Value(0))
    fresh = Notification.objects.filter(person__in=readers(), read_at=None, pk__gt=behind)
    newest = fresh.order_by().values("person").annotate(newest=Max("pk"))
    rows = [
        MailDigest(recipient_id=row["person"], day=day, newest=row["newest"], queued_at=now())
        for row in newest.order_by("person")
    ]
    before = MailDigest.objects.filter(day=day).count()
    MailDigest.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return MailDigest.objects.filter(day=day).count() - before


def waiting(day: date) -> list[int]:
    """The keys of the day's e-mails that nobody has handed over; who waits longest comes first."""
    last = _delivered(OuterRef("recipient")).order_by("-day").values("day")[:1]
    rows = MailDigest.objects.filter(day=day, sent_at=None).annotate(last=Subquery(last))
    ordered = rows.order_by(F("last").asc(nulls_first=True), "pk")
    return list(ordered.values_list("pk", flat=True))


def claim(key: int) -> Content | None:
    """Take an e-mail to hand it over: nobody else will, whatever becomes of it.

    None if somebody else has, or if the person has read everything or wants none any more.
    """
    if not MailDigest.objects.filter(pk=key, sent_at=None).update(sent_at=now()):
        return None
    digest = MailDigest.objects.get(pk=key)
    recipient = readers().filter(pk=digest.recipient_id).first()
    last = _delivered(digest.recipient_id).exclude(pk=key).aggregate(last=Max("newest"))["last"]
    unread = Notification.objects.filter(
        person=digest.recipient_id, read_at=None, pk__gt=last or 0, pk__lte=digest.newest
    )
    count = unread.count()
    if recipient is None or not count:
        return None
    return Content(recipient, list(unread.order_by("-pk")[:SHOWN]), count)


def has_failed(key: int, why: str) -> None:
    """It did not arrive: the next e-mail tells of the same. `why` names no address."""
    MailDigest.objects.filter(pk=key).update(failure=why[:200])


def _delivered(person: Any) -> QuerySet[MailDigest]:
    """A person's e-mails that were handed over, as far as anybody knows."""
    return MailDigest.objects.filter(Q(failure=""), recipient=person, sent_at__isnull=False)
