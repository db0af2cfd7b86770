"""The checks that a figure must pass wherever it comes from: file, grid or workbook."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.method.facts import Kind
from indicators.models import Indicator
from tracker.common.decimals import decimal_places
from tracker.common.numbers import NumberError, format_number, parse_number
from tracker.common.periods import Period

_DONE = frozenset({"1", "có", "yes", "true", "x"})
_NOT_DONE = frozenset({"0", "chưa", "no", "false"})
_MAX_DECIMALS = 6


class CellError(Exception):
    """One cell is refused: its column (value, numerator, denominator …) and a sentence."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column
        self.sentence = sentence


@dataclass(frozen=True)
class Numbers:
    """The checked content of a cell; `done_on` None is a milestone that is not reached."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    done_on: date | None = None


def check_cells(
    indicator: Indicator, period: Period, cells: Mapping[str, str], today: date
) -> Numbers:
    """Read value, numerator and denominator as written; CellError names the first fault."""
    if indicator.kind == Kind.MILESTONE:
        return Numbers(done_on=_milestone(cells.get("value", ""), period, today))
    value, numerator, denominator = (
        read_number(column, cells.get(column, ""))
        for column in ("value", "numerator", "denominator")
    )
    if numerator is not None or denominator is not None:
        _check_ratio(indicator, value, numerator, denominator)
        shown = indicator.factor * (numerator or 0) / denominator if denominator else None
    elif value is None:
        raise CellError("value", _("There is no number here."))
    else:
        shown = value
    _check_bounds(indicator, shown, "value" if numerator is None else "numerator")
    return Numbers(value, numerator, denominator)


def read_number(column: str, text: str) -> Decimal | None:
    """The number as written, with or without a per cent sign; None for nothing; CellError."""
    if not text.strip():
        return None
    try:
        number = parse_number(text.strip().removesuffix("%"))
    except NumberError as error:
        raise CellError(column, str(error)) from error
    if decimal_places(number) > _MAX_DECIMALS:
        raise CellError(column, _("At most six decimals are kept."))
    return number


def _milestone(text: str, period: Period, today: date) -> date | None:
    """The day; a yes alone is the last day of a period that is over, and would be another day
    every day of one that runs."""
    word = text.strip().lower()
    if word in _NOT_DONE:
        return None
    if word in _DONE:
        if period.ends_on > today:
            raise CellError("value", _yes_alone())
        return period.ends_on
    done_on = read_day(word)
    if done_on is None:
        raise CellError("value", _("Write the day it was reached (2025-01-31), có or chưa."))
    if done_on > min(period.ends_on, today):
        raise CellError("value", _("This day lies after the period or in the future."))
    return done_on


def _yes_alone() -> str:
    return _(
        "Write the day it was reached, such as 31/01/2025: the period is not over, so a yes alone"
        " does not say when."
    )


def read_day(word: str) -> date | None:
    """A day as 2025-01-31 or as Vietnamese officials write it, 31/01/2025."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        with suppress(ValueError):
            return datetime.strptime(word, pattern).date()  # noqa: DTZ007 - a day has no zone
    return None


def _check_ratio(
    indicator: Indicator,
    value: Decimal | None,
    numerator: Decimal | None,
    denominator: Decimal | None,
) -> None:
    if indicator.kind != Kind.RATIO:
        raise CellError("numerator", _("This indicator takes a value, not two parts."))
    if numerator is None or denominator is None:
        missing = "numerator" if numerator is None else "denominator"
        raise CellError(missing, _("Numerator and denominator belong together."))
    if value is not None:
        raise CellError("value", _("Give the value or its two parts, not both."))
    if numerator < 0 or denominator < 0:
        raise CellError("numerator", _("The two parts cannot be negative."))
    if denominator == 0 and numerator > 0:
        raise CellError("denominator", _("The denominator is 0, the numerator is not."))
    if numerator > denominator and indicator.factor == 100:
        raise CellError("numerator", _("The numerator is larger than the denominator."))


def _check_bounds(indicator: Indicator, value: Decimal | None, column: str) -> None:
    if value is None:
        return
    whole = indicator.kind in (Kind.COUNT, Kind.CLASSES)
    if whole and (value != value.to_integral_value() or value < 0):
        raise CellError(column, _("A count is a whole number, 0 or more."))
    low, high = indicator.bound_min, indicator.bound_max
    if (low is not None and value < low) or (high is not None and value > high):
        raise CellError(
            column,
            _("The value lies outside the bounds %(low)s to %(high)s.")
            % {"low": format_number(low) or "…", "high": format_number(high) or "…"},
        )
