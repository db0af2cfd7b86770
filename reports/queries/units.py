"""Units as the pages need them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q

from assignments.models import LOCAL_KINDS, Part, Succession, Unit
from indicators.models import Programme


def local_units(programme: Programme) -> dict[int, Unit]:
    """Every local unit of the programme's province, past and present, by key."""
    units = Unit.objects.filter(province=programme.province_id, kind__in=LOCAL_KINDS)
    return {unit.pk: unit for unit in units}


def units_with_duties(programme: Programme, as_of: date) -> list[Unit]:
    """The province's units in order of code; each carries `leads`, the indicators it led then."""
    held = Q(assignments__valid_from__isnull=True) | Q(assignments__valid_from__lte=as_of)
    held &= Q(assignments__valid_to__isnull=True) | Q(assignments__valid_to__gt=as_of)
    leads = Count(
        "assignments",
        filter=held
        & Q(
            assignments__programme=programme,
            assignments__part=Part.LEAD,
            assignments__indicator__isnull=False,
            assignments__indicator__retired_at=None,
        ),
    )
    units = Unit.objects.filter(province=programme.province_id)
    return list(units.annotate(leads=leads).order_by("code"))


def all_units(programme: Programme) -> dict[int, Unit]:
    """Every unit of the programme's province, past and present, by key; one query."""
    units = Unit.objects.filter(province=programme.province_id).order_by("code")
    return {unit.pk: unit for unit in units}


def local_among(units: Mapping[int, Unit]) -> dict[int, Unit]:
    """Those among the units whose figures are rolled up."""
    return {key: unit for key, unit in units.items() if unit.is_local}


def successions_until(programme: Programme, day: date) -> list[Succession]:
    """Every succession of the province up to the day, oldest first; one query."""
    rows = Succession.objects.filter(
        predecessor__province=programme.province_id, happened_on__lte=day
    )
    return list(rows.select_related("predecessor", "successor").order_by("happened_on", "pk"))


def successions_of(unit: Unit) -> list[Succession]:
    """Every succession in which the unit is predecessor or successor, oldest first."""
    rows = Succession.objects.filter(Q(predecessor=unit) | Q(successor=unit))
    return list(rows.select_related("predecessor", "successor").order_by("happened_on"))
