"""Whom a sign-in comes from: the address behind the proxies, and the browser if it is known."""

from __future__ import annotations

import ipaddress
import re
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import get_random_string, salted_hmac

from tracker.accounts.throttle import Limit

COOKIE = "known_browser"
_SALT = "lotrinh.known_browser"
_KEPT_FOR = timedelta(days=90)
_IPV6_HOUSE = 64
_WITH_PORT = re.compile(r"^(?:\[([^\]]*)\]|([0-9.]+))(?::[0-9]*)?$")


def sign_in_limits(request: HttpRequest, username: str) -> tuple[Limit, ...]:
    """What an attempt to sign in counts against.

    A browser in which this person has signed in before has a count of its own: what others try
    elsewhere, or behind the same address, does not lock it out.
    """
    name = username.casefold()
    if token := _token(request, name):
        return (Limit("browser", f"{name} {token}", 5),)
    address = address_of(request)
    return (
        Limit("person and address", f"{name} {address}", 5),
        Limit("address", address, 30),
        Limit("person", name, 20, timedelta(minutes=5)),
    )


def marks(request: HttpRequest | None, username: str) -> str:
    """For the log: the person who was tried and the address it came from, as digests."""
    limits = [Limit("person", username.casefold(), 20)]
    if request is not None:
        limits.append(Limit("address", address_of(request), 30))
    return ", ".join(limit.mark for limit in limits)


def address_of(request: HttpRequest) -> str:
    """The address of the visitor; of an IPv6 address the network that one house has.

    X-Forwarded-For counts only where TRUSTED_PROXIES says how many proxies of ours have each
    added an entry: whatever stands before those the visitor may have made up.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    count = settings.TRUSTED_PROXIES
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if count and len(told) >= count and told[-count]:
        address = told[-count]
    return _network(address)


def known_browser(request: HttpRequest) -> str:
    """The browser's own token if anybody has signed in with it before; else empty."""
    return _told(request)[1]


def remember_browser(request: HttpRequest, response: HttpResponseBase, username: str) -> None:
    """The person has signed in here: the browser gets or keeps its cookie."""
    name = username.casefold()
    token = _token(request, name) or get_random_string(22)
    response.set_signed_cookie(
        COOKIE,
        f"{_mark(name)}:{token}",
        salt=_SALT,
        max_age=_KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _token(request: HttpRequest, name: str) -> str:
    """The browser's own token if it belongs to this person; else empty."""
    mark, token = _told(request)
    return token if mark == _mark(name) else ""


def _told(request: HttpRequest) -> tuple[str, str]:
    """Whose browser it is and its token, as we have signed them; else both empty."""
    told = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=_KEPT_FOR)
    mark, _colon, token = (told or "").partition(":")
    return mark, token


def _mark(name: str) -> str:
    return salted_hmac(_SALT, name, algorithm="sha256").hexdigest()[:32]


def _network(address: str) -> str:
    """Without the port and the zone that some proxies add: they differ with every connection."""
    bare = _WITH_PORT.sub(r"\1\2", address).partition("%")[0]
    try:
        known = ipaddress.ip_address(bare)
    except ValueError:
        return address[:64]
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, _IPV6_HOUSE), strict=False))
