"""The sign-in page: counts, refuses in a sentence, lets the right person through."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.accounts.visitors import COOKIE
from tracker.common.timestamps import now

PAGE = reverse("login")
RIGHT, WRONG = "secret-2026-pass", "wrong-2026-pass"


def try_in(client, password=WRONG, name="reader", address="10.0.0.1"):
    return client.post(PAGE, {"username": name, "password": password}, REMOTE_ADDR=address)


def fail(client, times, **more):
    return [try_in(client, **more).status_code for _number in range(times)]


def test_where_nobody_can_sign_in_yet_the_page_says_what_to_do(client, db):
    assert client.get(PAGE).context["is_first_run"]
    User.objects.create_user("first", full_name="First")
    assert not client.get(PAGE).context["is_first_run"]


def test_the_right_password_lets_in(client, reader):
    assert try_in(client, RIGHT).status_code == 302
    assert client.get(reverse("inbox")).status_code == 200


def test_after_five_failures_the_right_password_has_to_wait_too(client, reader):
    assert fail(client, 5) == [200] * 5
    answer = try_in(client, RIGHT)
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert _("Too many attempts") in answer.content.decode()
    assert "15" in answer.content.decode()
    assert answer.templates[0].name == "accounts/locked.html"


def test_the_case_of_the_name_is_no_way_around(client, reader):
    for name in ("reader", "READER", "Reader", "reAder", "readeR"):
        try_in(client, name=name)
    assert try_in(client, RIGHT).status_code == 429


def test_from_another_address_the_person_gets_in(client, reader):
    fail(client, 5)
    assert try_in(client, RIGHT, address="10.0.0.2").status_code == 302


def test_an_address_that_tries_many_names_is_locked_out(client, reader):
    codes = [try_in(client, name=f"p{number}").status_code for number in range(31)]
    assert codes == [200] * 30 + [429]
    assert try_in(client, RIGHT).status_code == 429
    assert try_in(client, RIGHT, address="10.0.0.2").status_code == 302


def test_a_person_who_is_tried_from_many_addresses_is_locked_for_five_minutes(client, reader):
    for number in range(20):
        try_in(client, address=f"10.0.1.{number}")
    answer = try_in(client, RIGHT, address="10.0.2.1")
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")


def test_nobody_locks_a_colleague_out_of_the_browser_they_know(client, reader):
    assert try_in(client, RIGHT).status_code == 302
    known = client.cookies[COOKIE].value
    client.cookies.clear()
    fail(client, 6)
    for number in range(40):
        try_in(client, address=f"10.0.1.{number}")
    assert try_in(client, RIGHT).status_code == 429
    client.cookies[COOKIE] = known
    assert try_in(client, RIGHT).status_code == 302


def test_a_known_browser_guesses_no_more_than_others(client, reader):
    try_in(client, RIGHT)
    client.post(reverse("logout"))
    assert fail(client, 6) == [200] * 5 + [429]


def test_an_unknown_name_and_a_wrong_password_read_alike(client, reader):
    texts = [
        try_in(client, name=name).context["form"].non_field_errors() for name in ("reader", "no")
    ]
    assert texts[0] == texts[1] == [_("The user name or the password is wrong.")]


def test_a_one_time_password_that_nobody_used_in_time(client, reader):
    User.objects.filter(pk=reader.pk).update(one_time_until=now() - timedelta(seconds=1))
    answer = try_in(client, RIGHT)
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == [
        _("This one-time password is no longer valid. Ask for a new one.")
    ]


def test_an_empty_form_counts_for_nothing(client, reader):
    for _number in range(8):
        assert client.post(PAGE, {"username": "reader"}).status_code == 200
    assert try_in(client, RIGHT).status_code == 302


def test_the_notice_about_state_secrets_stands_on_the_page(client, db):
    words = _("Do not enter anything that is on the list of state secrets.")
    assert client.get(PAGE).content.decode().count(words) == 2  # beside the form and at the foot


def test_signing_out(client, reader):
    try_in(client, RIGHT)
    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout")).url == PAGE
    assert client.get(reverse("inbox")).status_code == 302


def test_a_closed_account_does_not_get_in(client, reader):
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert try_in(client, RIGHT).status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/"])
def test_nobody_is_sent_to_another_host(client, reader, path):
    posted = {"username": "reader", "password": RIGHT, "next": path}
    assert client.post(PAGE, posted).url == "/"
