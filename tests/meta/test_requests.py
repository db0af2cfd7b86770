"""What every address owes, asked of every address: no form from elsewhere, nothing for a stranger,
headers that protect, no answer that a cache keeps, a sentence and no fault for odd input."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import get_resolver

from tests.meta.keys import MACHINES, real_addresses
from tests.meta.test_addresses import addresses

NOT_FOR_BROWSERS = (MACHINES, "/metrics")
NOT_THERE = {
    "/p/<slug:code>/chi-tieu/<slug:indicator>/don-vi.<table:ending>": "a sum of units has it",
    "/p/<slug:code>/chi-tieu/<slug:indicator>/loai.<table:ending>": "one with classes has it",
    "/viec-nen/<int:key>/tep/": "the job has not ended yet",
}
SLOW = ("<slug:ending>", "/tron-bo/")
"""Papers of a meeting are drawn anew each time; they ask the address for nothing."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
ODD = {
    **{"page": "9" * 30, "q": "'\"<", "since": "0001-01-01", "until": "9999-12-31"},
    **{"ky": "9999-Q4", "nam": "9" * 30, "truoc": "9" * 30, "sau": "-1", "unit": "\u202e"},
}


@pytest.fixture
def there(world_with_tasks, administrator, settings, tmp_path) -> dict[str, str]:
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return real_addresses(world_with_tasks)


def answer(client: Client, method: str, path: str, **said: str) -> HttpResponseBase:
    """The answer, read to its end."""
    found = getattr(client, method)(path, said)
    if found.streaming:
        found.getvalue()
    return found


def inside(*people) -> Iterator[Client]:
    for person in people:
        client = Client()
        client.force_login(person)
        yield client


def test_no_form_from_elsewhere_is_taken(administrator):
    """Whoever is signed in, whatever the address: without the token of our own page nothing."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    posted = {path: client.post(path) for _name, path in addresses(get_resolver())}
    taken = {
        path: found.status_code
        for path, found in posted.items()
        if found.status_code != 403 and not path.startswith(MACHINES)
    }
    assert len(posted) > 100
    assert taken == {}
    # The read API takes no cookie and nothing by POST.
    machines = {one.status_code for path, one in posted.items() if path.startswith(MACHINES)}
    assert machines <= {401, 403, 404, 405}


MANUAL = "/tro-giup/huong-dan/<slug:slug>/"
"""Of no province: everybody who has signed in may read it."""


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing_of_the_other_province(there, stranger, method):
    (client,) = inside(stranger)
    found = {route: answer(client, method, path).status_code for route, path in there.items()}
    assert len(found) > 100
    open_to_all = {route for route, code in found.items() if code not in (404, 405)}
    assert open_to_all <= {MANUAL}


def test_whoever_may_see_it_gets_it_with_headers_that_protect(there, cast, administrator):
    people = list(inside(cast["reviewer"], cast["reporter"], administrator, cast["head"]))
    lacking, nowhere = [], []
    for route, path in there.items():
        for client in people:
            found = answer(client, "get", path)
            lacking += [
                (route, name) for name, text in HEADERS.items() if text not in found.get(name, "")
            ]
            if found.status_code != 404:
                break
        else:
            nowhere.append(route)
    assert lacking == []
    assert nowhere == list(NOT_THERE)


def test_odd_words_in_an_address_are_no_fault(there, reviewer):
    (client,) = inside(reviewer)
    paths = [path for route, path in there.items() if not any(part in route for part in SLOW)]
    codes = {answer(client, "get", path, **ODD).status_code for path in paths}
    assert codes <= {200, 302, 400, 403, 404, 405, 422}
