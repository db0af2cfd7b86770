"""Today and now in the province's time zone: the only clock of the product."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware."""
    return timezone.now()


def today() -> date:
    """The calendar day in Việt Nam."""
    return timezone.localdate()
