"""Reporting periods (a year or a quarter) as values. Pure: no Django, no clock."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property

_PATTERN = re.compile(r"^(?P<year>\d{4})(?:-Q(?P<quarter>[1-4]))?$")
_EARLIEST, _LATEST = 1990, 2100


class PeriodError(ValueError):
    """The text names no reporting period; `text` is what was given."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True)
class Period:
    """A calendar year (`quarter` None) or one quarter of it."""

    year: int
    quarter: int | None = None

    def __post_init__(self) -> None:
        if not _EARLIEST <= self.year <= _LATEST or self.quarter not in (None, 1, 2, 3, 4):
            raise PeriodError(f"{self.year}-Q{self.quarter}")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2024` or `2025-Q3`; anything else raises PeriodError."""
        match = _PATTERN.match(text.strip().upper())
        if match is None:
            raise PeriodError(text)
        quarter = match["quarter"]
        return cls(int(match["year"]), int(quarter) if quarter else None)

    @classmethod
    def containing(cls, day: date) -> Period:
        """The quarter in which a day lies."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def is_annual(self) -> bool:
        return self.quarter is None

    @property
    def starts_on(self) -> date:
        return date(self.year, 3 * (self.quarter or 1) - 2, 1)

    @cached_property
    def ends_on(self) -> date:
        month = 3 * (self.quarter or 4)
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @cached_property
    def cut_off(self) -> date:
        """The 14th of the last month: when data close (Decree 09/2019/NĐ-CP, art. 12)."""
        return self.ends_on.replace(day=14)

    @cached_property
    def position(self) -> Decimal:
        """The end of the period on the time axis: year N ends at N+1, quarter q at N + q/4."""
        return self.year + Decimal(self.quarter or 4) / 4

    @cached_property
    def sort_key(self) -> tuple[Decimal, bool]:
        """Order by end; the year stands after its fourth quarter."""
        return self.position, self.is_annual

    def year_before(self) -> Period:
        """The same period one year earlier."""
        return Period(self.year - 1, self.quarter)

    def previous(self) -> Period:
        """The period of the same length just before."""
        if self.quarter is None or self.quarter == 1:
            return Period(self.year - 1, self.quarter and 4)
        return Period(self.year, self.quarter - 1)


@cache
def period_of(year: int, quarter: int) -> Period:
    """The period of a stored figure (quarter 0 is the year), made once and kept with its dates."""
    return Period(year, quarter or None)


def day_position(day: date) -> Decimal:
    """A day on the time axis of `Period.position`: year + day-of-year / days-in-year."""
    days = 366 if calendar.isleap(day.year) else 365
    return day.year + Decimal(day.timetuple().tm_yday) / days
