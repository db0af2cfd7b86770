"""Tài khoản: the list, one account, a new one; who gets in and who does not."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.urls import reverse

from assignments.memberships import join_unit
from tests.tracker.accounts.factors import with_factor
from tracker.accounts.models import SecondFactor, User
from tracker.accounts.roles import Role
from tracker.audit.models import Event
from tracker.common.timestamps import now

NEW = {"full_name": "Chị  Lan", "username": "Lan", "email": "", "unit": "18073", "role": "reporter"}


def at(name, *args):
    return reverse(name, args=["small", *args])


@pytest.fixture
def office(client, programme, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def desk(client, programme, administrator):
    client.force_login(administrator)
    return client


PAGES = ["accounts", "account_add", "accounts_import", "accounts_template"]
DEEDS = ["account_password", "account_switch", "account_factor"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_pages_open(client, programme, request, who, name):
    client.force_login(request.getfixturevalue(who))
    assert client.get(at(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["reporter", "head", "reader", "stranger"])
def test_others_do_not_get_in(client, programme, request, who, name):
    client.force_login(request.getfixturevalue(who))
    wanted = 404 if who == "stranger" else 403
    assert client.get(at(name)).status_code == wanted
    assert client.post(at("account_add"), NEW).status_code == wanted
    assert not User.objects.filter(username="lan").exists()


@pytest.mark.parametrize("name", ["account", *DEEDS])
@pytest.mark.parametrize("who", ["reporter", "reader", "stranger"])
def test_others_do_nothing_with_an_account(client, programme, request, head, who, name):
    client.force_login(request.getfixturevalue(who))
    send = client.get if name == "account" else client.post
    assert send(at(name, head.pk)).status_code == (404 if who == "stranger" else 403)
    assert authenticate(username="head", password="secret-2026-pass") == head


@pytest.mark.parametrize("name", ["account", *DEEDS])
def test_people_of_the_other_province_are_not_there(office, stranger, name):
    send = office.get if name == "account" else office.post
    assert send(at(name, stranger.pk)).status_code == 404
    assert send(at(name, 999_999)).status_code == 404


@pytest.mark.parametrize("name", DEEDS)
def test_deeds_take_no_get(office, head, name):
    assert office.get(at(name, head.pk)).status_code == 405


def test_the_list_names_roles_and_states(office, head, reporter, units):
    User.objects.filter(pk=head.pk).update(is_active=False)
    User.objects.filter(pk=reporter.pk).update(one_time_until=now())
    lines = {line.username: line for line in office.get(at("accounts")).context["lines"]}
    assert set(lines) == {"head", "reporter", "reviewer"}
    assert lines["head"].is_closed
    assert "Sở Xây dựng" in lines["head"].roles[0]
    assert len({line.state for line in lines.values()}) == 3


def test_the_list_is_searched_by_name_and_unit(office, head, reporter):
    def found(text):
        return {one.username for one in office.get(at("accounts"), {"q": text}).context["lines"]}

    assert found("HEAD") == {"head"}
    assert found("so xay dung") == {"head", "reporter"}
    assert found("zzz") == set()


def test_administrators_also_see_who_has_no_role(desk, administrator):
    User.objects.create_user("nobody", full_name="Nobody")
    names = {line.username for line in desk.get(at("accounts")).context["lines"]}
    assert names == {"nobody", "administrator"}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_list_is_also_a_file(office, head, ending):
    answer = office.get(at("accounts_file", ending), {"q": "head"})
    assert answer.status_code == 200
    assert f".{ending}" in answer["Content-Disposition"]
    if ending == "csv":
        assert "head" in answer.content.decode("utf-8-sig")


def test_queries_do_not_grow(office, units, django_assert_max_num_queries):
    for number in range(30):
        user = User.objects.create_user(f"p{number}", full_name="P")
        join_unit(user=user, unit=units["18073"], role=Role.REPORTER, by=None)
    with django_assert_max_num_queries(16):
        office.get(at("accounts"))


def test_an_account_is_made_and_its_password_shown_once(office):
    answer = office.post(at("account_add"), NEW)
    user, password = User.objects.get(username="lan"), answer.context["password"]
    assert (answer.status_code, user.full_name) == (200, "Chị Lan")
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.decode().count(password) == 1
    assert password not in office.get(at("account", user.pk)).content.decode()
    stranger = Client()
    posted = {"username": "lan", "password": password}
    assert stranger.post(reverse("login"), posted).status_code == 302
    assert stranger.get("/").url.startswith(reverse("login"))


@pytest.mark.parametrize(
    "wrong",
    [
        *({"username": "reviewer"}, {"username": "lán"}, {"username": ""}, {"full_name": ""}),
        *({"unit": "38-vpubnd"}, {"unit": "zzz"}, {"email": "x"}, {"role": "reviewer"}),
        {"role": "zzz"},
    ],
)
def test_an_account_that_cannot_be_made(office, wrong):
    count = User.objects.count()
    answer = office.post(at("account_add"), NEW | wrong)
    assert (answer.status_code, User.objects.count()) == (422, count)
    assert "error-summary" in answer.content.decode()


@pytest.mark.parametrize("unit", ["Phường Thành Sen", "phuong thanh sen", " 18073 "])
def test_the_unit_of_a_new_account_may_be_named(office, unit):
    office.post(at("account_add"), NEW | {"unit": unit})
    assert User.objects.get(username="lan").memberships.get().unit.code == "18073"


def test_a_unit_that_is_almost_named_is_proposed_by_name_and_code(office):
    answer = office.post(at("account_add"), NEW | {"unit": "Phường Thành Xen"})
    assert "Phường Thành Sen (18073)" in answer.context["form"].errors["unit"][0]


def test_the_office_makes_no_colleagues(office):
    assert office.post(at("account_add"), NEW | {"unit": "42-vptu"}).status_code == 403
    assert not User.objects.filter(username="lan").exists()


def test_administrators_make_reviewers(desk):
    desk.post(at("account_add"), NEW | {"unit": "42-vptu", "role": "reviewer"})
    assert User.objects.get(username="lan").memberships.get().role == Role.REVIEWER


def test_a_new_password_is_shown_once_and_ends_the_sessions(office, head):
    theirs = Client()
    theirs.force_login(head)
    answer = office.post(at("account_password", head.pk), {"reason": "quên"})
    assert authenticate(username="head", password=answer.context["password"]) == head
    assert theirs.get(reverse("inbox")).status_code == 302
    assert Event.objects.get(verb="account.password_reset").reason == "quên"


def test_closing_ends_the_sessions_at_once_and_opening_lets_in_again(office, head):
    theirs = Client()
    theirs.force_login(head)
    office.post(at("account_switch", head.pk), {"reason": "nghỉ"})
    assert theirs.get(reverse("inbox")).status_code == 302
    assert not User.objects.get(pk=head.pk).is_active
    office.post(at("account_switch", head.pk), {"open": "1"})
    assert theirs.get(reverse("inbox")).status_code == 302
    assert authenticate(username="head", password="secret-2026-pass") == head


def test_what_was_done_meanwhile_is_said(office, head):
    answer = office.post(at("account_switch", head.pk), {"open": "1"}, follow=True)
    assert [one.level_tag for one in answer.context["messages"]] == ["error"]


@pytest.mark.parametrize("name", ["account_password", "account_switch"])
@pytest.mark.parametrize("who", ["reader", "reviewer"])
def test_the_office_touches_no_colleague(office, request, who, name):
    person = request.getfixturevalue(who)
    assert office.post(at(name, person.pk)).status_code == 403
    assert not office.get(at("account", person.pk)).context["may_manage"]
    assert User.objects.get(pk=person.pk).is_active


def test_only_administrators_reset_a_second_step(client, programme, reviewer, administrator, head):
    with_factor(head)
    client.force_login(reviewer)
    assert not client.get(at("account", head.pk)).context["may_reset_factor"]
    assert client.post(at("account_factor", head.pk)).status_code == 403
    assert SecondFactor.objects.exists()


def test_a_lost_phone(desk, head, administrator):
    User.objects.filter(pk=head.pk).update(email="x@y.vn")
    with_factor(head)
    assert desk.get(at("account", head.pk)).status_code == 200
    desk.post(at("account_factor", head.pk), {"reason": "mất máy"})
    assert not SecondFactor.objects.exists()
    assert Event.objects.get(verb="account.factor_reset").actor == administrator
    assert desk.post(at("account_factor", head.pk)).status_code == 302


def test_the_own_account_is_not_closed(desk, administrator):
    page = desk.get(at("account", administrator.pk))
    assert page.context["is_self"]
    for name in DEEDS:
        answer = desk.post(at(name, administrator.pk), follow=True)
        assert [one.level_tag for one in answer.context["messages"]] == ["error"]
    assert User.objects.get(pk=administrator.pk).is_active


def test_the_deeds_are_told_in_the_ledger(office, head, reviewer):
    office.post(at("account_switch", head.pk), {"reason": "nghỉ"})
    lines = office.get(at("ledger"), {"verb": "account.closed"}).context["lines"]
    assert [(line.who, line.reason) for line in lines] == [("Reviewer", "nghỉ")]
    assert "head" in lines[0].what
