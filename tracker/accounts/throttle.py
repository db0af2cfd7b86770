"""Slows down who guesses: attempts are counted in the database that all processes share."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from tracker.accounts.models import SignInAttempt
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now

WINDOW = timedelta(minutes=15)
COOL_OFF = timedelta(minutes=15)
KEPT_FOR = WINDOW + COOL_OFF
_log = logging.getLogger("lotrinh.security")


@dataclass(frozen=True)
class Limit:
    """So many failures within a quarter of an hour lock `whom` out, each kind for its time."""

    kind: str
    whom: str
    most: int
    cool_off: timedelta = COOL_OFF

    @property
    def key(self) -> str:
        """What the database keeps of it: a keyed digest, no name and no address."""
        return salted_hmac(
            "lotrinh.throttle", f"{self.kind} {self.whom}", algorithm="sha256"
        ).hexdigest()

    @property
    def mark(self) -> str:
        """For the log: the kind, and enough of the key to see that it is the same one again."""
        return f"{self.kind} {self.key[:12]}"


class LockedError(SentenceError):
    """Too many attempts; nobody has looked at this one. `seconds` until the next may be made."""

    def __init__(self, seconds: int) -> None:
        super().__init__(gettext_lazy("Too many failed attempts. Wait before you try again."))
        self.seconds = seconds

    @property
    def minutes(self) -> int:
        """The time in whole minutes, at least one."""
        return max(1, ceil(self.seconds / 60))


@dataclass(frozen=True)
class Attempt:
    """An attempt that has been counted before its outcome is known."""

    limits: tuple[Limit, ...]
    rows: tuple[int, ...]


def begin(*limits: Limit) -> Attempt:
    """Count an attempt against every limit; LockedError if one of them is used up.

    It is counted first and looked at afterwards, so that a hundred attempts at the same moment are
    no way around. One that is refused is not counted: nobody is locked out for longer by trying.
    """
    moment = now()
    SignInAttempt.objects.filter(at__lt=moment - KEPT_FOR).delete()
    made = SignInAttempt.objects.bulk_create(
        [SignInAttempt(key=limit.key, at=moment) for limit in limits]
    )
    rows = tuple(row.pk for row in made)
    waits = {limit.kind: _seconds(limit, rows, moment) for limit in limits}
    if any(waits.values()):
        SignInAttempt.objects.filter(pk__in=rows).delete()
        used_up = [limit.mark for limit in limits if waits[limit.kind]]
        _log.warning("locked out: %s", ", ".join(used_up))
        raise LockedError(max(waits.values()))
    return Attempt(limits, rows)


def succeeded(attempt: Attempt) -> None:
    """Take the attempt back, and with it all earlier ones of its first limit: the person's own."""
    SignInAttempt.objects.filter(pk__in=attempt.rows).delete()
    SignInAttempt.objects.filter(key=attempt.limits[0].key).delete()


def _seconds(limit: Limit, own: Sequence[int], moment: datetime) -> int:
    """How long the limit is used up; 0 if it is not."""
    others = SignInAttempt.objects.filter(key=limit.key).exclude(pk__in=own).order_by("-at")
    times = list(others.values_list("at", flat=True)[: limit.most])
    if len(times) < limit.most or times[0] - times[-1] > WINDOW:
        return 0
    return max(0, ceil((times[0] + limit.cool_off - moment).total_seconds()))
