"""Every address refuses a visitor who is not signed in, except those that must not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {
    "login": "one signs in here",
    "set_language": "the sign-in page has the switch",
    "live": "asked by the machine that watches the service; says nothing of the content",
    "ready": "the same",
    "metrics": "for who has METRICS_TOKEN; does not exist for others",
    "openapi-json": "describes the addresses of the read API, and nothing behind them",
}
SAMPLES = {
    "StringConverter": "x",
    "SlugConverter": "x",
    "IntConverter": "1",
    "PathConverter": "x",
    "TableConverter": "csv",
    "UUIDConverter": "00000000-0000-0000-0000-000000000000",
}


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, str]]:
    """Name and an example of every address below."""
    for pattern in resolver.url_patterns:
        route = str(pattern.pattern)
        for key, converter in pattern.pattern.converters.items():
            for text in (f"<{key}>", f"<{_kind(converter)}:{key}>"):
                route = route.replace(text, SAMPLES.get(type(converter).__name__, "x"))
        if isinstance(pattern, URLPattern):
            yield pattern.name or route, before + route
        else:
            yield from addresses(pattern, before + route)


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


@pytest.fixture
def all_addresses() -> dict[str, str]:
    return dict(addresses(get_resolver()))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_is_sent_to_the_sign_in_page(client, db, all_addresses, method):
    sign_in = resolve_url(settings.LOGIN_URL)
    answers = {
        path: getattr(client, method)(path)
        for name, path in all_addresses.items()
        if name not in OPEN
    }
    let_in = {
        path: answer.status_code
        for path, answer in answers.items()
        if not (is_for_machines(path, answer) or is_sent_to(sign_in, answer))
    }
    assert answers
    assert let_in == {}


def is_sent_to(sign_in: str, answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer.url.startswith(f"{sign_in}?")


def is_for_machines(path: str, answer: HttpResponse) -> bool:
    """The read API asks for a token and knows no sign-in page; it has nothing to post to, and
    nothing at its root."""
    wanted = (404,) if path == "/api/v1/" else (401, 405)
    return path.startswith("/api/v1/") and answer.status_code in wanted


def test_the_examples_are_addresses(all_addresses):
    assert [path for path in all_addresses.values() if "<" in path] == []


def test_the_open_ones_exist(all_addresses):
    assert set(OPEN) <= set(all_addresses)
