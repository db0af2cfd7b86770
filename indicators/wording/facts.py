"""What is understood of a wording, and why one is not. Pure: the sentences are the presenters'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from indicators.method.facts import Comparator, Goal, Wanted


class Doubt(StrEnum):
    """Why a wording is not understood; a person decides then, nothing is guessed."""

    EMPTY = "empty"
    NO_NUMBER = "no_number"
    NUMBER = "number"
    """`detail` is the sentence of the parser of numbers: two readings, or none."""
    SEVERAL = "several"
    CONFLICT = "conflict"
    CROSSED = "crossed"
    CHANGE = "change"
    PERIOD = "period"
    UNKNOWN_WORDS = "unknown_words"
    CONDITION = "condition"
    UNIT = "unit"
    DATE = "date"


class Remark(StrEnum):
    """What was understood, and is worth a second look."""

    PLAIN = "plain"
    """No word says whether more or less is meant."""
    THOUSANDS = "thousands"
    """A lone dot before three digits parts thousands, because such things are counted whole."""
    DECIMAL_POINT = "decimal_point"
    UNIT_DIFFERS = "unit_differs"


class WordingError(ValueError):
    """The wording is not understood: `doubt`, and the words or the sentence it concerns."""

    def __init__(self, doubt: Doubt, detail: str = "") -> None:
        super().__init__(doubt.value)
        self.doubt = doubt
        self.detail = detail


@dataclass(frozen=True)
class Reading:
    """A wording as a goal without its year.

    `wanted` is the better direction if the words themselves say it; `year` the one they name;
    `unit` what stands behind the number. An `approx` has the tolerance of the method.
    """

    comparator: Comparator
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    classes: Mapping[str, int] | None = None
    due: date | None = None
    year: int | None = None
    unit: str = ""
    wanted: Wanted | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The numbers that stand in it, in order."""
        return tuple(one for one in (self.value, self.low, self.high) if one is not None)

    def goal(self, year: int) -> Goal:
        """What the method judges."""
        return Goal(
            year=year,
            comparator=self.comparator,
            value=self.value,
            low=self.low,
            high=self.high,
            classes=self.classes,
            due=self.due,
        )
