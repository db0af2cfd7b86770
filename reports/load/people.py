"""The people of an invented province, as the account pages would have made them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from assignments.memberships import membership_ledger, membership_subject
from assignments.models import Membership, Unit
from assignments.people.accounts import subject_of
from reports.demonstration.seeds import seed
from reports.load.places import Province
from reports.load.size import Size
from reports.load.words import person_name
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.audit.ledger import record_all

ADMINISTRATOR = "load-quantri"
_REVIEWERS = 2
NO_PASSWORD = f"{UNUSABLE_PASSWORD_PREFIX}load"
"""Lets nobody in; the same for all, so that the same size gives the same rows."""


@dataclass(frozen=True)
class Staff:
    """The keys of who reviews, and of who reports for each unit or heads it, the reporter first."""

    reviewers: tuple[int, ...]
    of_unit: dict[int, list[int]]


def make_administrator(password: str) -> None:
    """The one administrator of all provinces; `password` is hashed already."""
    with transaction.atomic():
        user = User(
            username=ADMINISTRATOR,
            full_name="Quản trị viên",
            password=password,
            is_administrator=True,
        )
        user.save()
        record_all([("account.made", subject_of(user), None, {})], by=None)


def make_people(size: Size, place: Province, units: list[Unit], *, password: str) -> Staff:
    """Two reviewers and a reader at the Party Office, a reporter for each other body, a head for
    every fifth; named `<province>-<post>`. The first administrator made them."""
    offices = [unit for unit in units if unit.code == place.office_code]
    posts = [(f"vptu-{n + 1}", offices[0], Role.REVIEWER) for n in range(_REVIEWERS)]
    posts.append(("thuongvu", offices[0], Role.READER))
    others = [one for one in units if one.code not in (place.code, place.office_code)]
    for number, unit in enumerate(others):
        post = unit.code.removeprefix(place.code).strip("-")
        posts.append((f"bc-{post}", unit, Role.REPORTER))
        if number % 5 == 0:
            posts.append((f"ld-{post}", unit, Role.HEAD))
    with transaction.atomic():
        users = User.objects.bulk_create(
            [_user(size, place, post, password) for post, _unit, _role in posts]
        )
        members = Membership.objects.bulk_create(
            Membership(user=user, unit=unit, role=role)
            for user, (_post, unit, role) in zip(users, posts, strict=True)
        )
        _record(users, members, place)
    of_unit: dict[int, list[int]] = {}
    for one in members[_REVIEWERS + 1 :]:
        of_unit.setdefault(one.unit_id, []).append(one.user_id)
    return Staff(tuple(user.pk for user in users[:_REVIEWERS]), of_unit)


def _user(size: Size, place: Province, post: str, password: str) -> User:
    username = f"{place.code}-{post}"
    name = person_name(seed(str(size.seed), username))
    return User(username=username, full_name=name, password=password)


def _record(users: list[User], members: list[Membership], place: Province) -> None:
    administrator = User.objects.get(username=ADMINISTRATOR)
    told = {"province": place.code}
    deeds = [("account.made", subject_of(user), None, told) for user in users]
    rows = [
        ("membership.made", membership_subject(one), None, membership_ledger(one))
        for one in members
    ]
    record_all([*deeds, *rows], by=administrator)
