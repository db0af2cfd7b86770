"""Whoever's password or second factor is changed is told, and so are those who would notice."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from assignments.people.accounts import AccountError
from reports import credentials
from reports.models import Notification
from reports.presenters.review.inbox import ACCOUNT_NOTICES, inbox_lines
from tests.meta.sources import ROOT
from tests.tracker.accounts.factors import NONCE, code_of, with_factor
from tracker.common.errors import NotAllowedError


def told() -> set[tuple[str, str]]:
    """Who was told what."""
    rows = Notification.objects.filter(kind="account_changed").select_related("person")
    return {(one.person.username, one.subject.split(" · ")[0]) for one in rows}


@pytest.fixture
def people(world, administrator):
    return {**world.people, "administrator": administrator}


def test_a_reset_is_told_to_owner_heads_and_administrators(world, people):
    credentials.reset_password(
        person=people["reporter"], province=world.programme.province, by=people["reviewer"]
    )
    who = {"reporter", "head", "double", "administrator"}
    assert told() == {(one, "account.password_reset") for one in who}
    urls = dict(Notification.objects.values_list("person__username", "url"))
    assert urls["reporter"] == reverse("own_password")
    assert urls["administrator"] == reverse("account", args=["small", people["reporter"].pk])
    assert urls["head"] == reverse("inbox")


def test_who_resets_is_not_told_and_nobody_if_it_is_refused(world, people):
    credentials.reset_password(
        person=people["head"], province=world.programme.province, by=people["administrator"]
    )
    assert ("administrator", "account.password_reset") not in told()
    before = told()
    with pytest.raises(NotAllowedError):
        credentials.reset_password(
            person=people["second_reviewer"],
            province=world.programme.province,
            by=people["reviewer"],
        )
    assert told() == before


def test_a_second_factor_from_its_beginning_to_its_end(people):
    user = people["reporter"]
    factor, _codes = credentials.begin_second_factor(user=user, nonce=NONCE, code=code_of(user))
    with pytest.raises(AccountError):
        credentials.give_code(user=user, factor=factor, code=code_of(user))
    factor.delete()
    factor, codes = with_factor(user)
    credentials.renew_recovery_codes(user=user, factor=factor, code=codes[0])
    credentials.end_second_factor(user=user, factor=factor, code=code_of(user))
    deeds = {"factor_begun", "code_used_again", "codes_renewed", "factor_ended"}
    assert told() == {("reporter", f"account.{deed}") for deed in deeds}


def test_a_code_that_was_never_right_is_told_to_nobody(people):
    factor, _codes = with_factor(people["reporter"])
    with pytest.raises(AccountError):
        credentials.give_code(user=people["reporter"], factor=factor, code="000000")
    assert told() == set()


def test_lost_phone_new_address_new_rights(world, people):
    user, by = people["reporter"], people["administrator"]
    with_factor(user)
    credentials.reset_second_factor(person=user, by=by)
    credentials.correct_account(
        person=user, full_name="X", email="x@x.vn", province=world.programme.province, by=by
    )
    credentials.change_mail(user=user, email="y@x.vn", wants_mail=True)
    credentials.change_mail(user=user, email="y@x.vn", wants_mail=False)
    credentials.change_password(user=user, password="lúa chín vàng đồng")
    credentials.make_administrator(person=user, by=by, reason="thay người")
    own = sorted(deed.removeprefix("account.") for who, deed in told() if who == "reporter")
    assert own == [
        *("address_changed", "administrator_made", "corrected", "factor_reset"),
        "password_changed",
    ]


def test_every_deed_has_its_sentence_in_the_inbox(world, people):
    source = (ROOT / "reports/credentials.py").read_text()
    assert set(re.findall(r'"(account\.\w+)"', source)) == set(ACCOUNT_NOTICES)
    credentials.change_password(user=people["reporter"], password="lúa chín vàng đồng")
    credentials.make_administrator(
        person=people["reporter"], by=people["administrator"], reason="thay người"
    )
    made, changed = inbox_lines(Notification.objects.filter(person=people["reporter"]))
    assert "Reporter" in made.sentence
    assert changed.sentence == str(ACCOUNT_NOTICES["account.password_changed"])


def test_no_page_changes_them_untold():
    """Views import these verbs from reports.credentials."""
    verbs = set(re.findall(r"^def (\w+)\(\*", (ROOT / "reports/credentials.py").read_text(), re.M))
    untold = re.compile(r"from assignments\.people\.\w+ import (\([^)]*\)|[^\n]*)")
    for path in (ROOT / "reports/views").rglob("*.py"):
        for names in untold.findall(path.read_text()):
            assert not verbs & set(re.findall(r"\w+", names)), path
