"""What a person may see: the programmes of the provinces their units belong to."""

from __future__ import annotations

from django.db.models import QuerySet

from assignments.models import Membership, Unit
from indicators.models import Programme
from tracker.accounts.models import User
from tracker.accounts.roles import Role


def visible_programmes(user: User) -> QuerySet[Programme]:
    """Programmes this person may see; an administrator sees all, a stranger none."""
    programmes = Programme.objects.select_related("province").order_by("code")
    if user.is_administrator:
        return programmes
    provinces = Membership.objects.filter(user=user).values("unit__province")
    return programmes.filter(province__in=provinces)


def visible_units(user: User, programme: Programme) -> QuerySet[Unit]:
    """Units of a visible programme's province."""
    if not visible_programmes(user).filter(pk=programme.pk).exists():
        return Unit.objects.none()
    return Unit.objects.filter(province=programme.province_id)


def roles_in(user: User, programme: Programme) -> frozenset[Role]:
    """The roles a person holds in units of the programme's province."""
    held = Membership.objects.filter(user=user, unit__province=programme.province_id)
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def roles_held(user: User) -> frozenset[Role]:
    """The roles a person holds anywhere."""
    held = Membership.objects.filter(user=user).values_list("role", flat=True)
    return frozenset(map(Role, held))
