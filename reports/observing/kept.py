"""What is kept of one period: operands from which the observation is made again, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from indicators.method.facts import Nature, Observation
from indicators.method.rollup import coverage, quotient
from tracker.common.periods import Period

FOREVER = date.max
"""Until when something is seen that nothing has replaced."""
_WHOLLY = Decimal(1)
_NATURES = {nature.value: nature for nature in Nature}


class Place(NamedTuple):
    """Of what an observation is: a definition ("" is the indicator's own) and a period."""

    definition: str
    year: int
    quarter: int

    @property
    def moment(self) -> int:
        """Rises with time; the year stands after its fourth quarter."""
        return 5 * self.year + (self.quarter or 5)


class Kept(NamedTuple):
    """The operands of one observation; `covered` of `whole` where it was rolled up, else None.

    `value` is None where n and d give it. `reporting` counts the local units with a figure.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    classes: tuple[tuple[str, int], ...] | None = None
    done_on: date | None = None
    nature: str = Nature.OFFICIAL.value
    covered: Decimal | None = None
    whole: Decimal | None = None
    error: str = ""
    reporting: int = 0

    def observation(self, period: Period, factor: Decimal, definition: str) -> Observation:
        """As the method wants it; with fifty digits, as everything that the method divides."""
        value, n, d = self.value, self.numerator, self.denominator
        if self.classes is None and n is not None and d:
            value = quotient(n, d, factor)
        covered, whole = self.covered, self.whole
        return Observation(
            period=period,
            value=value,
            numerator=n,
            denominator=d,
            classes=None if self.classes is None else dict(self.classes),
            done_on=self.done_on,
            nature=_NATURES[self.nature],
            coverage=_WHOLLY if covered is None or whole is None else coverage(covered, whole),
            same_definition=not definition,
            error=self.error or None,
        )


@dataclass(frozen=True, slots=True)
class Span:
    """What one saw of a place from `known_on` until `until` (exclusive)."""

    place: Place
    known_on: date
    until: date
    kept: Kept
