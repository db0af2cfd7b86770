"""Sending, deciding and beginning anew; what counts on which day."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from assignments.models import Roadmap
from indicators.models import Indicator
from reports.claiming import LostRaceError
from reports.models import Notification
from reports.queries.roadmaps import counting_of, roadmaps_of
from reports.roadmaps.deciding import approve, return_roadmap
from reports.roadmaps.sending import UnfitRoadmapError, revise, submit, withdraw
from reports.roadmaps.workflow import Verb
from reports.workflow import WrongStateError
from tests.reports.roadmaps.steps import cell, current, fill, roadmap_in, stored, target, verbs
from tracker.common.errors import NotAllowedError


def again(roadmap: Roadmap) -> Roadmap:
    return current(roadmap.programme, roadmap.unit)


def lines(kind: str) -> list[str]:
    rows = Notification.objects.filter(kind=kind).order_by("person__username")
    return [row.person.username for row in rows.select_related("person")]


def test_from_draft_to_approved(world):
    roadmap = roadmap_in(world, "approved")
    assert (roadmap.submitted_by, roadmap.approved_by) == (world["head"], world["reviewer"])
    assert verbs()[2:] == ["roadmap.submitted", "roadmap.approved"]
    assert lines("roadmap_submitted") == ["double", "reviewer", "second_reviewer"]
    assert lines("roadmap_approved") == ["colleague", "double", "head", "reporter"]


def test_a_returned_roadmap_carries_the_reason_and_is_sent_again(world):
    roadmap = roadmap_in(world, "returned")
    assert (roadmap.return_reason, lines("roadmap_returned")[0]) == ("xem lại", "colleague")
    fill(world.programme, world.ward, world["reporter"], cell("broadband", 2029, 92))
    assert submit(roadmap=again(roadmap), by=world["reporter"]).state == "submitted"


def test_taking_it_back(world):
    roadmap = withdraw(roadmap=roadmap_in(world, "submitted"), by=world["reporter"])
    assert (roadmap.state, verbs()[-1]) == ("draft", "roadmap.withdrawn")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_return_and_a_new_beginning_need_a_reason(world, reason):
    with pytest.raises(WrongStateError):
        return_roadmap(roadmap=roadmap_in(world, "submitted"), reason=reason, by=world["reviewer"])
    approve(roadmap=current(world.programme, world.ward), by=world["reviewer"])
    with pytest.raises(WrongStateError):
        revise(roadmap=current(world.programme, world.ward), reason=reason, by=world["head"])


def test_a_roadmap_without_a_target_is_not_sent(world):
    roadmap = fill(world.programme, world.ward, world["head"], cell("broadband", 2030, d=5))
    with pytest.raises(UnfitRoadmapError):
        submit(roadmap=roadmap, by=world["head"])


def test_bounds_that_came_later_are_checked_when_it_is_sent(world):
    roadmap = roadmap_in(world, "draft")
    Indicator.objects.filter(code="broadband").update(bound_max=90)
    with pytest.raises(UnfitRoadmapError, match="2030"):
        submit(roadmap=roadmap, by=world["head"])


@pytest.mark.parametrize("case", ["sent", "filled", "brought", "filled long ago"])
def test_nobody_decides_on_their_own(world, case):
    """`double` reports for the ward and reviews for the Office."""
    by = world["double"]
    verb = Verb.BRING if case == "brought" else Verb.FILL
    author = world["reporter"] if case == "sent" else by
    roadmap = fill(world.programme, world.ward, author, cell("broadband", 2030, 90), verb=verb)
    if case == "filled long ago":
        fill(world.programme, world.ward, world["head"], cell("broadband", 2030, 91, seen=1))
    submit(roadmap=roadmap, by=by if case == "sent" else world["head"])
    before = stored()
    for decide in (
        lambda: approve(roadmap=again(roadmap), by=by),
        lambda: return_roadmap(roadmap=again(roadmap), reason="?", by=by),
    ):
        with pytest.raises(NotAllowedError):
            decide()
    assert stored() == before
    assert approve(roadmap=again(roadmap), by=world["reviewer"]).state == "approved"


@pytest.mark.parametrize("who", ["reporter", "reader", "stranger"])
def test_only_the_office_approves(world, who):
    with pytest.raises(NotAllowedError):
        approve(roadmap=roadmap_in(world, "submitted"), by=world[who])


def test_two_decide_at_once(world):
    mine = roadmap_in(world, "submitted")
    return_roadmap(roadmap=again(mine), reason="thiếu căn cứ", by=world["second_reviewer"])
    before = stored()
    with pytest.raises(LostRaceError):
        approve(roadmap=mine, by=world["reviewer"])
    assert stored() == before


def test_a_roadmap_taken_back_and_sent_again_is_another_one(world):
    seen = roadmap_in(world, "submitted")
    withdraw(roadmap=again(seen), by=world["head"])
    submit(roadmap=again(seen), by=world["head"])
    with pytest.raises(LostRaceError):
        approve(roadmap=seen, by=world["reviewer"])


def test_a_new_roadmap_begins_beside_the_approved_one(world):
    old = roadmap_in(world, "approved")
    new = revise(roadmap=old, reason="dân số mới", by=world["reporter"])
    assert (new.revision, new.state, target(new, "broadband", 2030).value) == (2, "draft", 95)
    roadmaps = roadmaps_of(world.programme, world.ward)
    assert counting_of(roadmaps, date(2026, 11, 20)) == old
    with pytest.raises(WrongStateError):
        revise(roadmap=old, reason="nữa", by=world["head"])


def test_a_roadmap_counts_from_its_approval_until_a_later_one(world):
    with time_machine.travel("2026-11-10T12:00:00+07:00", tick=False):
        first = roadmap_in(world, "approved")
    fresh = revise(roadmap=first, reason="dân số mới", by=world["reporter"])
    submit(roadmap=again(fresh), by=world["reporter"])
    approve(roadmap=again(fresh), by=world["reviewer"])
    days = [date(2026, 11, day) for day in (9, 10, 19, 20)]
    roadmaps = roadmaps_of(world.programme, world.ward)
    found = [counting_of(roadmaps, day) for day in days]
    assert [one and one.revision for one in found] == [None, 1, 1, 2]
