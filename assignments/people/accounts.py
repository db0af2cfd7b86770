"""What the province does with accounts: makes, closes and opens them, gives new passwords."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assignments.memberships import check_may_give, membership_ledger, membership_subject
from assignments.models import Membership, Unit
from assignments.people.rules import check_is_administrator, check_may_manage
from assignments.people.tokens import revoke_all
from assignments.units_admin import ChangedMeanwhileError
from indicators.models import Province
from tracker.accounts.models import SecondFactor, User
from tracker.accounts.passwords import give_one_time_password
from tracker.accounts.roles import Role
from tracker.audit.ledger import Subject, record, record_all
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now

USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?")


class AccountError(SentenceError):
    """The account cannot be made or changed; the sentence says why."""


@dataclass(frozen=True)
class NewAccount:
    """A person who begins, with the roles they begin with."""

    username: str
    full_name: str
    email: str
    roles: tuple[tuple[Unit, Role], ...]


@dataclass(frozen=True)
class MadeAccount:
    """An account and its one-time password, which is known nowhere else."""

    user: User
    password: str


def check_username(username: str) -> str:
    """AccountError unless it is lower-case Latin letters, digits, points, dashes, underscores."""
    if not USERNAME.fullmatch(username):
        raise AccountError(
            _("A user name has Latin letters, digits, points, dashes and underscores: nguyen.van.a")
        )
    return username


def make_accounts(*, accounts: Sequence[NewAccount], by: User) -> list[MadeAccount]:
    """Accounts with their roles and one-time passwords, all or none.

    ChangedMeanwhileError if somebody else has taken one of the user names.
    """
    for one in accounts:
        check_username(one.username)
        for unit, role in one.roles:
            check_may_give(by, unit, role)
    # What a published password has made lets in no longer than it does.
    rows = [
        User(
            username=one.username,
            full_name=one.full_name,
            email=one.email,
            is_demonstration=by.is_demonstration,
        )
        for one in accounts
    ]
    passwords = [give_one_time_password(user) for user in rows]
    try:
        with transaction.atomic():
            made = User.objects.bulk_create(rows)
            members = [
                Membership(user=user, unit=unit, role=role)
                for user, one in zip(made, accounts, strict=True)
                for unit, role in one.roles
            ]
            Membership.objects.bulk_create(members)
            _record_made(made, members, by)
    except IntegrityError as error:
        raise ChangedMeanwhileError(
            _("Somebody else has just made one of these accounts. Look at them again.")
        ) from error
    return [MadeAccount(*pair) for pair in zip(made, passwords, strict=True)]


def correct_account(
    *, person: User, full_name: str, email: str, province: Province, by: User, reason: str = ""
) -> None:
    """Another name or e-mail for the same person. The ledger keeps the names but no address.

    One's own address is changed with the password, on one's own page.
    """
    check_may_manage(by, person, province)
    wanted, had = (full_name, email), (person.full_name, person.email)
    if wanted == had:
        return
    if person == by and email != person.email:
        raise AccountError(_("Change your own e-mail in the menu of your account."))
    with transaction.atomic():
        rows = User.objects.filter(pk=person.pk, full_name=had[0], email=had[1])
        if not rows.update(full_name=full_name, email=email):
            raise ChangedMeanwhileError(_("Somebody else has just changed this account."))
        before, after = {"full_name": had[0]}, {"full_name": full_name}
        after |= {"email": "changed"} if email != had[1] else {}
        told_of = told(person)
        record(
            "account.corrected",
            subject_of(person),
            by=by,
            before=before,
            after=after | told_of,
            reason=reason,
        )
    person.full_name, person.email = wanted


def close_account(*, person: User, province: Province, by: User, reason: str = "") -> None:
    """The person can no longer sign in, and their sessions and tokens end at once."""
    check_may_manage(by, person, province)
    if person == by:
        raise AccountError(_("Nobody closes their own account."))
    _switch(person, is_active=False, by=by, reason=reason, verb="account.closed")


def open_account(*, person: User, province: Province, by: User, reason: str = "") -> None:
    """The person can sign in again, with the password they had."""
    check_may_manage(by, person, province)
    _switch(person, is_active=True, by=by, reason=reason, verb="account.opened")


def reset_password(*, person: User, province: Province, by: User, reason: str = "") -> str:
    """A one-time password instead of the forgotten one, returned once; sessions and tokens end."""
    check_may_manage(by, person, province)
    if person == by:
        raise AccountError(_("Change your own password in the menu of your account."))
    with transaction.atomic():
        password = give_one_time_password(person)
        person.signed_out_at = now()
        person.save(update_fields=["password", "one_time_until", "signed_out_at"])
        revoke_all(owner=person, by=by)
        record(
            "account.password_reset", subject_of(person), by=by, after=told(person), reason=reason
        )
    return password


def renew_unused(*, people: Sequence[User], province: Province, by: User) -> list[MadeAccount]:
    """New one-time passwords for accounts that nobody has ever signed in to, all or none."""
    for person in people:
        check_may_manage(by, person, province)
        if person.last_login is not None or person.one_time_until is None:
            raise AccountError(_("%(name)s has signed in already.") % {"name": person.full_name})
    passwords = [give_one_time_password(person) for person in people]
    with transaction.atomic():
        for person in people:
            unused = User.objects.filter(
                pk=person.pk, last_login=None, one_time_until__isnull=False
            )
            if not unused.update(password=person.password, one_time_until=person.one_time_until):
                raise ChangedMeanwhileError(
                    _("%(name)s has signed in already.") % {"name": person.full_name}
                )
        record_all(
            [("account.password_reset", subject_of(one), None, told(one)) for one in people],
            by=by,
        )
    return [MadeAccount(*pair) for pair in zip(people, passwords, strict=True)]


def reset_second_factor(*, person: User, by: User, reason: str = "") -> None:
    """The person lost the authenticator app and the recovery codes: sign-in goes without, until
    they set up another. Administrators only; all sessions end."""
    check_is_administrator(by)
    if person == by:
        raise AccountError(
            _("This is your own account: its password and second step are in the menu at the top.")
        )
    with transaction.atomic():
        gone, _rows = SecondFactor.objects.filter(user=person).delete()
        if not gone:
            raise ChangedMeanwhileError(_("There is no second factor any more."))
        User.objects.filter(pk=person.pk).update(signed_out_at=now())
        record("account.factor_reset", subject_of(person), by=by, after=told(person), reason=reason)


def subject_of(user: User) -> Subject:
    """The account for the ledger: its user name."""
    return Subject("account", user.username, None)


def told(user: User) -> dict[str, Any]:
    """What the ledger keeps beside a deed: the province whose Office reads it, if there is one."""
    provinces = set(user.memberships.values_list("unit__province__code", flat=True))
    return {"province": provinces.pop()} if len(provinces) == 1 else {}


def _switch(person: User, *, is_active: bool, by: User, reason: str, verb: str) -> None:
    with transaction.atomic():
        rows = User.objects.filter(pk=person.pk, is_active=not is_active)
        if not rows.update(is_active=is_active, signed_out_at=now()):
            raise ChangedMeanwhileError(_("Somebody else has just changed this account."))
        revoke_all(owner=person, by=by)
        record(verb, subject_of(person), by=by, after=told(person), reason=reason)
    person.is_active = is_active


def _record_made(made: Sequence[User], members: Sequence[Membership], by: User) -> None:
    places = {row.user_id: row.unit.province.code for row in members}
    record_all(
        [
            *(
                (
                    "account.made",
                    subject_of(user),
                    None,
                    {"province": places[user.pk]} if user.pk in places else {},
                )
                for user in made
            ),
            *(
                ("membership.made", membership_subject(row), None, membership_ledger(row))
                for row in members
            ),
        ],
        by=by,
    )
