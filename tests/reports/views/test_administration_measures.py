"""Measures that ended: the Office marks, corrects and takes back, others are refused."""

from datetime import date

import pytest
from django.urls import reverse

from indicators.models import Indicator
from tracker.audit.models import Event

ENDED = {"on": "2026-01-01", "basis": "Nghị quyết 111/2025/UBTVQH15", "note": "Hết loại V"}


@pytest.fixture
def office(client, programme, reviewer):
    client.force_login(reviewer)
    return client


def at(name, *args):
    return reverse(name, args=["small", *args])


def towns():
    return Indicator.objects.get(code="towns")


def test_the_page_lists_every_indicator(office):
    text = office.get(at("measures")).content.decode()
    assert all(one.name in text for one in Indicator.objects.all())


def test_marking_and_correcting_a_measure(office, reviewer):
    answer = office.post(at("measure", "towns"), ENDED, follow=True)
    assert answer.status_code == 200
    assert (towns().superseded_on, towns().superseded_basis) == (
        date(2026, 1, 1),
        "Nghị quyết 111/2025/UBTVQH15",
    )
    office.post(at("measure", "towns"), ENDED | {"on": "2026-02-01"})
    assert towns().superseded_on == date(2026, 2, 1)
    first, second = Event.objects.filter(verb="indicator.superseded").order_by("id")
    assert (first.actor, first.reason) == (reviewer, ENDED["basis"])
    assert second.before["superseded_on"] == "2026-01-01"


def test_the_same_mark_again_leaves_no_trace(office):
    office.post(at("measure", "towns"), ENDED)
    office.post(at("measure", "towns"), ENDED)
    assert Event.objects.filter(verb="indicator.superseded").count() == 1


def test_the_indicator_says_so_on_its_page(office):
    office.post(at("measure", "towns"), ENDED)
    text = office.get(at("indicator", "towns")).content.decode()
    assert "Nghị quyết 111/2025/UBTVQH15" in text
    assert "Hết loại V" in text


def test_taking_it_back_needs_a_reason(office):
    office.post(at("measure", "towns"), ENDED)
    office.post(at("measure", "towns"), {"reinstate": "1", "reason": " "})
    assert towns().superseded_on is not None
    office.post(at("measure", "towns"), {"reinstate": "1", "reason": "Ghi nhầm"})
    assert (towns().superseded_on, towns().superseded_basis) == (None, "")
    assert Event.objects.get(verb="indicator.reinstated").reason == "Ghi nhầm"


@pytest.mark.parametrize(
    "wrong",
    [{"on": ""}, {"on": "31/31/2026"}, {"on": "2022-09-30"}, {"basis": " "}, {"basis": "x" * 201}],
)
def test_what_cannot_be_is_refused_with_a_sentence(office, wrong):
    answer = office.post(at("measure", "towns"), ENDED | wrong)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert towns().superseded_on is None


@pytest.mark.parametrize("name", ["reporter", "head", "reader"])
def test_nobody_else(client, programme, request, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(at("measures")).status_code == 403
    assert client.post(at("measure", "towns"), ENDED).status_code == 403
    assert towns().superseded_on is None


def test_a_stranger_finds_nothing(client, programme, stranger):
    client.force_login(stranger)
    assert client.get(at("measures")).status_code == 404
    assert client.post(at("measure", "towns"), ENDED).status_code == 404


def test_an_unknown_indicator_and_a_wrong_verb(office):
    assert office.post(at("measure", "nothing"), ENDED).status_code == 404
    assert office.get(at("measure", "towns")).status_code == 405
    assert office.post(at("measures")).status_code == 405


def test_the_number_of_queries_does_not_grow(office, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        office.get(at("measures"))
