"""Codes of the app and recovery codes: right ones, once; nothing of them in the database."""

from __future__ import annotations

import pytest

from tests.tracker.accounts.factors import NONCE, code_of, with_factor
from tracker.accounts.models import RecoveryCode, SecondFactor
from tracker.accounts.second_factor import (
    accepts,
    address_for_app,
    matching_step,
    new_recovery_codes,
    picture_of,
    secret_of,
)


@pytest.fixture
def factor(reader):
    return with_factor(reader)[0]


@pytest.mark.parametrize(("later", "fits"), [(-2, 0), (-1, 1), (0, 1), (1, 1), (2, 0)])
def test_a_code_is_right_for_a_minute_and_a_half(reader, later, fits):
    assert (matching_step(reader, NONCE, code_of(reader, later=later)) is not None) == bool(fits)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "-12345"])
def test_what_is_no_code_is_none(reader, code):
    assert matching_step(reader, NONCE, code) is None


def test_spaces_in_a_code_do_no_harm(factor, reader):
    code = code_of(reader)
    assert accepts(factor, f" {code[:3]} {code[3:]} ")


def test_no_code_is_accepted_twice(factor, reader):
    assert accepts(factor, code_of(reader))
    assert not accepts(factor, code_of(reader))


def test_nor_one_from_before_the_last(factor, reader):
    assert accepts(factor, code_of(reader))
    assert not accepts(factor, code_of(reader, later=-1))
    assert accepts(factor, code_of(reader, later=1))


def test_the_code_of_somebody_else_is_wrong(factor, head):
    assert not accepts(factor, code_of(head))


def test_a_recovery_code_lets_in_once(reader):
    factor, codes = with_factor(reader)
    assert len(set(codes)) == 10
    assert accepts(factor, codes[0].upper().replace("-", " "))
    assert not accepts(factor, codes[0])
    assert accepts(factor, codes[1])
    assert factor.recovery_codes.count() == 8


def test_new_recovery_codes_make_the_old_ones_void(reader):
    factor, old = with_factor(reader)
    new = new_recovery_codes(factor)
    assert not accepts(factor, old[0])
    assert accepts(factor, new[0])


def test_the_recovery_code_of_somebody_else_is_wrong(factor, head):
    _theirs, codes = with_factor(head)
    assert not accepts(factor, codes[0])


def test_the_database_alone_gives_no_codes(reader, settings):
    _factor, codes = with_factor(reader)
    stored = f"{vars(SecondFactor.objects.get())} {list(RecoveryCode.objects.values())}"
    secret = secret_of(reader, NONCE)
    assert secret not in stored
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)
    settings.SECRET_KEY = "another"
    assert secret_of(reader, NONCE) != secret


def test_a_key_that_was_replaced_still_counts(factor, reader, settings):
    code = code_of(reader)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert accepts(factor, code)


def test_recovery_codes_outlive_a_lost_key(reader, settings):
    factor, codes = with_factor(reader)
    settings.SECRET_KEY = "another"
    assert not accepts(factor, code_of(reader, nonce="x"))
    assert accepts(factor, codes[0])


def test_the_picture_holds_what_an_app_wants(reader):
    address = address_for_app(reader, NONCE)
    assert address.startswith("otpauth://totp/")
    assert f"secret={secret_of(reader, NONCE)}" in address
    assert picture_of(address).startswith("data:image/svg+xml")
