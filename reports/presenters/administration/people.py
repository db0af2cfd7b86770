"""Accounts as administration shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import Membership
from reports.imports.accounts import AccountsPreview
from reports.presenters.rows import Link
from tracker.accounts.models import User
from tracker.common.labels import day_label
from tracker.common.table_file import Table, Value
from tracker.common.timestamps import now

_FEW = 3


@dataclass(frozen=True)
class AccountLine:
    """One account of the list."""

    name: str
    username: str
    url: str
    roles: tuple[str, ...]
    more_roles: str
    state: str
    is_closed: bool
    second_factor: str
    last_seen: str


@dataclass(frozen=True)
class AccountPage:
    """What is known of one account."""

    line: AccountLine
    email: str
    made: str
    units: tuple[tuple[str, str, str], ...]
    """Role, unit, and the page on which the role is given and ended."""


@dataclass(frozen=True)
class NewLine:
    """An account of a file that would be made."""

    place: str
    username: str
    name: str
    email: str
    roles: tuple[str, ...]


def account_line(user: User, link: Link) -> AccountLine:
    """The account with its roles in the province."""
    return AccountLine(
        name=user.full_name,
        username=user.username,
        url=link("account", str(user.pk)),
        roles=tuple(_role(one) for one in roles_of(user)[:_FEW]),
        more_roles=_more(len(roles_of(user)) - _FEW),
        state=state_of(user),
        is_closed=not user.is_active,
        second_factor=_("turned on") if user.factor else "",
        last_seen=day_label(localdate(user.last_login)) if user.last_login else "",
    )


def account_page(user: User, link: Link) -> AccountPage:
    """Everything that the page of one account says."""
    return AccountPage(
        line=account_line(user, link),
        email=user.email,
        made=day_label(localdate(user.created_at)),
        units=tuple(
            (
                str(one.get_role_display()),
                one.unit.name,
                link("administration_unit", one.unit.code),
            )
            for one in roles_of(user)
        ),
    )


def roles_of(user: User) -> Sequence[Membership]:
    """The roles in the province, as the query has brought them."""
    found: Sequence[Membership] = user.roles_here  # type: ignore[attr-defined]
    return found


def state_of(user: User) -> str:
    """Whether and how one signs in to the account."""
    if not user.is_active:
        return _("account is closed")
    if not user.has_usable_password():
        return _("without a password")
    if user.one_time_until is None:
        return _("in use")
    if user.one_time_until <= now():
        return _("one-time password no longer valid")
    until = day_label(localdate(user.one_time_until))
    return _("one-time password, valid until %(day)s") % {"day": until}


def new_lines(found: AccountsPreview) -> tuple[NewLine, ...]:
    """The accounts that the file would make."""
    return tuple(
        NewLine(
            place=one.place,
            username=one.account.username,
            name=one.account.full_name,
            email=one.account.email,
            roles=tuple(f"{role.label}, {unit.name}" for unit, role in one.account.roles),
        )
        for one in found.new
    )


def account_table(people: Iterable[User]) -> Table:
    """The list as a file."""
    header = [
        *(_("Full name"), _("User name"), _("E-mail"), _("Roles"), _("Account")),
        *(_("Two-step sign-in"), _("Last sign-in")),
    ]
    rows: list[Sequence[Value]] = [
        [
            *(one.full_name, one.username, one.email),
            "; ".join(_role(held) for held in roles_of(one)),
            *(state_of(one), _("turned on") if one.factor else _("turned off")),
            localdate(one.last_login) if one.last_login else None,
        ]
        for one in people
    ]
    return Table(_("Accounts"), header, rows, is_illustrative=False)


def _more(count: int) -> str:
    if count <= 0:
        return ""
    return ngettext("and %(count)d more role", "and %(count)d more roles", count) % {"count": count}


def _role(one: Membership) -> str:
    return f"{one.get_role_display()}, {one.unit.name}"
