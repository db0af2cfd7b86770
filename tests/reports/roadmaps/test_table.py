"""The transition table of roadmaps, cell by cell against a set written by hand."""

from __future__ import annotations

import pytest

from assignments.models import Roadmap, RoadmapState
from reports.roadmaps.workflow import Verb, can

ALLOWED = {
    ("draft", "fill", "reporter"),
    ("draft", "fill", "head"),
    ("draft", "bring", "reviewer"),
    ("draft", "submit", "reporter"),
    ("draft", "submit", "head"),
    ("returned", "fill", "reporter"),
    ("returned", "fill", "head"),
    ("returned", "submit", "reporter"),
    ("returned", "submit", "head"),
    ("submitted", "withdraw", "reporter"),
    ("submitted", "withdraw", "head"),
    ("submitted", "return", "reviewer"),
    ("submitted", "approve", "reviewer"),
    ("approved", "revise", "reporter"),
    ("approved", "revise", "head"),
}
STATES = ("draft", "submitted", "returned", "approved")
VERBS = ("fill", "bring", "submit", "withdraw", "return", "approve", "revise")
CAPACITIES = ("reporter", "head", "reviewer", "reader", "stranger", "administrator")


@pytest.fixture
def people(world, administrator):
    return {**world.people, "administrator": administrator}


def allowed(world, people) -> set[tuple[str, str, str]]:
    """The cells in which the product says yes."""
    return {
        (state, verb, who)
        for state in STATES
        for verb in VERBS
        for who in CAPACITIES
        if can(
            people[who],
            Verb(verb),
            Roadmap(programme=world.programme, unit=world.ward, state=state),
        )
    }


def test_every_state_and_verb_is_in_the_table():
    assert set(STATES) == set(RoadmapState.values)
    assert set(VERBS) == {verb.value for verb in Verb}


def test_the_table(world, people):
    assert allowed(world, people) == ALLOWED


def test_people_of_another_unit_may_nothing(world, people):
    people["head"].memberships.filter(unit=world.ward).delete()
    assert {cell for cell in allowed(world, people) if cell[2] == "head"} == set()
