"""What the generator takes and gives: units as it needs them, and one figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from tracker.common.periods import Period


class UnitFacts(Protocol):
    """What is read of a unit, be it from the file or from the database."""

    @property
    def code(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...
    @property
    def population(self) -> int | None: ...
    @property
    def area_km2(self) -> Decimal | None: ...


@dataclass(frozen=True)
class DemoFigure:
    """One illustrative figure: a value, two parts, a class count, or a milestone.

    A milestone that is not reached has neither value nor `done_on`.
    """

    indicator: str
    unit: str
    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    class_code: str = ""
    done_on: date | None = None
    nature: str = "illustrative"
    note: str = ""


def is_valid_on(unit: UnitFacts, day: date) -> bool:
    """Whether the unit existed on that day (`valid_to` is the first day it did not)."""
    return (unit.valid_from is None or unit.valid_from <= day) and (
        unit.valid_to is None or day < unit.valid_to
    )


def closed_years(since: int, today: date) -> list[Period]:
    """The years from `since` that have ended."""
    return [Period(year) for year in range(since, today.year)]


def closed_quarters(since: Period, today: date) -> list[Period]:
    """The quarters from `since` whose cut-off, the 14th of the last month, has passed."""
    years = range(since.year, today.year + 1)
    quarters = [Period(year, quarter) for year in years for quarter in (1, 2, 3, 4)]
    return [q for q in quarters if q.sort_key >= since.sort_key and q.cut_off < today]
