"""The product's clock at a past moment: the demonstration replays weeks of reporting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Every deed within happened at this moment, in the ledger too.

    For the loading of the demonstration alone, which runs by itself before anything is served:
    the moment holds for the whole process.
    """
    with patch.object(timezone, "now", lambda: moment):
        yield


def moment_of(day: date, minute: int = 0) -> datetime:
    """Nine in the morning and so many minutes of a day, but never later than now."""
    wanted = datetime.combine(day, time(9 + minute // 60 % 8, minute % 60))
    return min(timezone.make_aware(wanted), timezone.now())
