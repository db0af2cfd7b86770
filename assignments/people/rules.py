"""Whose accounts a person administers, and who needs a second factor."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from assignments.models import Membership
from assignments.units_admin import check_may_administer, monitoring_units
from indicators.models import Province
from tracker.accounts.demonstration import is_published
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.errors import NotAllowedError


def people_of(by: User, province: Province) -> QuerySet[User]:
    """The accounts with a role in the province; for an administrator also those without any."""
    people = User.objects.filter(pk__in=_members(province))
    if by.is_administrator:
        people |= User.objects.filter(Q(is_administrator=True) | Q(memberships__isnull=True))
    return people.distinct()


def check_may_manage(by: User, person: User, province: Province) -> None:
    """NotAllowedError unless this person may close the account, open it or give it a password.

    An administrator may. The Office may with those who belong to its province only, but neither
    with administrators nor reviewers nor anybody of an office that reviews: whoever could sign in
    as a colleague could approve what they wrote. Accounts of the demonstration stay as they are.
    """
    check_may_administer(by, province)
    if is_published(person):
        raise NotAllowedError(_("The accounts of the demonstration stay as they are."))
    if by.is_administrator:
        return
    held = Membership.objects.filter(user=person)
    reviews = Q(role=Role.REVIEWER) | Q(unit__in=monitoring_units(province))
    if person.is_administrator or held.filter(reviews).exists():
        raise NotAllowedError(
            _("Only an administrator changes the accounts of administrators and of the Office.")
        )
    if not held.exists() or held.exclude(unit__province=province).exists():
        raise NotAllowedError(
            _("Only an administrator changes an account with roles outside the province.")
        )


def may_manage(by: User, person: User, province: Province) -> bool:
    """`check_may_manage` as a question."""
    try:
        check_may_manage(by, person, province)
    except NotAllowedError:
        return False
    return True


def check_is_administrator(by: User) -> None:
    """NotAllowedError for anybody else."""
    if not by.is_administrator:
        raise NotAllowedError(_("Only an administrator may do this."))


def check_own_account(user: User) -> None:
    """NotAllowedError for an account of the demonstration: everybody else uses it too."""
    if is_published(user):
        raise NotAllowedError(_("The accounts of the demonstration stay as they are."))


def needs_second_factor(user: User) -> bool:
    """Reviewers and administrators, where SECOND_FACTOR_REQUIRED is on."""
    if is_published(user):
        return False
    return (
        user.is_administrator or Membership.objects.filter(user=user, role=Role.REVIEWER).exists()
    )


def _members(province: Province) -> QuerySet[Membership, int]:
    return Membership.objects.filter(unit__province=province).values_list("user_id", flat=True)
