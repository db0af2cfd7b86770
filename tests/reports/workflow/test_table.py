"""The transition table, cell by cell against a set written by hand."""

from __future__ import annotations

import pytest

from reports.models import Report, ReportState
from reports.workflow import Verb, can, reports_open_to
from tracker.common.timestamps import now

ALLOWED = {
    ("draft", "fill", "reporter"),
    ("draft", "fill", "head"),
    ("draft", "bring", "reviewer"),
    ("draft", "submit", "reporter"),
    ("draft", "submit", "head"),
    ("signing", "sign", "head"),
    ("signing", "send_back", "head"),
    ("signing", "withdraw", "reporter"),
    ("signing", "withdraw", "head"),
    ("submitted", "withdraw", "reporter"),
    ("submitted", "withdraw", "head"),
    ("submitted", "return", "reviewer"),
    ("submitted", "approve", "reviewer"),
    ("returned", "fill", "reporter"),
    ("returned", "fill", "head"),
    ("returned", "bring", "reviewer"),
    ("returned", "submit", "reporter"),
    ("returned", "submit", "head"),
    ("returned", "return", "reviewer"),
    ("returned", "approve", "reviewer"),
    ("approved", "revise", "reporter"),
    ("approved", "revise", "head"),
}
ALLOWED_WHILE_LOCKED = {
    ("submitted", "approve", "reviewer"),
    ("returned", "approve", "reviewer"),
}
STATES = ("draft", "signing", "submitted", "returned", "approved")
VERBS = (
    *("fill", "bring", "submit", "sign", "send_back"),
    *("withdraw", "return", "approve", "revise"),
)
CAPACITIES = ("reporter", "head", "reviewer", "reader", "stranger", "administrator")


def allowed(world, people) -> set[tuple[str, str, str]]:
    """The cells in which the product says yes."""
    return {
        (state, verb, who)
        for state in STATES
        for verb in VERBS
        for who in CAPACITIES
        if can(people[who], Verb(verb), Report(period=world.q4, unit=world.department, state=state))
    }


@pytest.fixture
def people(world, administrator):
    return {**world.people, "administrator": administrator}


def test_every_state_and_verb_is_in_the_table():
    assert set(STATES) == set(ReportState.values)
    assert set(VERBS) == {verb.value for verb in Verb}


def test_open_period(world, people):
    assert allowed(world, people) == ALLOWED


def test_locked_period(world, people):
    world.q4.locked_at = now()
    assert allowed(world, people) == ALLOWED_WHILE_LOCKED


def test_people_of_another_unit_may_nothing(world, people):
    """The head of the ward alone is a stranger to the department's report."""
    people["head"].memberships.filter(unit=world.department).delete()
    assert {cell for cell in allowed(world, people) if cell[2] == "head"} == set()


@pytest.mark.parametrize("is_locked", [False, True])
@pytest.mark.parametrize("state", STATES)
def test_the_condition_says_the_same_as_the_question(world, people, state, is_locked):
    """`reports_open_to`, which guards the saving of a cell, against `can`."""
    moment, by = (now(), people["reviewer"]) if is_locked else (None, None)
    type(world.q4).objects.update(locked_at=moment, locked_by=by)
    report = Report.objects.create(
        period=world.q4,
        unit=world.department,
        state=state,
        created_by=people["head"],
        returned_at=now(),
        returned_by=people["reviewer"],
        approved_at=now(),
        approved_by=people["reviewer"],
    )
    read = world.report()
    for verb in (Verb.FILL, Verb.BRING):
        for who in (*CAPACITIES, "double"):
            condition = reports_open_to(people[who], verb).filter(pk=report.pk)
            assert condition.exists() == can(people[who], verb, read), (verb, who)
