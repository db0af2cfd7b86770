"""Roadmaps before the Office: the buttons; and the programme's page that adds them up."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assignments.models import Roadmap
from tests.reports.roadmaps.steps import cell, current, fill, roadmap_in, stored

UNIT = ("small", "18073")


def at(name, *args):
    return reverse(name, args=args or UNIT)


@pytest.fixture
def sign_in(client, world):
    def sign_in(who):
        client.force_login(world[who])
        return client

    return sign_in


@pytest.fixture
def act(sign_in, world):
    """Press a button on the page as it is now."""

    def act(verb, who, **typed):
        latest = Roadmap.objects.filter(unit=world.ward).order_by("revision").last()
        form = {"verb": verb, "version": latest.version if latest else 1} | typed
        return sign_in(who).post(at("roadmap_act"), form)

    return act


def test_the_way_through_the_office(act, world):
    roadmap_in(world, "draft")
    assert act("submit", "reporter").status_code == 302
    assert act("return", "reviewer", reason="thiếu căn cứ").status_code == 302
    assert current(world.programme, world.ward).return_reason == "thiếu căn cứ"
    for verb, who in (("submit", "head"), ("withdraw", "head"), ("submit", "head")):
        assert act(verb, who).status_code == 302
    assert act("approve", "reviewer").status_code == 302
    assert act("revise", "reporter", reason="dân số mới").status_code == 302
    assert [one.state for one in Roadmap.objects.order_by("revision")] == ["approved", "draft"]


@pytest.mark.parametrize(
    ("verb", "who", "typed", "status"),
    [
        ("approve", "reader", {}, 403),
        ("approve", "reporter", {}, 403),
        ("approve", "stranger", {}, 404),
        ("withdraw", "reviewer", {}, 403),
        ("return", "reviewer", {"reason": " "}, 409),
        ("approve", "reviewer", {"version": "1"}, 409),
        ("approve", "reviewer", {"version": "x"}, 409),
        ("fill", "reporter", {}, 409),
        ("nonsense", "reporter", {}, 409),
        ("submit", "reporter", {}, 409),
    ],
)
def test_what_is_refused(act, world, verb, who, typed, status):
    roadmap_in(world, "submitted")
    before = stored()
    assert act(verb, who, **typed).status_code == status
    assert stored() == before


def test_what_was_typed_stays_when_it_is_refused(act, world):
    roadmap_in(world, "submitted")
    answer = act("return", "reviewer", version="1", reason="thiếu căn cứ")
    assert (answer.status_code, "thiếu căn cứ" in answer.content.decode()) == (409, True)


def test_ones_own_roadmap_shows_why_it_cannot_be_decided(sign_in, world):
    fill(world.programme, world.ward, world["double"], cell("broadband", 2030, 90))
    roadmap = current(world.programme, world.ward)
    roadmap.state = "submitted"
    roadmap.save()
    acts = {
        one.verb: one.why_not for one in sign_in("double").get(at("roadmap")).context["head"].acts
    }
    assert (bool(acts["approve"]), acts["withdraw"]) == (True, "")


def test_the_programme_says_whether_it_adds_up(sign_in, world):
    roadmap_in(world, "approved")
    page = sign_in("reader").get(at("roadmaps", "small"), {"nam": "2030"}).context["page"]
    line = next(one for one in page.lines if (one.code, one.year) == ("broadband", 2030))
    assert (line.whole, line.coverage, line.counted) == ("95,0\u00a0%", "50\u00a0%", "1/2")
    assert (line.standing.status, line.is_focus) == ("no_data", True)
    part = next(one for one in page.parts if one.code == "broadband")
    assert [one.contribution for one in part.shares] == ["−5,000\u00a0điểm phần trăm"]
    assert [one.mark.key for one in page.states] == ["none", "approved"]


@pytest.mark.parametrize(
    ("asked", "year"), [("", 2030), ("2027", 2027), ("1999", 2030), ("x", 2030), ("20271", 2027)]
)
def test_the_year_in_detail(sign_in, world, asked, year):
    context = sign_in("reader").get(at("roadmaps", "small"), {"nam": asked}).context
    assert context["year"] == year
    assert {one.year for one in context["page"].lines} == {2025, 2030, year}


def test_the_table_as_a_file(sign_in, world):
    roadmap_in(world, "approved")
    answer = sign_in("reader").get(at("roadmaps_wholes_file", "small", "csv"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2 + 4
    assert any("broadband" in one and ";95;-5;" in one for one in lines)


def test_everybody_finds_their_own_roadmap(sign_in, world):
    context = sign_in("reporter").get(at("roadmaps", "small")).context
    assert [name for name, _url in context["own"]] == ["Phường Thành Sen"]
    assert context["may_import"]
    assert not sign_in("reader").get(at("roadmaps", "small")).context["may_import"]
