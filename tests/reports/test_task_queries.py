"""The tasks of a programme on a day, in a fixed number of queries; and what nobody leads."""

from datetime import date, timedelta

import pytest

from assignments.assigning import assign_lead
from assignments.models import Assignment, Inheritance, Part, Succession, SuccessionKind
from indicators.models import Indicator
from reports.queries.task_story import story_of
from reports.queries.tasks import programme_tasks
from reports.queries.unled import unled
from tests.conftest import TODAY
from tests.reports.task_cast import RUNNING, lead, lead_of, record, three_tasks

ENDED = date(2025, 7, 1)


@pytest.fixture
def tasks(programme, units):
    return three_tasks(programme, units)


def test_who_leads_what(programme, tasks, units):
    found = programme_tasks(programme, TODAY)
    assert [len(one.duties) for one in found.tasks] == [1, 2, 0]
    assert found.tasks[0].coordinating == (units["42-vptu"],)
    assert [one.task.code for one in found.unassigned] == ["2.1"]
    assert [one.number for one in found.sections] == ["1", "2"]


def test_the_number_of_queries_does_not_grow(
    programme, tasks, units, reviewer, django_assert_num_queries
):
    for unit in units.values():
        if unit.province_id == programme.province_id:
            lead(tasks["2.1"], unit, is_own_part=True)
    record(lead_of(tasks["1.1"]), RUNNING, reviewer)
    with django_assert_num_queries(6):
        found = programme_tasks(programme, TODAY)
        assert [duty.unit.name for duty in found.duties]
        assert [duty.assignment.programme.code for duty in found.duties]


def test_narrowed_to_units_or_codes(programme, tasks, units):
    found = programme_tasks(programme, TODAY, units=[units["18073"]])
    assert [(duty.task.code, duty.unit.code) for duty in found.duties] == [("1.2", "18073")]
    (only,) = programme_tasks(programme, TODAY, codes=["1.2"]).tasks
    assert len(only.duties) == 2


def test_a_past_day_shows_who_led_then(programme, tasks, units, reviewer):
    old = lead_of(tasks["1.1"])
    assign_lead(subject=tasks["1.1"], unit=units["18073"], by=reviewer, reason="x", instead_of=old)
    leads = {
        day: [duty.unit.code for duty in programme_tasks(programme, day, codes=["1.1"]).duties]
        for day in (TODAY, TODAY - timedelta(days=1))
    }
    assert list(leads.values()) == [["18073"], ["42-sxd"]]


def test_a_retired_task_is_gone(programme, tasks):
    tasks["1.2"].retired_at = "2026-01-01T00:00:00+07:00"
    tasks["1.2"].save()
    found = programme_tasks(programme, TODAY)
    assert [one.task.code for one in found.tasks] == ["1.1", "2.1"]
    assert len(found.duties) == 1


def test_the_story_of_a_part_goes_back_through_its_predecessors(
    programme, tasks, units, reviewer, reader
):
    old = lead_of(tasks["1.1"])
    record(old, RUNNING, reviewer)
    new = assign_lead(
        subject=tasks["1.1"], unit=units["18073"], by=reviewer, reason="x", instead_of=old
    )
    story = story_of(tasks["1.1"], new, TODAY, reader, of_office=False)
    assert [update.assignment for update in story.updates] == [old]
    assert [step.heir for step in story.passings] == [new]
    assert [event.verb for event in story.events] == ["assignment.moved"]
    before = story_of(tasks["1.1"], old, TODAY - timedelta(days=1), reader, of_office=False)
    assert (before.updates, before.passings, before.events) == ((), (), ())


def test_what_nobody_leads_with_who_could_follow(
    programme, tasks, units, django_assert_num_queries
):
    goal = Indicator.objects.get(code="city")
    ended = Assignment.objects.create(
        programme=programme, indicator=goal, unit=units["436"], part=Part.LEAD, valid_to=ENDED
    )
    Inheritance.objects.create(source=ended, passed_on=ENDED)
    Succession.objects.create(
        predecessor=units["436"],
        successor=units["18073"],
        happened_on=ENDED,
        kind=SuccessionKind.SPLIT,
        legal_basis="1665/NQ-UBTVQH15",
    )
    with django_assert_num_queries(7):
        found = {row.key: row for row in unled(programme, TODAY)}
    assert found["task:2.1"].last is None
    row = found["indicator:city"]
    assert (row.last, row.step.legal_basis) == (ended, "1665/NQ-UBTVQH15")
    assert row.followers == (units["18073"],)
    assert "task:1.1" not in found
    assert "indicator:urban" not in found


def test_a_goal_no_longer_measured_needs_no_lead(programme):
    keys = [row.key for row in unled(programme, TODAY)]
    Indicator.objects.filter(code="city").update(
        superseded_on=date(2026, 1, 1), superseded_basis="111/2025/UBTVQH15"
    )
    assert set(keys) - {row.key for row in unled(programme, TODAY)} == {"indicator:city"}
