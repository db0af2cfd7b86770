"""Before any view and after every one: no NUL comes in, nothing private goes into a cache."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.api.tokens import issue
from tracker.accounts.models import Scope


@pytest.fixture(autouse=True)
def no_exception(client):
    client.raise_request_exception = False


@pytest.mark.parametrize(
    "address",
    [
        "/p/small/nhiem-vu/%00/",
        "/p/%00/",
        "/p/small/quan-tri/ke-thua/?q=%00",
        "/p/small/quan-tri/tai-khoan/?q=a%00b",
        "/p/small/?%00=1",
        "/dang-nhap/?next=%00",
    ],
)
def test_a_null_character_is_refused_in_addresses(client, programme, reviewer, address):
    client.force_login(reviewer)
    answer = client.get(address)
    assert answer.status_code == 400
    assert _("A null character cannot be stored. Type the text again.") in answer.content.decode()


@pytest.mark.parametrize("fields", [{"reason": "a\0b"}, {"a\0": "b"}])
def test_a_null_character_is_refused_in_forms(client, programme, administrator, reporter, fields):
    client.force_login(administrator)
    page = reverse("account_password", args=["small", reporter.pk])
    password = reporter.password
    assert client.post(page, fields).status_code == 400
    reporter.refresh_from_db()
    assert reporter.password == password


def test_a_visitor_gets_the_same_answer(client, db):
    answer = client.post(reverse("login"), {"username": "a\0b", "password": "x"})
    assert answer.status_code == 400


@pytest.mark.parametrize("name", ["sessionid", "known_browser", "django_language"])
def test_a_null_character_is_refused_in_cookies(client, db, name):
    """Python reads "\\000" in a quoted cookie as a null character."""
    answer = client.get(reverse("login"), headers={"Cookie": f'{name}="\\000abcdefghij"'})
    assert answer.status_code == 400


@pytest.mark.parametrize("address", ["programmes/%00/figures", "programmes/small/figures?a=%00"])
def test_a_machine_gets_json(client, programme, head, address):
    _token, secret = issue(owner=head, name="x", scopes=list(Scope), days=1, by=None)
    answer = client.get(f"/api/v1/{address}", headers={"Authorization": f"Bearer {secret}"})
    assert (answer.status_code, "detail" in answer.json()) == (400, True)


def test_pages_are_kept_by_no_cache(client, programme, reader):
    assert "no-store" in client.get(reverse("login"))["Cache-Control"]
    client.force_login(reader)
    for address in ("/", "/p/small/", "/p/small/chi-tieu/urban/", "/p/none/", "/hop-thu/"):
        assert "no-store" in client.get(address, follow=True)["Cache-Control"], address


def test_what_says_itself_how_long_it_is_kept_is_left_alone(client, rf):
    from django.http import HttpResponse

    from tracker.common.front_door import FrontDoor

    said = HttpResponse(headers={"Cache-Control": "max-age=60"})
    assert FrontDoor(lambda request: said)(rf.get("/"))["Cache-Control"] == "max-age=60"
