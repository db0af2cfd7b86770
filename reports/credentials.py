"""What is done to a password, a second factor or the rights of an account, and whom that is told to
in the same moment: its owner always, and those who would notice that it was not asked for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from assignments.models import Membership
from assignments.people import accounts, administrators, own
from indicators.models import Programme, Province
from reports.notices import BETWEEN, NotificationKind, notify
from tracker.accounts.models import SecondFactor, User
from tracker.accounts.roles import Role
from tracker.accounts.second_factor import was_used


def reset_password(*, person: User, province: Province, by: User, reason: str = "") -> str:
    """`accounts.reset_password`; the person, the heads of their units and administrators are
    told."""
    with transaction.atomic():
        password = accounts.reset_password(person=person, province=province, by=by, reason=reason)
        _tell_all("account.password_reset", person, by)
    return password


def reset_second_factor(*, person: User, by: User, reason: str = "") -> None:
    """`accounts.reset_second_factor`; the same people are told."""
    with transaction.atomic():
        accounts.reset_second_factor(person=person, by=by, reason=reason)
        _tell_all("account.factor_reset", person, by)


def correct_account(
    *, person: User, full_name: str, email: str, province: Province, by: User, reason: str = ""
) -> None:
    """`accounts.correct_account`; the person is told."""
    had = person.full_name, person.email
    with transaction.atomic():
        accounts.correct_account(
            person=person, full_name=full_name, email=email, province=province, by=by, reason=reason
        )
        if (full_name, email) != had:
            _tell("account.corrected", person, [person], by)


def make_administrator(*, person: User, by: User, reason: str) -> None:
    """`administrators.make_administrator`; the person and the other administrators are told."""
    with transaction.atomic():
        administrators.make_administrator(person=person, by=by, reason=reason)
        _tell("account.administrator_made", person, [person, *_administrators(person, by)], by)


def change_password(*, user: User, password: str) -> None:
    """`own.change_password`; the person is told, in case it was not they."""
    with transaction.atomic():
        own.change_password(user=user, password=password)
        _tell("account.password_changed", user, [user], user)


def change_mail(*, user: User, email: str, wants_mail: bool) -> None:
    """`own.change_mail`; the person is told of another address."""
    is_new = email != user.email
    with transaction.atomic():
        own.change_mail(user=user, email=email, wants_mail=wants_mail)
        if is_new:
            _tell("account.address_changed", user, [user], user)


def begin_second_factor(*, user: User, nonce: str, code: str) -> tuple[SecondFactor, list[str]]:
    """`own.begin_second_factor`; the person is told."""
    made = own.begin_second_factor(user=user, nonce=nonce, code=code)
    _tell("account.factor_begun", user, [user], user)
    return made


def give_code(*, user: User, factor: SecondFactor, code: str) -> None:
    """`own.give_code`; the person is told of a code that somebody gave a second time."""
    try:
        own.give_code(user=user, factor=factor, code=code)
    except accounts.AccountError:
        if was_used(factor, code):
            _tell("account.code_used_again", user, [user], None)
        raise


def renew_recovery_codes(*, user: User, factor: SecondFactor, code: str) -> list[str]:
    """`own.renew_recovery_codes`; the person is told."""
    codes = own.renew_recovery_codes(user=user, factor=factor, code=code)
    _tell("account.codes_renewed", user, [user], user)
    return codes


def end_second_factor(*, user: User, factor: SecondFactor, code: str) -> None:
    """`own.end_second_factor`; the person is told."""
    own.end_second_factor(user=user, factor=factor, code=code)
    _tell("account.factor_ended", user, [user], user)


def _tell_all(deed: str, person: User, by: User) -> None:
    heads = _heads(person, by)
    _tell(deed, person, dict.fromkeys([person, *heads, *_administrators(person, by)]), by)


def _tell(deed: str, about: User, people: Iterable[User], by: User | None) -> None:
    """One line each: for the owner it leads to their password, for administrators to the account.

    The deed stands before the name, so that the line is worded when it is read.
    """
    page = _account_page(about)
    for person in people:
        where = reverse("own_password") if person == about else page
        notify(
            [person],
            NotificationKind.ACCOUNT_CHANGED,
            subject=f"{deed}{BETWEEN}{about.full_name}",
            words="",
            url=where if person == about or person.is_administrator else reverse("inbox"),
            by=by,
        )


def _account_page(person: User) -> str:
    places = Membership.objects.filter(user=person).values("unit__province")
    programme = Programme.objects.filter(province__in=places).first() or Programme.objects.first()
    return reverse("account", args=[programme.code, person.pk]) if programme else reverse("inbox")


def _heads(person: User, by: User) -> list[User]:
    units = Membership.objects.filter(user=person).values("unit")
    held = Membership.objects.filter(unit__in=units, role=Role.HEAD)
    heads = User.objects.filter(is_active=True, memberships__in=held).distinct().order_by("pk")
    return [head for head in heads if head not in (person, by)]


def _administrators(person: User, by: User) -> list[User]:
    found = User.objects.filter(is_active=True, is_administrator=True).order_by("pk")
    return [one for one in found if one not in (person, by)]
