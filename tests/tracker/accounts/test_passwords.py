"""The rules for passwords in Vietnamese words, and one-time passwords."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from tracker.accounts.models import User
from tracker.accounts.passwords import give_one_time_password, random_words
from tracker.common.timestamps import now

ENGLISH = re.compile(r"\b(password|your|must|too|least|characters)\b", re.I)


@pytest.fixture
def person():
    return User(username="nguyen.van.binh", full_name="Nguyễn Văn Bình", email="vanbinh42@x.vn")


@pytest.mark.parametrize(
    "password",
    [
        "x7!kdpqw2mz",
        "qwerty123456",
        "098765432109",
        "nguyen.van.binh",
        "NguyenVanBinh",
        "vanbinh42@x.vn",
    ],
)
def test_weak_ones_are_refused(person, password):
    with pytest.raises(ValidationError) as caught:
        validate_password(password, person)
    assert caught.value.messages


@pytest.mark.parametrize("password", ["lúa chín vàng đồng", "Kh0ng-de-doan", "x7!kdpqw2mzr"])
def test_others_are_taken_with_spaces_and_accents(person, password):
    validate_password(password, person)


def test_the_rules_are_told_in_vietnamese(person):
    for text in password_validators_help_texts():
        assert not ENGLISH.search(text)
    for password in ("12345", "nguyen.van.binh", "password"):
        with pytest.raises(ValidationError) as caught:
            validate_password(password, person)
        assert [text for text in caught.value.messages if ENGLISH.search(text)] == []


def test_one_time_passwords_are_random_and_easy_to_read():
    found = {random_words() for _number in range(200)}
    assert len(found) == 200
    assert all(re.fullmatch(r"(?:[a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}", one) for one in found)


def test_a_one_time_password_is_checked_like_any_other_and_must_be_changed(person):
    password = give_one_time_password(person)
    assert check_password(password, person.password)
    assert not check_password(password + "x", person.password)
    assert person.one_time_until == now() + timedelta(days=7)


def test_three_hundred_are_made_within_seconds(person, settings):
    """With the hasher of the product; a chosen password gets its million rounds."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    password = give_one_time_password(person)
    assert person.password.split("$")[:2] == ["pbkdf2_sha256", "20000"]
    assert check_password(password, person.password)
    person.set_password("lúa chín vàng đồng")
    assert int(person.password.split("$")[1]) >= 1_000_000
