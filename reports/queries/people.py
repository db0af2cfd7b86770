"""Accounts as the pages of administration need them."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from assignments.models import Membership
from assignments.people.rules import people_of
from indicators.models import Programme
from tracker.accounts.models import User
from tracker.common.folding import fold


def accounts_in(by: User, programme: Programme, search: str = "") -> list[User]:
    """The accounts that this person administers or sees in the province, by name, each with its
    roles there; narrowed to a name, a user name or a unit's code."""
    rows = _with_roles(people_of(by, programme.province), programme).order_by("full_name", "pk")
    wanted = fold(search)
    return [user for user in rows if not wanted or wanted in _said(user)]


def account_in(by: User, programme: Programme, key: int) -> User | None:
    """One of them."""
    return _with_roles(people_of(by, programme.province), programme).filter(pk=key).first()


def taken_usernames(names: list[str]) -> dict[str, User]:
    """Accounts that have one of these user names already, wherever they belong."""
    return {user.username: user for user in User.objects.filter(username__in=names)}


def unused_accounts(names: list[str]) -> list[User]:
    """Of these user names the accounts that nobody has ever signed in to."""
    waiting = Q(last_login=None, one_time_until__isnull=False, is_active=True)
    return list(User.objects.filter(waiting, username__in=names).order_by("username"))


def _with_roles(people: QuerySet[User], programme: Programme) -> QuerySet[User]:
    held = Membership.objects.filter(unit__province=programme.province_id)
    held = held.select_related("unit").order_by("unit__code", "role")
    return people.select_related("second_factor").prefetch_related(
        Prefetch("memberships", held, to_attr="roles_here")
    )


def _said(user: User) -> str:
    units = " ".join(f"{one.unit.name} {one.unit.code}" for one in user.roles_here)  # type: ignore[attr-defined]
    return fold(f"{user.full_name} {user.username} {user.email} {units}")
