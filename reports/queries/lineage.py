"""How units passed into those of a day, read from the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assignments.models import Unit
from indicators.models import Programme
from reports.queries.units import successions_until
from reports.succession_series import Lineage


def lineage_of(programme: Programme, units: Mapping[int, Unit], day: date) -> Lineage:
    """The lineage of the units up to the day; one query."""
    return Lineage(units, successions_until(programme, day), day)
