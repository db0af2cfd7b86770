"""The pages of the manual's pictures still have the places that the manual points at."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.manual import PICTURES

pytestmark = pytest.mark.browser

USERS = sorted({one.user for one in PICTURES})


@pytest.fixture
def page_of(signed_in, open_page):
    def page_of(user: str) -> Page:
        return signed_in(user) if user else open_page()

    return page_of


@pytest.mark.parametrize("user", USERS)
def test_every_place_is_on_the_page(page_of, user):
    """As the person of the picture, by the same way."""
    page = page_of(user)
    for picture in PICTURES:
        if picture.user == user:
            picture.open(page)
    assert page.watch.complaints == []


def test_a_place_that_went_is_missed(signed_in):
    page = signed_in("thuongvu")
    picture = next(one for one in PICTURES if one.name == "tong-quan")
    page.route("**/p/**", lambda route: route.fulfill(body="<h1>Tổng quan</h1>"))
    with pytest.raises(AssertionError):
        picture.open(page, patience=500)
