"""Sessions end: after twelve hours, after half an hour without use, and when their person's account
does."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse

from tracker.accounts.models import User
from tracker.common.timestamps import now

NOON = datetime.fromisoformat("2026-11-20T12:00:00+07:00")
PAGE, STILL_HERE = reverse("inbox"), reverse("still_here")


def at(**later):
    return time_machine.travel(NOON + timedelta(**later), tick=False)


@pytest.fixture
def inside(client, reader):
    client.force_login(reader)
    return client


def is_in(client):
    return client.get(PAGE).status_code == 200


def test_half_an_hour_without_use_ends_a_session(inside):
    with at(minutes=29):
        assert is_in(inside)
    with at(minutes=29 + 29):
        assert is_in(inside)
    with at(minutes=29 + 29 + 31):
        assert not is_in(inside)


def test_who_types_is_there_although_no_page_is_opened(inside):
    """What page.js asks while somebody types."""
    here = inside.get(PAGE).content.decode()
    assert f'data-still-here="{STILL_HERE}"' in here
    with at(minutes=29):
        assert inside.get(STILL_HERE).status_code == 204
    with at(minutes=29 + 29):
        assert is_in(inside)


def test_a_visitor_is_not_there(client, db):
    assert client.get(STILL_HERE).status_code == 302
    assert "still-here" not in client.get(reverse("login")).content.decode()
    assert not Session.objects.exists()


def test_nothing_is_posted_to_it(inside):
    assert inside.post(STILL_HERE).status_code == 405


def test_without_the_use_in_between_it_has_ended(inside):
    with at(minutes=31):
        assert not is_in(inside)


def test_twelve_hours_end_a_session_that_is_used_all_the_time(inside):
    for times in range(1, 24):
        with at(minutes=29 * times):
            assert is_in(inside)
    with at(hours=11, minutes=30):
        assert is_in(inside)
    with at(hours=11, minutes=59):
        assert is_in(inside)
    with at(hours=12):
        assert not is_in(inside)
    assert Session.objects.count() == 0


def test_the_times_are_settings(inside, settings):
    settings.SESSION_MAX_AGE, settings.SESSION_COOKIE_AGE = 600, 900
    with at(minutes=9):
        assert is_in(inside)
    with at(minutes=11):
        assert not is_in(inside)


def test_a_page_within_the_same_minute_writes_nothing(inside, django_assert_num_queries):
    inside.get(PAGE)
    before = Session.objects.get().expire_date
    with at(seconds=30):
        inside.get(PAGE)
    assert Session.objects.get().expire_date == before
    with at(seconds=61):
        inside.get(PAGE)
    assert Session.objects.get().expire_date == before + timedelta(seconds=61)


@pytest.mark.parametrize(
    "change",
    [{"is_active": False}, {"signed_out_at": NOON}, {"password": "another"}],
    ids=["deactivated", "signed out everywhere", "another password"],
)
def test_what_is_done_to_the_account_ends_its_sessions_at_once(inside, reader, change):
    assert is_in(inside)
    User.objects.filter(pk=reader.pk).update(**change)
    assert not is_in(inside)


def test_an_account_that_is_opened_again_does_not_bring_its_sessions_back(inside, reader):
    User.objects.filter(pk=reader.pk).update(is_active=True, signed_out_at=now())
    assert not is_in(inside)


def test_a_session_that_nobody_has_signed_in_to_has_no_beginning(client, db):
    session = client.session
    session["typed"] = "x"
    session.save()
    assert set(session.keys()) == {"typed"}
