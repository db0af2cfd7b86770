"""The checks that a local target must pass wherever it comes from: grid or file."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.method.facts import Kind
from indicators.models import Indicator
from reports.hard_checks import CellError
from tracker.common.numbers import format_number


def check_goal(indicator: Indicator, value: Decimal | None, denominator: Decimal | None) -> None:
    """CellError for a value outside the indicator's bounds, or a denominator that cannot be.

    A percentage without bounds of its own lies between 0 and 100.
    """
    if denominator is not None and denominator < 0:
        raise CellError("denominator", _("A denominator is 0 or more."))
    if value is None:
        return
    whole = value == value.to_integral_value()
    if indicator.kind == Kind.COUNT and (not whole or value < 0):
        raise CellError("value", _("A count is a whole number, 0 or more."))
    low, high = _bounds(indicator)
    if (low is not None and value < low) or (high is not None and value > high):
        raise CellError(
            "value",
            _("The value lies outside the bounds %(low)s to %(high)s.")
            % {"low": format_number(low) or "…", "high": format_number(high) or "…"},
        )


def _bounds(indicator: Indicator) -> tuple[Decimal | None, Decimal | None]:
    low, high = indicator.bound_min, indicator.bound_max
    if indicator.factor != 100 or indicator.kind != Kind.RATIO:
        return low, high
    hundred = indicator.factor
    return Decimal(0) if low is None else low, hundred if high is None else high
