"""Template filters for numbers, periods and days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import template

from tracker.common.labels import day_label, period_label
from tracker.common.numbers import format_number
from tracker.common.periods import Period

register = template.Library()


@register.filter
def number(value: Decimal | int | None, places: int | None = None) -> str:
    """The number as officials write it; nothing for None."""
    return format_number(value, places)


@register.filter(name="period_label")
def period(value: Period | None) -> str:
    """`Quý III/2025`; nothing for None."""
    return "" if value is None else period_label(value)


@register.filter
def day(value: date | None) -> str:
    """`15/09/2026`; nothing for None."""
    return "" if value is None else day_label(value)
