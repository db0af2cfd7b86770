"""Who may do what: membership of a unit, of the monitoring office. `check_` raises a sentence."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assignments.models import Assignment, Membership, Part, Unit
from indicators.models import Programme
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.errors import NotAllowedError
from tracker.common.timestamps import today

UNIT_ROLES = (Role.REPORTER, Role.HEAD)


def office_units(programme: Programme) -> list[int]:
    """The keys of the units that monitor the programme."""
    monitors = Assignment.objects.on(today()).filter(programme=programme, part=Part.MONITOR)
    return list(monitors.values_list("unit_id", flat=True))


def is_office(user: User, programme: Programme) -> bool:
    """Whether the person reviews for the monitoring office; an administrator does not."""
    monitors = Assignment.objects.on(today()).filter(programme=programme, part=Part.MONITOR)
    held = Membership.objects.filter(user=user, role=Role.REVIEWER)
    return held.filter(unit__in=monitors.values("unit")).exists()


def monitored_by(user: User) -> QuerySet[Assignment, int]:
    """The keys of the programmes for whose monitoring office the person reviews: `is_office` as
    a condition."""
    reviews_for = Membership.objects.filter(user=user, role=Role.REVIEWER).values("unit")
    monitors = Assignment.objects.on(today()).filter(part=Part.MONITOR, unit__in=reviews_for)
    return monitors.values_list("programme_id", flat=True)


def speaks_for_units(user: User, programme: Programme) -> bool:
    """Whether the person may bring what units say: the Office for all of them, or somebody who
    reports for one or heads it."""
    return is_office(user, programme) or bool(own_units(user, programme))


def check_is_office(user: User, programme: Programme) -> None:
    """NotAllowedError unless the person reviews for the monitoring office."""
    if not is_office(user, programme):
        raise NotAllowedError(_("Only the reviewing office may do this."))


def has_role(user: User, unit: Unit, *roles: Role) -> bool:
    """Whether the person holds one of the roles in the unit; no query if memberships are known."""
    return any(one.unit_id == unit.pk and one.role in roles for one in user.memberships.all())


def check_is_member(user: User, unit: Unit) -> None:
    """NotAllowedError unless the person reports for the unit or heads it."""
    if not has_role(user, unit, *UNIT_ROLES):
        raise NotAllowedError(_("You do not report for this unit."))


def own_units(user: User, programme: Programme) -> list[Unit]:
    """The units of the programme's province for which the person reports or which they head."""
    units = Unit.objects.filter(
        province=programme.province_id,
        memberships__user=user,
        memberships__role__in=UNIT_ROLES,
    )
    return list(units.distinct().order_by("code"))
