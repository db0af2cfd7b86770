"""How old a figure is, and whether it may still speak for today."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from tracker.common.periods import Period

from .facts import Frequency


class Freshness(StrEnum):
    """Fresh figures speak, late ones speak and are marked, stale ones give no status."""

    FRESH = "fresh"
    LATE = "late"
    STALE = "stale"


LIMITS = {Frequency.ANNUAL: (18, 24), Frequency.QUARTERLY: (5, 9)}
"""Up to how many months a figure is fresh, and late; after that it is stale."""


def age_months(period: Period, as_of: date) -> int:
    """Full months since the end of the period, both days included; 0 while it still runs.

    31/3 to 30/4 is one full month: what counts is that the last day of the month is over.
    """
    end, today = period.ends_on + timedelta(days=1), as_of + timedelta(days=1)
    return max(0, 12 * (today.year - end.year) + today.month - end.month)


def freshness(frequency: Frequency, months: int) -> Freshness:
    """Annual: fresh to 18 months, late to 24, then stale; quarterly: 5 and 9."""
    fresh, late = LIMITS[frequency]
    if months <= fresh:
        return Freshness.FRESH
    return Freshness.LATE if months <= late else Freshness.STALE
