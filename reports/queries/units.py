"""Units as the pages need them."""

from __future__ import annotations

from django.db.models import Count, Q

from assignments.models import LOCAL_KINDS, Part, Succession, Unit
from indicators.models import Programme


def local_units(programme: Programme) -> dict[int, Unit]:
    """Every local unit of the programme's province, past and present, by key."""
    units = Unit.objects.filter(province=programme.province_id, kind__in=LOCAL_KINDS)
    return {unit.pk: unit for unit in units}


def units_with_duties(programme: Programme) -> list[Unit]:
    """The province's units in order of code; each carries `leads`, the indicators it leads."""
    leads = Count(
        "assignments",
        filter=Q(
            assignments__programme=programme,
            assignments__part=Part.LEAD,
            assignments__indicator__retired_at=None,
        ),
    )
    units = Unit.objects.filter(province=programme.province_id)
    return list(units.annotate(leads=leads).order_by("code"))


def successions_of(unit: Unit) -> list[Succession]:
    """Every succession in which the unit is predecessor or successor, oldest first."""
    rows = Succession.objects.filter(Q(predecessor=unit) | Q(successor=unit))
    return list(rows.select_related("predecessor", "successor").order_by("happened_on"))
