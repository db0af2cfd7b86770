"""The course of a quantity over the years, given by a few known points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tracker.common.periods import Period


@dataclass(frozen=True)
class Path:
    """Straight between its points (time axis of Period.position), flat before and after them."""

    points: tuple[tuple[Decimal, Decimal], ...]

    @classmethod
    def of(cls, by_year: Mapping[int, str]) -> Path:
        """From values at year ends: {2024: "33.7"} is 33.7 at the position 2025."""
        return cls(tuple((Decimal(y + 1), Decimal(by_year[y])) for y in sorted(by_year)))

    def at(self, period: Period) -> Decimal:
        """The value at the end of a period."""
        position = period.position
        if position <= self.points[0][0]:
            return self.points[0][1]
        for (start, low), (end, high) in pairwise(self.points):
            if position <= end:
                return low + (high - low) * (position - start) / (end - start)
        return self.points[-1][1]
