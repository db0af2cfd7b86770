"""Who belongs to a unit: giving a role and ending it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.models import Membership, Unit
from assignments.units_admin import (
    ChangedMeanwhileError,
    check_may_administer,
    monitoring_units,
)
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.audit.ledger import Subject, record
from tracker.common.errors import NotAllowedError, SentenceError


class MembershipError(SentenceError):
    """The role cannot be given; the sentence says why."""


def join_unit(*, user: User, unit: Unit, role: Role, by: User | None) -> Membership:
    """Give a person a role in a unit; giving it twice changes nothing.

    For commands and loaders; people go through `give_role`.
    """
    with transaction.atomic():
        membership, created = Membership.objects.get_or_create(user=user, unit=unit, role=role)
        if created:
            _record("membership.made", membership, by=by)
        return membership


def check_may_give(user: User, unit: Unit, role: Role | None = None) -> None:
    """NotAllowedError unless the person may change who belongs to the unit, in this role.

    An administrator may everywhere. The Office may in every unit of its province but those that
    review, and never as a reviewer: nobody makes themselves colleagues who approve.
    """
    check_may_administer(user, unit.province)
    if user.is_administrator:
        return
    if unit.pk in monitoring_units(unit.province):
        raise NotAllowedError(
            _("Only an administrator changes who belongs to the reviewing office.")
        )
    if role is Role.REVIEWER:
        raise NotAllowedError(_("Only an administrator makes somebody a reviewer."))


def roles_to_give(user: User, unit: Unit) -> list[Role]:
    """The roles that `check_may_give` lets this person give in the unit."""
    try:
        check_may_give(user, unit)
    except NotAllowedError:
        return []
    return [role for role in Role if user.is_administrator or role is not Role.REVIEWER]


def give_role(*, user: User, unit: Unit, role: Role, by: User, reason: str = "") -> Membership:
    """Give an existing account a role in a unit; nobody but an administrator gives one to itself.

    MembershipError for an account that cannot sign in, or that holds the role already.
    """
    check_may_give(by, unit, role)
    if user == by and not by.is_administrator:
        raise NotAllowedError(_("Nobody gives a role to themselves. Ask an administrator."))
    if not user.is_active:
        raise MembershipError(_("%(name)s can no longer sign in.") % {"name": user.full_name})
    with transaction.atomic():
        membership, created = Membership.objects.get_or_create(user=user, unit=unit, role=role)
        if not created:
            raise MembershipError(
                _("%(name)s is %(role)s of this unit already.")
                % {"name": user.full_name, "role": role.label}
            )
        _record("membership.made", membership, by=by, reason=reason)
    return membership


def end_membership(*, membership: Membership, by: User, reason: str = "") -> None:
    """Take a role away; what the person did stays in the ledger and in the reports.

    ChangedMeanwhileError if somebody else has taken it already.
    """
    check_may_give(by, membership.unit, Role(membership.role))
    with transaction.atomic():
        _record("membership.ended", membership, by=by, reason=reason)
        gone, _rows = Membership.objects.filter(pk=membership.pk).delete()
        if not gone:
            raise ChangedMeanwhileError(_("This role was already taken away."))


def _record(verb: str, membership: Membership, *, by: User | None, reason: str = "") -> None:
    subject, content = membership_subject(membership), membership_ledger(membership)
    is_made = verb == "membership.made"
    record(
        verb,
        subject,
        by=by,
        before=None if is_made else content,
        after=content if is_made else None,
        reason=reason,
    )


def membership_subject(membership: Membership) -> Subject:
    """The membership for the ledger: user name/unit."""
    return Subject("membership", f"{membership.user.username}/{membership.unit.code}", None)


def membership_ledger(membership: Membership) -> dict[str, str]:
    """What the ledger keeps of a membership."""
    return {
        "role": str(membership.role),
        "unit": membership.unit.code,
        "province": membership.unit.province.code,
    }
