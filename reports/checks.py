"""Soft checks of a figure beside its history: they warn and want a reason, they never block.

Pure: values in, codes out. Hard checks (format, n ≤ d, bounds) stand in reports/hard_checks.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

JUMP = Decimal("0.30")
_SLIPS = (Decimal(1000), Decimal(100))
_SLIP_ROOM = Decimal("0.20")
STILL_FOR = 4


class Warning_(StrEnum):  # noqa: N801 - Warning is a Python exception
    """What looks odd about a figure."""

    JUMP = "jump"
    SLIP_1000 = "slip_1000"
    SLIP_100 = "slip_100"
    FALLING_TOTAL = "falling_total"
    NO_CHANGE = "no_change"


@dataclass(frozen=True)
class Context:
    """A figure with what the unit reported before: latest last, the same quarter a year ago."""

    value: Decimal | None
    earlier: Sequence[Decimal] = ()
    year_before: Decimal | None = None
    expected: Decimal | None = None
    is_flow: bool = False
    is_first_of_year: bool = False
    is_stated_unchanged: bool = False

    @property
    def previous(self) -> Decimal | None:
        """The last figure before."""
        return self.earlier[-1] if self.earlier else None


def warnings_of(context: Context) -> tuple[Warning_, ...]:
    """Every soft check that the figure trips; none without a figure or without a history.

    A slip of the decimal point explains a jump, so it is named alone.
    """
    value, previous = context.value, context.previous
    if value is None or previous is None:
        return ()
    slip = _slip(value, previous)
    if slip is not None:
        return (slip,)
    found = []
    if context.is_flow and not context.is_first_of_year and value < previous:
        found.append(Warning_.FALLING_TOTAL)
    elif not context.is_flow and _jumps(value, previous):
        found.append(Warning_.JUMP)
    if _stands_still(context):
        found.append(Warning_.NO_CHANGE)
    return tuple(found)


def _jumps(value: Decimal, previous: Decimal) -> bool:
    """More than ±30 % of the previous figure; from 0 any change is one."""
    return abs(value - previous) > JUMP * abs(previous)


def _slip(value: Decimal, previous: Decimal) -> Warning_ | None:
    """Whether the figure is about 1 000 or 100 times larger or smaller than the last."""
    if not value or not previous or (value < 0) != (previous < 0):
        return None
    ratio = value / previous
    for times in _SLIPS:
        for factor in (times, 1 / times):
            if abs(ratio / factor - 1) <= _SLIP_ROOM:
                return Warning_.SLIP_1000 if times == 1000 else Warning_.SLIP_100
    return None


def _stands_still(context: Context) -> bool:
    """The same figure for four reports running, this one included, and nobody said so."""
    run = [*context.earlier, context.value][-STILL_FOR:]
    return len(run) == STILL_FOR and len(set(run)) == 1 and not context.is_stated_unchanged
