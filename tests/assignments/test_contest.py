"""Several administrators at the same moment: one wins, the others are told why not."""

from __future__ import annotations

from tests.assignments.contest import PEOPLE

REFUSALS = {"PlanChangedError", "ReorganisationError", "MembershipError"}


CONTESTS = "tests.assignments.contest"


def test_four_reorganise_one_district(contest):
    found = contest("reorganisations")
    assert (found["told"].count("ok"), len(found["told"])) == (1, PEOPLE)
    assert set(found["told"]) - {"ok"} <= REFUSALS
    assert (found["units"], found["successions"], found["ended"]) == (1, 1, 1)
    assert found["left_behind"] == 0


def test_four_give_one_role(contest):
    found = contest("roles")
    assert (found["told"].count("ok"), found["held"]) == (1, 1)
    assert set(found["told"]) - {"ok"} <= REFUSALS
