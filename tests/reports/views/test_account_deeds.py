"""Correcting an account, and making and unmaking administrators; where the ledger tells it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assignments.people.accounts import AccountError
from assignments.people.administrators import make_administrator, unmake_administrator
from assignments.units_admin import ChangedMeanwhileError
from tracker.accounts.models import User
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

DEEDS = ["account_correct", "account_administrator"]
CORRECT = {"full_name": "Nguyễn  Văn An", "email": "an@example.vn", "reason": "Sai tên"}
SURE = {"reason": "Thay anh Bình", "is_sure": "on"}


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


@pytest.fixture
def second(db):
    return User.objects.create_user("second", full_name="Second", is_administrator=True)


def stored(user):
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("who", ["reporter", "reader", "stranger"])
def test_others_do_nothing(client, programme, request, head, who, name):
    client.force_login(request.getfixturevalue(who))
    answer = client.post(at(name, head.pk), CORRECT | SURE)
    assert answer.status_code == (404 if who == "stranger" else 403)
    assert (stored(head).email, stored(head).is_administrator) == ("", False)


@pytest.mark.parametrize("name", DEEDS)
def test_deeds_take_no_get(desk, head, name):
    assert desk.get(at(name, head.pk)).status_code == 405
    assert desk.post(at(name, 999_999), CORRECT | SURE).status_code == 404


def test_the_office_corrects_a_name_and_an_address(office, head, reviewer):
    answer = office.post(at("account_correct", head.pk), CORRECT)
    assert answer.url.startswith(at("account", head.pk))
    assert (stored(head).full_name, stored(head).email) == ("Nguyễn Văn An", "an@example.vn")
    event = Event.objects.get(verb="account.corrected")
    assert (event.actor, event.reason, event.before) == (reviewer, "Sai tên", {"full_name": "Head"})
    assert "@" not in f"{event.before} {event.after}"
    line = office.get(at("ledger"), {"verb": "account.corrected"}).context["lines"][0]
    assert line.change == "Head → Nguyễn Văn An; thư điện tử"


def test_nothing_new_is_no_deed(office, head):
    office.post(at("account_correct", head.pk), {"full_name": "Head", "email": ""})
    assert not Event.objects.filter(verb="account.corrected").exists()


@pytest.mark.parametrize("wrong", [{"full_name": " "}, {"email": "x"}, {"full_name": "n" * 121}])
def test_what_is_refused_comes_back(office, head, wrong):
    answer = office.post(at("account_correct", head.pk), CORRECT | wrong)
    assert (answer.status_code, stored(head).full_name) == (422, "Head")
    assert "error-summary" in answer.content.decode()


def test_the_office_leaves_its_own_and_administrators_alone(office, reviewer, administrator):
    assert office.post(at("account_correct", reviewer.pk), CORRECT).status_code == 403
    assert office.post(at("account_correct", administrator.pk), CORRECT).status_code == 404
    assert office.post(at("account_administrator", reviewer.pk), SURE).status_code == 403


def test_ones_own_address_needs_ones_own_page(desk, administrator):
    answer = desk.post(at("account_correct", administrator.pk), CORRECT)
    assert (answer.status_code, stored(administrator).email) == (422, "")
    desk.post(at("account_correct", administrator.pk), {"full_name": "Bình", "email": ""})
    assert stored(administrator).full_name == "Bình"


def test_an_administrator_is_made_and_unmade(desk, head, administrator):
    address = at("account_administrator", head.pk)
    assert desk.post(address, SURE).url.startswith(at("account", head.pk))
    assert stored(head).is_administrator
    desk.post(address, SURE | {"unmake": ""})
    assert not stored(head).is_administrator
    events = Event.objects.filter(verb__startswith="account.administrator").order_by("pk")
    assert [(one.verb, one.actor, one.reason) for one in events] == [
        ("account.administrator_made", administrator, "Thay anh Bình"),
        ("account.administrator_unmade", administrator, "Thay anh Bình"),
    ]


@pytest.mark.parametrize("missing", ["reason", "is_sure"])
def test_it_is_meant_and_has_a_reason(desk, head, missing):
    posted = {name: value for name, value in SURE.items() if name != missing}
    assert desk.post(at("account_administrator", head.pk), posted).status_code == 422
    assert not stored(head).is_administrator


def test_nobody_unmakes_themselves(desk, administrator):
    answer = desk.post(at("account_administrator", administrator.pk), SURE | {"unmake": ""})
    assert (answer.status_code, stored(administrator).is_administrator) == (422, True)
    assert (
        at("account_administrator", administrator.pk)
        not in desk.get(at("account", administrator.pk)).content.decode()
    )


def test_two_do_not_unmake_each_other(administrator, second):
    """Each has read that both are administrators."""
    seen = stored(second)
    unmake_administrator(person=second, by=administrator, reason="vì")
    with pytest.raises(ChangedMeanwhileError):
        unmake_administrator(person=administrator, by=seen, reason="vì")
    assert stored(administrator).is_administrator


def test_twice_is_once(administrator, head):
    make_administrator(person=stored(head), by=administrator, reason="vì")
    with pytest.raises(ChangedMeanwhileError):
        make_administrator(person=stored(head), by=administrator, reason="vì")


def test_closed_accounts_and_those_of_the_demonstration_are_left(administrator, head, reader):
    User.objects.filter(pk=head.pk).update(is_active=False)
    User.objects.filter(pk=reader.pk).update(is_demonstration=True, username="thuongvu")
    with pytest.raises(AccountError):
        make_administrator(person=stored(head), by=administrator, reason="vì")
    with pytest.raises(NotAllowedError):
        make_administrator(person=stored(reader), by=administrator, reason="vì")
    with pytest.raises(AccountError):
        make_administrator(person=User(username="x"), by=administrator, reason=" ")


def test_the_ledger_of_administrators_tells_what_belongs_to_no_province(desk, second, reviewer):
    desk.post(at("account_administrator", second.pk), SURE | {"unmake": ""})
    lines = desk.get(at("ledger"), {"verb": "account.administrator_unmade"}).context["lines"]
    assert [(line.what, line.reason) for line in lines] == [
        ("Thu quyền quản trị của second", "Thay anh Bình")
    ]
    desk.force_login(reviewer)
    assert "administrator_unmade" not in desk.get(at("ledger")).content.decode()
