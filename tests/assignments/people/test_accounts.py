"""Making, closing and opening accounts, new passwords: who may, what stands in the ledger."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate

from assignments.memberships import join_unit
from assignments.models import Membership
from assignments.people.accounts import (
    AccountError,
    NewAccount,
    check_username,
    close_account,
    make_accounts,
    open_account,
    renew_unused,
    reset_password,
    reset_second_factor,
)
from assignments.people.rules import check_own_account, may_manage, people_of
from assignments.units_admin import ChangedMeanwhileError
from tests.conftest import TODAY
from tests.tracker.accounts.factors import with_factor
from tracker.accounts.models import ApiToken, User
from tracker.accounts.roles import Role
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError
from tracker.common.timestamps import now


@pytest.fixture
def province(programme):
    return programme.province


@pytest.fixture
def lan(units):
    return NewAccount("lan", "Chị Lan", "lan@x.vn", ((units["18073"], Role.REPORTER),))


def count():
    return User.objects.count(), Membership.objects.count(), Event.objects.count()


def test_an_account_is_made_with_its_role_and_a_one_time_password(province, lan, reviewer):
    ((made),) = make_accounts(accounts=[lan], by=reviewer)
    user = User.objects.get(username="lan")
    assert (user.full_name, user.email) == ("Chị Lan", "lan@x.vn")
    assert (user.one_time_until - now()).days == 7
    assert authenticate(username="lan", password=made.password) == user
    assert Membership.objects.get(user=user).role == Role.REPORTER
    verbs = Event.objects.filter(actor=reviewer).order_by("pk").values_list("verb", "after")
    assert list(verbs) == [
        ("account.made", {"province": "42"}),
        ("membership.made", {"role": "reporter", "unit": "18073", "province": "42"}),
    ]


def test_no_password_stands_in_the_ledger(province, lan, reviewer):
    (made,) = make_accounts(accounts=[lan], by=reviewer)
    new = reset_password(person=made.user, province=province, by=reviewer)
    ledger = str(list(Event.objects.values()))
    assert made.password not in ledger
    assert new not in ledger


def test_all_or_none(province, lan, units, reviewer, reader):
    taken = NewAccount("reader", "Khác", "", ((units["18073"], Role.HEAD),))
    before = count()
    with pytest.raises(ChangedMeanwhileError):
        make_accounts(accounts=[lan, taken], by=reviewer)
    assert count() == before


@pytest.mark.parametrize(
    "name", ["", "Lan", "lán", "a b", "-lan", "lan-", "x" * 61, "lan/x", "l\n"]
)
def test_names_that_cannot_be(name):
    with pytest.raises(AccountError):
        check_username(name)


@pytest.mark.parametrize("name", ["lan", "nguyen.van.a", "x", "a-b_c.9", "x" * 60])
def test_names_that_can(name):
    assert check_username(name) == name


@pytest.mark.parametrize(
    ("unit", "role"),
    [("42-vptu", Role.READER), ("42-sxd", Role.REVIEWER), ("38-vpubnd", Role.HEAD)],
)
def test_the_office_makes_no_colleagues_and_none_elsewhere(province, units, reviewer, unit, role):
    before = count()
    with pytest.raises(NotAllowedError):
        make_accounts(accounts=[NewAccount("lan", "Lan", "", ((units[unit], role),))], by=reviewer)
    assert count() == before


@pytest.mark.parametrize("who", ["reporter", "head", "reader", "stranger"])
def test_nobody_else_makes_or_changes_accounts(province, lan, request, head, who):
    by = request.getfixturevalue(who)
    before = count()
    for deed in (
        lambda: make_accounts(accounts=[lan], by=by),
        lambda: close_account(person=head, province=province, by=by),
        lambda: open_account(person=head, province=province, by=by),
        lambda: reset_password(person=head, province=province, by=by),
        lambda: renew_unused(people=[head], province=province, by=by),
        lambda: reset_second_factor(person=head, by=by),
    ):
        with pytest.raises(NotAllowedError):
            deed()
    assert count() == before


@pytest.mark.parametrize(
    ("by", "person", "may"),
    [
        *(("reviewer", "reporter", True), ("reviewer", "head", True)),
        *(("reviewer", "reviewer", False), ("reviewer", "reader", False)),
        *(("reviewer", "administrator", False), ("reviewer", "stranger", False)),
        *(("administrator", name, True) for name in ("head", "reviewer", "reader", "stranger")),
        *((name, "reporter", False) for name in ("reporter", "head", "reader", "stranger")),
    ],
)
def test_whose_account_one_manages(province, request, by, person, may):
    people = [request.getfixturevalue(name) for name in (by, person)]
    assert may_manage(*people, province) == may


def test_a_person_who_also_belongs_elsewhere_is_left_to_administrators(
    province, units, reviewer, administrator, head
):
    join_unit(user=head, unit=units["38-vpubnd"], role=Role.REPORTER, by=None)
    assert not may_manage(reviewer, head, province)
    assert may_manage(administrator, head, province)


def test_the_demonstration_keeps_its_accounts(province, administrator, head):
    head.is_demonstration, head.username = True, "lanhdao"
    assert not may_manage(administrator, head, province)


def test_whom_one_sees(province, reviewer, administrator, head, stranger):
    nobody = User.objects.create_user("nobody", full_name="Nobody")
    assert set(people_of(reviewer, province)) == {reviewer, head}
    assert set(people_of(administrator, province)) == {reviewer, head, administrator, nobody}


def test_closing_and_opening(province, reviewer, head):
    close_account(person=head, province=province, by=reviewer, reason="nghỉ hưu")
    head.refresh_from_db()
    assert (head.is_active, head.signed_out_at) == (False, now())
    with pytest.raises(ChangedMeanwhileError):
        close_account(person=head, province=province, by=reviewer)
    open_account(person=head, province=province, by=reviewer)
    assert User.objects.get(pk=head.pk).is_active
    told = Event.objects.filter(subject_kind="account").order_by("pk")
    assert [(one.verb, one.subject_key, one.reason) for one in told] == [
        ("account.closed", "head", "nghỉ hưu"),
        ("account.opened", "head", ""),
    ]


def test_nobody_closes_or_resets_themselves(province, administrator):
    for deed in (close_account, reset_password):
        with pytest.raises(AccountError):
            deed(person=administrator, province=province, by=administrator)
    assert User.objects.get(pk=administrator.pk).is_active


def test_a_new_password_ends_the_old_one(province, reviewer, head):
    password = reset_password(person=head, province=province, by=reviewer, reason="quên")
    assert authenticate(username="head", password="secret-2026-pass") is None
    assert authenticate(username="head", password=password) == head
    head.refresh_from_db()
    assert (head.signed_out_at, head.one_time_until > now()) == (now(), True)
    assert Event.objects.get(verb="account.password_reset").reason == "quên"


def test_only_administrators_reset_a_second_factor(province, reviewer, administrator, head):
    with_factor(head)
    with pytest.raises(NotAllowedError):
        reset_second_factor(person=head, by=reviewer)
    reset_second_factor(person=head, by=administrator, reason="mất máy")
    assert User.objects.get(pk=head.pk).factor is None
    assert Event.objects.get(verb="account.factor_reset").reason == "mất máy"
    with pytest.raises(ChangedMeanwhileError):
        reset_second_factor(person=head, by=administrator)


def test_a_lost_list_is_made_anew_for_those_who_never_came(province, lan, reviewer):
    (made,) = make_accounts(accounts=[lan], by=reviewer)
    (again,) = renew_unused(people=[made.user], province=province, by=reviewer)
    assert authenticate(username="lan", password=made.password) is None
    assert authenticate(username="lan", password=again.password) == made.user
    User.objects.update(last_login=now())
    with pytest.raises(AccountError):
        renew_unused(
            people=list(User.objects.filter(username="lan")), province=province, by=reviewer
        )


def test_a_password_that_was_chosen_meanwhile_stays(province, lan, reviewer):
    """Between the look at the list and the click the person has signed in."""
    make_accounts(accounts=[lan], by=reviewer)
    seen = User.objects.get(username="lan")
    User.objects.filter(username="lan").update(last_login=now(), password="chosen")
    before = Event.objects.count()
    with pytest.raises(ChangedMeanwhileError, match="Lan"):
        renew_unused(people=[seen], province=province, by=reviewer)
    assert (User.objects.get(username="lan").password, Event.objects.count()) == ("chosen", before)


def test_tokens_end_with_a_closed_account_and_with_a_password_given_by_others(
    province, reporter, head, reviewer
):
    for person in (reporter, head):
        token = {"owner": person, "expires_on": TODAY, "issued_at": now()}
        ApiToken.objects.create(name="IOC", digest=person.username, **token)
    close_account(person=reporter, province=province, by=reviewer)
    open_account(person=reporter, province=province, by=reviewer)
    reset_password(person=head, province=province, by=reviewer)
    assert {one.revoked_by for one in ApiToken.objects.all()} == {reviewer}
    assert Event.objects.filter(verb="token.revoked", actor=reviewer).count() == 2


def test_what_a_demonstration_account_makes_lets_in_only_in_a_demonstration(
    settings, lan, administrator
):
    administrator.is_demonstration = True
    (made,) = make_accounts(accounts=[lan], by=administrator)
    entering = {"username": "lan", "password": made.password}
    settings.DEMONSTRATION = True
    assert authenticate(None, **entering) == made.user
    check_own_account(made.user)  # it may choose its own password: nobody has published it
    settings.DEMONSTRATION = False
    assert authenticate(None, **entering) is None
