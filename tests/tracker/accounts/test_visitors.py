"""Where a sign-in comes from: the address behind the proxies, and browsers that are known."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tracker.accounts.visitors import COOKIE, address_of, remember_browser, sign_in_limits


def request(address="10.0.0.9", forwarded=None, cookie=None):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    made = RequestFactory().get("/", headers=headers, REMOTE_ADDR=address)
    if cookie is not None:
        made.COOKIES[COOKIE] = cookie
    return made


def cookie_of(username):
    response = HttpResponse()
    remember_browser(request(), response, username)
    return response.cookies[COOKIE].value


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "1.2.3.4", "10.0.0.9"),
        (0, None, "10.0.0.9"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.9"),
        (1, "", "10.0.0.9"),
        (1, None, "10.0.0.9"),
        (1, "not an address", "not an address"),
        (1, "1.2.3.4:51234", "1.2.3.4"),
        (1, "[2001:db8:1:2::1]:51234", "2001:db8:1:2::/64"),
        (1, "[2001:db8:1:2::1]", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2::1", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2::1%eth0", "2001:db8:1:2::/64"),
        (1, "[nothing", "[nothing"),
    ],
)
def test_only_what_our_own_proxies_have_added_counts(settings, proxies, forwarded, found):
    settings.TRUSTED_PROXIES = proxies
    assert address_of(request(forwarded=forwarded)) == found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.9", "10.0.0.9"),
    ],
)
def test_a_house_with_many_addresses_is_one(address, found):
    assert address_of(request(address)) == found


def test_a_strange_browser_counts_thrice_a_known_one_by_itself():
    strange = sign_in_limits(request(), "Lan")
    assert [(one.kind, one.most) for one in strange] == [
        ("person and address", 5),
        ("address", 30),
        ("person", 20),
    ]
    known = sign_in_limits(request(cookie=cookie_of("lan")), "LAN")
    assert [(one.kind, one.most) for one in known] == [("browser", 5)]


@pytest.mark.parametrize("cookie", ["", "x", "a:b:c", None])
def test_a_cookie_that_is_not_ours_counts_for_nothing(cookie):
    assert len(sign_in_limits(request(cookie=cookie), "lan")) == 3


def test_the_cookie_of_somebody_else_counts_for_nothing():
    assert len(sign_in_limits(request(cookie=cookie_of("minh")), "lan")) == 3


def test_a_known_browser_keeps_its_count_when_it_signs_in_again():
    cookie, response = cookie_of("lan"), HttpResponse()
    before = sign_in_limits(request(cookie=cookie), "lan")
    remember_browser(request(cookie=cookie), response, "lan")
    assert sign_in_limits(request(cookie=response.cookies[COOKIE].value), "lan") == before


def test_the_cookie_is_for_the_server_alone_and_names_nobody():
    response = HttpResponse()
    remember_browser(request(), response, "nguyen.van.a")
    cookie = response.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "nguyen" not in cookie.value
