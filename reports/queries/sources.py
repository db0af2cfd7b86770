"""Where the figures of an indicator were published."""

from __future__ import annotations

from datetime import date

from assignments.models import LOCAL_KINDS
from indicators.models import Collection, Indicator
from reports.queries.facts import known_figures
from tracker.common.periods import Period


def published_sources(indicator: Indicator, as_of: date) -> dict[tuple[str, str], str]:
    """Source and note by (period, definition), of the province's own figures that name one."""
    figures = known_figures(as_of).filter(indicator=indicator).exclude(source="", note="")
    if indicator.collection == Collection.LOCAL:
        figures = figures.exclude(unit__kind__in=LOCAL_KINDS)
    columns = ("year", "quarter", "definition", "source", "note")
    found: dict[tuple[str, str], str] = {}
    for year, quarter, definition, source, note in figures.values_list(*columns):
        text = ". ".join(part.rstrip(".") for part in (source, note) if part)
        found.setdefault((str(Period(year, quarter or None)), definition), text)
    return found
