"""A form that was posted after the session had ended: kept for whoever was here before, bounded."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

from tests.reports.views.entry_cast import make_known, page
from tracker.accounts.visitors import COOKIE

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def known(db) -> Client:
    """A browser in which somebody has signed in before."""
    client = Client()
    make_known(client)
    return client


def test_a_browser_that_nobody_signed_in_with_leaves_nothing(db):
    answer = Client().post(page("report"), {"e1-value": "3"})
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("login"))
    assert not Session.objects.exists()


def test_a_cookie_that_was_made_up_leaves_nothing(db):
    client = Client()
    client.cookies[COOKIE] = "a:b:c"
    client.post(page("report"), {"e1-value": "3"})
    assert not Session.objects.exists()


@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
def test_either_way_of_posting_is_kept(known, kind):
    if kind == "multipart":
        answer = known.post(page("report"), {"e1-value": "3", "other": "4"})
    else:
        answer = known.post(page("report"), "e1-value=3&other=4", content_type=FORM)
    assert answer.status_code == 302
    (kept,) = Session.objects.all()
    assert kept.get_decoded()["typed_before_sign_in"]["fields"] == {"e1-value": "3"}


def test_a_form_that_is_too_large_is_not_kept_and_that_is_said(known):
    answer = known.post(page("report"), {"e1-note": "ấ" * 60_000}, follow=True)
    assert not Session.objects.exists()
    words = _("Your session had ended. What you typed was too much to be kept.")
    assert words in answer.content.decode()


def test_nobody_fills_the_database_with_forms(known):
    for _number in range(30):
        known.cookies.pop("sessionid", None)
        assert known.post(page("report"), {"e1-value": "3"}).status_code == 302
    assert Session.objects.count() == 10
