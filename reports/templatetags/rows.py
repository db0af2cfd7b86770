"""Template filters for presenter rows."""

from __future__ import annotations

from django import template

from reports.presenters.rows import IndicatorRow, TargetView

register = template.Library()


@register.filter
def target_of(row: IndicatorRow, year: int) -> TargetView | None:
    """The row's target of that year."""
    return row.target(year)
