"""Local roadmaps as pages need them: which count on a day, where each unit stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from assignments.models import LocalTarget, Roadmap, RoadmapState, Unit
from indicators.models import Indicator, Programme
from reports.queries.facts import known_figures
from tracker.common.periods import period_of
from tracker.common.timestamps import end_of

CellKey = tuple[int, int, int]
"""Unit, indicator, year."""


@dataclass(frozen=True)
class UnitRoadmaps:
    """The unit's roadmap that counts, and the one in work; None where there is none."""

    unit: Unit
    counting: Roadmap | None = None
    in_work: Roadmap | None = None


def approved_roadmaps(programme: Programme, day: date) -> QuerySet[Roadmap]:
    """Every roadmap approved by the end of the day, older revisions first."""
    found = Roadmap.objects.filter(
        programme=programme, state=RoadmapState.APPROVED, approved_at__lt=end_of(day)
    )
    return found.select_related("unit", "programme", "approved_by").order_by("revision")


def roadmaps_of(programme: Programme, unit: Unit) -> list[Roadmap]:
    """All of a unit's roadmaps with who did what, the latest revision last; one query."""
    found = Roadmap.objects.filter(programme=programme, unit=unit).order_by("revision")
    people = ("submitted_by", "returned_by", "approved_by")
    return list(found.select_related("programme", "unit", *people))


def counting_of(roadmaps: Sequence[Roadmap], day: date) -> Roadmap | None:
    """The one of a unit's roadmaps that counted on the day: the latest one approved by then."""
    until = end_of(day)
    approved = [
        one for one in roadmaps if one.state == RoadmapState.APPROVED and _is_before(one, until)
    ]
    return approved[-1] if approved else None


def _is_before(roadmap: Roadmap, until: datetime) -> bool:
    return roadmap.approved_at is not None and roadmap.approved_at < until


def standings(
    programme: Programme, units: Iterable[Unit], day: date, *, with_work: bool
) -> list[UnitRoadmaps]:
    """Where each of the units stands on the day; two queries.

    Work in progress has no past: `with_work` asks for it, and is for today alone.
    """
    counting = {one.unit_id: one for one in approved_roadmaps(programme, day)}
    in_work: dict[int, Roadmap] = {}
    if with_work:
        rows = Roadmap.objects.filter(programme=programme).exclude(state=RoadmapState.APPROVED)
        in_work = {one.unit_id: one for one in rows}
    return [UnitRoadmaps(unit, counting.get(unit.pk), in_work.get(unit.pk)) for unit in units]


def targets_of(
    roadmaps: Sequence[Roadmap], years: Collection[int] | None = None
) -> dict[CellKey, LocalTarget]:
    """Their cells by unit, indicator and year; one query."""
    units = {one.pk: one.unit_id for one in roadmaps}
    rows = LocalTarget.objects.filter(roadmap__in=list(units)).order_by()
    if years is not None:
        rows = rows.filter(year__in=list(years))
    return {(units[row.roadmap_id], row.indicator_id, row.year): row for row in rows}


def last_denominators(
    indicators: Iterable[Indicator], day: date, units: Collection[int] | None = None
) -> dict[tuple[int, int], Decimal]:
    """The denominator that each unit reported last, by unit and indicator; one query."""
    figures = known_figures(day).filter(
        indicator__in=[one.pk for one in indicators], denominator__isnull=False, definition=""
    )
    if units is not None:
        figures = figures.filter(unit__in=list(units))
    columns = ("unit_id", "indicator_id", "year", "quarter", "denominator")
    found: dict[tuple[int, int], tuple[tuple[Decimal, bool], Decimal]] = {}
    for unit, indicator, year, quarter, denominator in figures.order_by().values_list(*columns):
        moment = period_of(year, quarter).sort_key
        known = found.get((unit, indicator))
        if denominator is not None and (known is None or known[0] <= moment):
            found[unit, indicator] = (moment, denominator)
    return {key: denominator for key, (_moment, denominator) in found.items()}


def cells_of(roadmap: Roadmap | None) -> list[LocalTarget]:
    """The cells of one roadmap with who wrote them; one query, none without a roadmap."""
    if roadmap is None:
        return []
    rows = LocalTarget.objects.filter(roadmap=roadmap)
    return list(rows.select_related("updated_by"))
