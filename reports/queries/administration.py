"""Units, people and successions as the pages of administration need them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from assignments.models import Inheritance, Membership, Succession, Unit
from indicators.models import Programme, Province
from reports.models import Report, ReportState
from tracker.accounts.models import User
from tracker.common.folding import fold


def units_with_people(programme: Programme) -> list[Unit]:
    """The province's units in order of code; each carries `people`, how many belong to it."""
    units = Unit.objects.filter(province=programme.province_id)
    people = Count("memberships__user", distinct=True)
    return list(units.annotate(people=people).order_by("code"))


def members_of(unit: Unit) -> list[Membership]:
    """Who belongs to the unit, by name."""
    rows = Membership.objects.filter(unit=unit).select_related("user", "unit")
    return list(rows.order_by("user__full_name", "role"))


def members_in(province: Province) -> list[Membership]:
    """Who belongs to any unit of the province, by unit and name."""
    rows = Membership.objects.filter(unit__province=province).select_related("user", "unit")
    return list(rows.order_by("unit__code", "user__full_name", "role"))


def known_people(province: Province) -> list[User]:
    """Accounts that belong to a unit of the province, to be offered when a role is given."""
    people = User.objects.filter(memberships__unit__province=province, is_active=True)
    return list(people.distinct().order_by("username"))


def successions_in(province: Province, search: str = "") -> QuerySet[Succession]:
    """Every succession of the province, the newest first; narrowed to a name or code."""
    rows = Succession.objects.filter(predecessor__province=province)
    if wanted := fold(search):
        found = Q()
        for side in ("predecessor", "successor"):
            found |= Q(**{f"{side}__folded_name__contains": wanted})
            found |= Q(**{f"{side}__code__contains": wanted})
        rows = rows.filter(found)
    rows = rows.select_related("predecessor", "successor")
    return rows.order_by("-happened_on", "predecessor__code", "successor__code")


def successions_on(province: Province, day: date) -> list[Succession]:
    """What happened on one day, by predecessor."""
    return list(successions_in(province).filter(happened_on=day))


def passed_on(units: Collection[int], day: date) -> list[Inheritance]:
    """What these units passed on, on that day: to whom, or to nobody."""
    rows = Inheritance.objects.filter(source__unit__in=units, passed_on=day)
    related = ("source__task", "source__indicator", "source__programme", "heir")
    return list(rows.select_related(*related).order_by("pk"))


def open_reports(units: Sequence[Unit]) -> list[Report]:
    """Reports of the units that are not approved: they stay with the unit that began them."""
    rows = Report.objects.filter(unit__in=units).exclude(state=ReportState.APPROVED)
    rows = rows.select_related("unit", "period__programme")
    return list(rows.order_by("unit__code", "period__year", "period__quarter"))
