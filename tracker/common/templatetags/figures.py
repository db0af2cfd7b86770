"""Template filters for numbers, periods and days."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.common.labels import day_label, period_label
from tracker.common.numbers import format_number
from tracker.common.periods import Period

register = template.Library()

_RANGE = re.compile(r"(\d[\d.,]*[-–]\d[\d.,]*[%\w²³]{0,3})")


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


@register.filter
def unbroken(value: str) -> SafeString:
    """A wording in which no line breaks within a range: `khoảng 4,7-5,1%`."""
    parts = _RANGE.split(value)
    ranges = (format_html('<span class="nowrap">{}</span>', one) for one in parts[1::2])
    return format_html_join("", "{}{}", zip(parts[::2], [*ranges, ""], strict=True))
