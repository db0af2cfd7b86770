"""Each decision at sign-in is one line in the log, and none names anybody."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.tracker.accounts.factors import code_of, with_factor
from tracker.accounts.models import User
from tracker.common.timestamps import now

PAGE = reverse("login")
RIGHT = "secret-2026-pass"


@pytest.fixture
def said(caplog):
    """The lines of the security log so far, without their digests."""
    caplog.set_level(logging.INFO, logger="lotrinh.security")

    def lines() -> list[str]:
        return [one.getMessage() for one in caplog.records if one.name == "lotrinh.security"]

    return lines


def try_in(client, password=RIGHT, name="reader"):
    return client.post(PAGE, {"username": name, "password": password})


def test_in_and_out(client, reader, said):
    try_in(client)
    client.post(reverse("logout"))
    key = reader.pk
    assert said() == [f"signed in: user {key}, AccountBackend", f"signed out: user {key}"]


def test_the_same_person_is_recognised_again_without_being_named(client, reader, said):
    for name in ("reader", "READER", "nobody"):
        try_in(client, "wrong", name)
    first, again, other = said()
    assert first == again != other
    assert first.startswith("sign-in failed: person ")
    assert first.split("address")[1] == other.split("address")[1]
    text = " ".join(said()).lower()
    assert not any(word in text for word in ("reader", "nobody", "127.0.0.1", "wrong"))


def test_who_is_locked_out(client, reader, said):
    for _number in range(6):
        try_in(client, "wrong")
    assert said()[-1].startswith("locked out: person and address ")
    assert len(said()) == 6


def test_a_closed_account_and_a_password_that_is_too_old(client, reader, said):
    User.objects.filter(pk=reader.pk).update(one_time_until=now() - timedelta(seconds=1))
    try_in(client)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    try_in(client)
    assert said()[0] == f"one-time password too old: user {reader.pk}"
    assert said()[1].startswith("sign-in failed: person ")


def test_codes(reader, said):
    _factor, recovery = with_factor(reader)
    page = reverse("second_factor_code")
    for code in (code_of(reader), code_of(reader), "000000", recovery[0]):
        browser = Client()
        browser.force_login(reader)
        browser.post(page, {"code": code})
    found = [line for line in said() if "code" in line]
    assert found == [
        f"{words}: user {reader.pk}"
        for words in (
            "code accepted",
            "code was used before",
            "code wrong",
            "recovery code accepted",
        )
    ]


def test_nobody_signs_out(client, db, said):
    client.post(reverse("logout"))
    assert said() == []
