"""Each request has an id, one line that names nobody, and its place in the metrics."""

from __future__ import annotations

import json
import logging
import re
from copy import deepcopy
from io import StringIO
from logging.config import DictConfigurator

import pytest
from django.urls import reverse

HEADER = "X-Request-ID"


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, logger="lotrinh.requests")
    return caplog


@pytest.mark.parametrize(
    ("given", "is_kept"), [("abc-12345", True), ("x", False), ("a b" * 9, False)]
)
def test_the_proxy_s_id_is_kept_if_it_is_one(client, db, given, is_kept):
    answer = client.get(reverse("login"), headers={HEADER: given})
    assert (answer[HEADER] == given) is is_kept
    assert re.fullmatch(r"[A-Za-z0-9-]{8,64}", answer[HEADER])


def test_two_requests_have_two_ids(client, db):
    assert client.get(reverse("live"))[HEADER] != client.get(reverse("live"))[HEADER]


def test_the_line_says_what_but_not_who(client, programme, reader, lines):
    client.force_login(reader)
    client.get(reverse("indicators", args=["small"]), {"q": "secret words"})
    (record,) = [one for one in lines.records if one.name == "lotrinh.requests"]
    assert (record.method, record.status, record.user) == ("GET", 200, reader.pk)
    assert record.route == "p/<slug:code>/chi-tieu/"
    assert record.milliseconds >= 0
    told = json.dumps({name: str(value) for name, value in vars(record).items()})
    assert not any(word in told for word in ("secret", reader.username, reader.full_name))


@pytest.fixture
def told(settings):
    """What the log of an installation says, line by line, as LOG_FORMAT=json has it."""
    logs = deepcopy(settings.LOGGING)  # reading it takes it apart
    configured = DictConfigurator(logs)
    handler = logging.StreamHandler(StringIO())
    handler.setFormatter(configured.configure_formatter(logs["formatters"]["json"]))
    handler.addFilter(configured.configure_filter(logs["filters"]["request_id"]))
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in handler.stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize(("code", "status"), [("nowhere", 404), ("small", 403)])
def test_a_refusal_has_its_id_and_tells_no_query(client, programme, reader, told, code, status):
    """Django logs 404 and 403 after the request is over, with the request beside the line."""
    client.force_login(reader)
    address = reverse("meeting_freeze", args=[code])
    answer = client.get(address, {"q": "Nguyen-Van-An"}, headers={HEADER: "abc-12345"})
    assert answer.status_code == status
    (line,) = [one for one in told() if one["name"] == "django.request"]
    assert (line["request_id"], line["status_code"]) == ("abc-12345", answer.status_code)
    assert "Nguyen-Van-An" not in json.dumps(line)


def test_no_id_is_left_over_for_the_next(client, db, told):
    client.get("/nowhere/", headers={HEADER: "abc-12345"})
    logging.getLogger("somebody").warning("between two requests")
    assert [one["request_id"] for one in told() if one["name"] == "somebody"] == [""]


def test_metrics_are_for_who_has_the_token(client, db, settings):
    address = reverse("metrics")
    assert client.get(address).status_code == 404
    settings.METRICS_TOKEN = "watch-this"
    assert client.get(address).status_code == 404
    assert client.get(address, headers={"Authorization": "Bearer watch-thiz"}).status_code == 404
    answer = client.get(address, headers={"Authorization": "Bearer watch-this"})
    assert answer.status_code == 200
    assert re.search(r"lotrinh_disk_free_bytes [1-9]", answer.content.decode())


def test_requests_are_counted_by_route(client, programme, reader, settings):
    settings.METRICS_TOKEN = "t"
    client.force_login(reader)

    def counted() -> float:
        page = client.get(
            reverse("metrics"), headers={"Authorization": "Bearer t"}
        ).content.decode()
        wanted = 'lotrinh_requests_total{method="GET",route="p/<slug:code>/",status="200"} '
        return sum(float(line.split()[-1]) for line in page.splitlines() if line.startswith(wanted))

    before = counted()
    for _twice in range(2):
        client.get(reverse("overview", args=["small"]))
    assert counted() == before + 2
