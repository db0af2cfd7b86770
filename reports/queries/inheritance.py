"""Duties that passed from unit to unit in a programme."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from assignments.models import Inheritance, Unit
from indicators.models import Programme


def inheritances_of(unit: Unit, programme: Programme, as_of: date) -> list[Inheritance]:
    """What the unit took over from others or handed on by the day, oldest first; one query.

    Where a duty passed to nobody, `heir` is None.
    """
    rows = Inheritance.objects.filter(
        Q(source__unit=unit) | Q(heir__unit=unit),
        source__programme=programme,
        passed_on__lte=as_of,
    )
    rows = rows.filter(Q(source__task__isnull=True) | Q(source__task__retired_at=None))
    related = ("source__task", "source__indicator", "source__unit", "heir__unit", "succession")
    order = ("passed_on", "source__task__position", "source__indicator__position", "pk")
    return list(rows.select_related(*related).order_by(*order))
