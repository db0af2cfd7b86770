"""What a page shows is kept until somebody does something, and for nobody who would see less."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from indicators.models import Indicator
from tests.reports.figures import bring
from tracker.audit.models import DataChange

PAGES = ("overview", "indicators", "matrix")


def address(name, **query):
    return reverse(name, args=["small"], query=query)


@pytest.fixture
def asked(client, programme, reader):
    """The page as a reader of the small world gets it."""
    client.force_login(reader)

    def ask(name, language="", **query):
        if language:
            client.cookies["django_language"] = language
        answer = client.get(address(name, **query))
        assert answer.status_code == 200
        return answer.content.decode()

    return ask


@pytest.mark.parametrize("name", PAGES)
def test_the_second_who_asks_waits_for_nothing(asked, name, django_assert_max_num_queries):
    first = asked(name)
    with django_assert_max_num_queries(8):
        again = asked(name)
    assert main_of(again) == main_of(first)


@pytest.mark.parametrize("name", PAGES)
def test_an_approval_shows_at_once(asked, programme, reviewer, name):
    """Of both kinds: one for the province, one of a unit."""
    before = asked(name)
    bring(programme, reviewer, "urban,42,2025,39", "broadband,18073,2026-Q3,,90,100")
    assert main_of(asked(name)) != main_of(before)


def test_without_a_deed_what_is_kept_is_shown(asked):
    """A row changed behind the ledger's back: so it is indeed what was kept."""
    before = asked("indicators")
    Indicator.objects.filter(code="urban").update(name="Đổi lén")
    assert "Đổi lén" not in asked("indicators")
    DataChange.objects.create(programme_code="small")
    assert "Đổi lén" in asked("indicators")
    assert "Đổi lén" not in before


def test_each_address_day_and_language_is_kept_apart(asked):
    whole = main_of(asked("indicators"))
    assert main_of(asked("indicators", q="urban")) != whole
    assert main_of(asked("indicators", as_of="2024-06-30")) != whole
    assert main_of(asked("indicators", language="en")) != whole
    assert main_of(asked("indicators", language="vi")) == whole


def test_tomorrow_it_is_made_anew(asked, client, reader):
    before = main_of(asked("overview"))
    with time_machine.travel("2026-11-21T08:00:00+07:00", tick=False):
        client.force_login(reader)
        assert main_of(asked("overview")) != before


def test_the_frame_is_that_of_who_asks(client, asked, head):
    asked("overview")
    client.force_login(head)
    page = client.get(address("overview")).content.decode()
    assert head.full_name in page


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_gets_nothing_of_it(client, asked, stranger, name):
    asked(name)
    client.force_login(stranger)
    assert client.get(address(name)).status_code == 404


def main_of(page):
    return page.partition('id="main"')[2].partition("<footer")[0]
