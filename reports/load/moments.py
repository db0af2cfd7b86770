"""When things were done: mornings and afternoons of working days, never later than the day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

_SATURDAY = 5


def moment(day: date, chance: int = 0) -> datetime:
    """Within office hours of a day, or of the Monday after it; `chance` chooses the minute."""
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    minutes = 450 + chance % 530
    wanted = time(minutes // 60, minutes % 60, (chance >> 12) % 60)
    return timezone.make_aware(datetime.combine(day, wanted))
