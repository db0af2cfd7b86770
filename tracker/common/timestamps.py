"""Today and now in the province's time zone: the only clock of the product."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware."""
    return timezone.now()


def today() -> date:
    """The calendar day in Việt Nam."""
    return timezone.localdate()


def start_of(day: date) -> datetime:
    """The first moment of a calendar day in Việt Nam."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The first moment after a calendar day in Việt Nam."""
    return start_of(day + timedelta(days=1))
