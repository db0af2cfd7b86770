"""What a file says of the data in it: the last closed period, and whether any is illustrative."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from indicators.models import Programme
from reports.models import FigureNature, ReportingPeriod
from reports.queries.facts import known_figures
from tracker.common.periods import Period

# SQLite finds the index of this condition only by the condition's own words, not by a parameter.
_ILLUSTRATIVE = RawSQL(  # noqa: S611 - a constant
    f"reports_figure.nature = '{FigureNature.ILLUSTRATIVE.value}'", (), BooleanField()
)


@dataclass(frozen=True)
class CutOff:
    """A period and the day on which its data close."""

    period: Period
    day: date


def last_cut_off(programme: Programme, day: date) -> CutOff:
    """The last period whose data had closed: by the programme's calendar, else by the rule."""
    periods = ReportingPeriod.objects.filter(programme=programme, cut_off__lte=day)
    found = periods.order_by("-cut_off").first()
    if found is not None:
        return CutOff(found.period, found.cut_off)
    quarter = Period.containing(day)
    if quarter.cut_off > day:
        quarter = quarter.previous()
    return CutOff(quarter, quarter.cut_off)


def holds_illustrative(programme: Programme, day: date) -> bool:
    """Whether any figure known on the day is illustrative; by its index, also where none is."""
    indicators = programme.indicators.order_by().values("pk")
    return known_figures(day).filter(_ILLUSTRATIVE, indicator__in=indicators).exists()
