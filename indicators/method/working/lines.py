"""The arithmetic of one judgement, line by line: formulas with their numbers, and what they gave.

Nothing is judged here: every result is taken from the judgement, and its formula stands beside it.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Rule(StrEnum):
    """Which line of the arithmetic it is; the words beside it depend on that."""

    FIGURE = "figure"
    TOLERANCE = "tolerance"
    EDGE = "edge"
    GAP = "gap"
    RELATIVE_GAP = "relative_gap"
    HEADS = "heads"
    SURPLUS = "surplus"
    CLASS = "class"
    MET = "met"
    EXCEEDED = "exceeded"
    YEAR_TOTAL = "year_total"
    EXPECTED = "expected"
    DISTANCE = "distance"
    PROMOTIONS = "promotions"
    LEVEL = "level"
    HELD = "held"
    RATIO = "ratio"
    THRESHOLD = "threshold"
    PREVIOUS = "previous"
    CHANGE = "change"
    AHEAD = "ahead"
    SLIPPING = "slipping"
    COVERAGE = "coverage"
    COUNTS = "counts"
    AGE = "age"


@dataclass(frozen=True)
class Step:
    """`symbol` = `formula` over `numbers` (by their signs in the formula) = `result`, unrounded.

    `of` names the class or the figure that the line is about, where there are several.
    """

    rule: Rule
    symbol: str
    formula: str
    numbers: Mapping[str, Decimal]
    result: Decimal
    of: str = ""


SIGNS = {
    "<": operator.lt,
    "≤": operator.le,
    "=": operator.eq,
    "≥": operator.ge,
    ">": operator.gt,
}


class Side(NamedTuple):
    """One side of a comparison: its sign, or none where it is a plain number, and the number."""

    symbol: str
    value: Decimal


@dataclass(frozen=True)
class Check:
    """`left` `sign` `right`: whether it holds, on unrounded numbers."""

    rule: Rule
    left: Side
    sign: str
    right: Side
    of: str = ""

    @property
    def holds(self) -> bool:
        """Whether the comparison is true."""
        return bool(SIGNS[self.sign](self.left.value, self.right.value))

    @property
    def true_sign(self) -> str:
        """The sign as it really is between the two: as asked where that holds."""
        if self.holds:
            return self.sign
        return {-1: "<", 0: "=", 1: ">"}[int(self.left.value.compare(self.right.value))]


Line = Step | Check


@dataclass(frozen=True)
class Working:
    """The lines of each part, in the order in which the parts were asked; a part that this
    judgement did not need is empty."""

    figure: tuple[Line, ...] = ()
    target: tuple[Line, ...] = ()
    gap: tuple[Line, ...] = ()
    line: tuple[Line, ...] = ()
    progress: tuple[Line, ...] = ()
    decision: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them, in order."""
        return (
            *(*self.figure, *self.target, *self.gap),
            *(*self.line, *self.progress, *self.decision),
        )
