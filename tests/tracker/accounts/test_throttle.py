"""Who guesses is slowed down, who is right is not, and nobody is locked out for long."""

from __future__ import annotations

import logging

import pytest

from tracker.accounts.models import SignInAttempt
from tracker.accounts.throttle import COOL_OFF, Limit, LockedError, begin, succeeded

FIVE = Limit("person and address", "lan 10.0.0.1", 5)
MANY = Limit("address", "10.0.0.1", 8)


def fail(times, *limits):
    for _number in range(times):
        begin(*limits)


@pytest.fixture
def clock(db, monkeypatch):
    """Moves the clock of the throttle by minutes."""
    from tracker.accounts import throttle
    from tracker.common.timestamps import now

    moved = {"minutes": 0.0}

    def moment():
        return now() + COOL_OFF * (moved["minutes"] / 15)

    monkeypatch.setattr(throttle, "now", moment)

    def move(minutes):
        moved["minutes"] += minutes

    return move


def test_the_sixth_attempt_is_not_looked_at(clock):
    fail(5, FIVE)
    with pytest.raises(LockedError) as caught:
        begin(FIVE)
    assert (caught.value.seconds, caught.value.minutes) == (900, 15)


def test_the_lock_ends_after_a_quarter_of_an_hour(clock):
    fail(5, FIVE)
    clock(14.9)
    with pytest.raises(LockedError):
        begin(FIVE)
    clock(0.2)
    begin(FIVE)


def test_refused_attempts_do_not_make_it_longer(clock):
    fail(5, FIVE)
    for _number in range(10):
        clock(1)
        with pytest.raises(LockedError):
            begin(FIVE)
    assert SignInAttempt.objects.count() == 5
    clock(5.1)
    begin(FIVE)


def test_failures_over_a_longer_time_do_not_lock(clock):
    for _number in range(12):
        begin(FIVE)
        clock(4)


def test_success_takes_the_failures_of_the_person_back_but_not_of_the_address(clock):
    fail(4, FIVE, MANY)
    succeeded(begin(FIVE, MANY))
    fail(4, FIVE, MANY)
    with pytest.raises(LockedError):
        begin(MANY)
    begin(FIVE)


def test_another_person_at_another_address_is_not_concerned(clock):
    fail(5, FIVE)
    begin(Limit("person and address", "minh 10.0.0.1", 5))
    begin(Limit("person and address", "lan 10.0.0.2", 5))


def test_each_kind_has_its_own_time(clock):
    short = Limit("person", "lan", 5, COOL_OFF / 3)
    fail(5, short)
    clock(5.1)
    begin(short)


def test_old_attempts_are_taken_away(clock):
    fail(3, FIVE)
    clock(31)
    begin(MANY)
    assert SignInAttempt.objects.count() == 1


def test_neither_database_nor_log_tells_who_or_where(clock, caplog):
    with caplog.at_level(logging.INFO):
        fail(5, FIVE)
        with pytest.raises(LockedError):
            begin(FIVE)
    stored = " ".join(SignInAttempt.objects.values_list("key", flat=True))
    for text in (stored, caplog.text):
        assert "lan" not in text
        assert "10.0.0.1" not in text
    assert "locked out: person and address" in caplog.text
