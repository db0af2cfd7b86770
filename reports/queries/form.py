"""What the quarter's form says beside the report itself."""

from __future__ import annotations

from dataclasses import dataclass

from assignments.models import Unit
from assignments.permissions import office_units
from indicators.models import Programme
from reports.models import FigureNature
from reports.queries.facts import known_figures
from tracker.common.timestamps import today


@dataclass(frozen=True)
class FormFacts:
    """Whom units ask, and whether figures of the programme are made up for a demonstration."""

    office: str = ""
    is_illustrative: bool = False


def form_facts(programme: Programme) -> FormFacts:
    """Three queries."""
    units = Unit.objects.filter(pk__in=office_units(programme))
    figures = known_figures(today()).filter(indicator__programme=programme)
    return FormFacts(
        office=", ".join(units.order_by("code").values_list("name", flat=True)),
        is_illustrative=figures.filter(nature=FigureNature.ILLUSTRATIVE).exists(),
    )
