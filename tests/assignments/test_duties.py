"""To whom open duties pass when a unit ends, and that none is lost, doubled or passed twice."""

from datetime import date

import pytest
from django.db import transaction

from assignments.done_duties import keep_where_done
from assignments.duties import pass_on
from assignments.models import Assignment, Inheritance, Origin, Part, SuccessionKind, UnitKind
from indicators.models import Indicator
from tests.assignments.small_world import (
    DAY,
    a_task,
    a_unit,
    before,
    follow,
    holders,
    joins,
    leads,
    own_part,
)
from tracker.audit.models import Event

K = SuccessionKind
LATER = date(2026, 10, 1)


@pytest.fixture
def task(programme):
    return a_task(programme, "1")


@pytest.fixture
def pair(programme):
    """Two predecessors, two possible heirs."""
    old = [a_unit(code, kind=UnitKind.DISTRICT) for code in ("401", "402")]
    return [*old, *(a_unit(code, since=DAY) for code in ("20001", "20002"))]


def run(programme, **more):
    with transaction.atomic():
        return pass_on(programme.province, by=None, **more)


@pytest.mark.parametrize("kind", [K.WHOLE, K.RENAME, K.SPLIT, K.PARTIAL, K.FUNCTIONS])
def test_a_sole_lead_passes_to_the_only_heir(programme, task, pair, kind):
    old, _other, heir, _second = pair
    source = leads(task, old)
    follow(old, heir, kind=kind)
    assert run(programme) == 1
    assert (holders(task, before(DAY)), holders(task, DAY)) == (["401"], ["20001"])
    line = Inheritance.objects.get()
    assert (line.source, line.heir.origin, line.passed_on) == (source, Origin.SUCCESSION, DAY)
    assert line.succession.kind == kind


@pytest.mark.parametrize("kind", [K.SPLIT, K.PARTIAL, K.FUNCTIONS])
def test_a_predecessor_that_lives_on_keeps_its_duties(programme, task, pair, kind):
    old, _other, heir, _second = pair
    leads(task, old)
    follow(old, heir, kind=kind, ends=False)
    assert run(programme) == 0
    assert holders(task) == ["401"]


def test_who_took_the_whole_gets_the_duties_of_those_beside_it(programme, task, pair):
    old, _other, heir, second = pair
    own_part(task, old)
    follow(old, heir, kind=K.WHOLE)
    follow(old, second, kind=K.FUNCTIONS)
    run(programme)
    assert holders(task) == ["20001"]


def test_nobody_follows(programme, task, pair):
    leads(task, pair[0])
    follow(pair[0], None, kind=K.ENDED)
    run(programme)
    line = Inheritance.objects.get()
    assert (holders(task), line.heir, line.succession) == ([], None, None)
    assert Event.objects.filter(verb="assignment.left", subject_key="401").count() == 1


@pytest.mark.parametrize(("choice", "wanted"), [("20002", ["20002"]), ("", []), ("402", [])])
def test_a_sole_lead_with_several_heirs_needs_a_choice(programme, task, pair, choice, wanted):
    old, _other, *heirs = pair
    source = leads(task, old)
    follow(old, *heirs)
    run(programme, choices={source.pk: choice})
    assert holders(task) == wanted
    assert Inheritance.objects.filter(heir__isnull=True).count() == (not wanted)


def test_an_indicator_and_the_monitor_pass_like_a_sole_lead(programme, units):
    office, heir = units["42-vptu"], a_unit("42-vp", since=DAY)
    department, second = units["42-sxd"], a_unit("42-sxd-2", since=DAY)
    follow(office, heir, kind=K.RENAME)
    follow(department, second, kind=K.WHOLE)
    run(programme)
    on = Assignment.objects.on(DAY)
    assert on.get(part=Part.MONITOR).unit == heir
    urban = Indicator.objects.get(code="urban")
    assert on.get(indicator=urban, part=Part.LEAD).unit == second


def test_own_parts_go_to_each_heir_once(programme, task, pair):
    """Also where two predecessors bring the same task into the same commune."""
    first, second, *heirs = pair
    own_part(task, first)
    own_part(task, second)
    follow(first, *heirs)
    follow(second, *heirs, kind=K.PARTIAL)
    run(programme)
    assert holders(task) == ["20001", "20002"]
    assert Inheritance.objects.count() == 4
    assert all(row.is_own_part for row in Assignment.objects.standing().filter(task=task))


def test_coordination_goes_to_each_heir(programme, task, pair):
    joins(task, pair[0])
    follow(pair[0], *pair[2:])
    run(programme)
    assert holders(task, part=Part.COORDINATING) == ["20001", "20002"]


@pytest.mark.parametrize("same_day", [True, False])
def test_a_lead_is_never_lost_to_coordination(programme, task, pair, same_day):
    """The heir coordinated already, or one predecessor coordinates what the other leads."""
    first, second, heir, _other = pair
    joins(task, first if same_day else heir)
    source = leads(task, second)
    if same_day:
        follow(first, heir, kind=K.WHOLE)
    follow(second, heir, kind=K.WHOLE)
    run(programme)
    assert (holders(task), holders(task, part=Part.COORDINATING)) == (["20001"], [])
    lead = Assignment.objects.standing().get(task=task)
    assert lead.came_from.filter(source=source).exists()
    assert lead.came_from.count() == 2


def test_who_leads_already_goes_on_leading(programme, task, pair):
    first, _second, heir, _other = pair
    own = own_part(task, heir, due=date(2026, 12, 1))
    joins(task, first)
    follow(first, heir, kind=K.WHOLE)
    run(programme)
    own.refresh_from_db()
    assert (holders(task), own.valid_to, own.due) == (["20001"], None, date(2026, 12, 1))


def test_what_is_done_stays(programme, task, pair):
    done = leads(task, pair[0], closed_on=date(2025, 5, 1))
    follow(pair[0], pair[2], kind=K.WHOLE)
    assert run(programme) == 0
    done.refresh_from_db()
    assert (done.valid_to, Inheritance.objects.count()) == (None, 0)


def test_what_is_done_stays_however_late_the_end_is_entered(programme, task, pair):
    leads(task, pair[0], closed_on=date(2025, 9, 1))
    follow(pair[0], pair[2], kind=K.WHOLE)
    assert run(programme) == 0


def test_an_open_part_is_not_swallowed_by_a_done_one(programme, task, pair):
    old, _second, heir, _other = pair
    own_part(task, heir, closed_on=date(2025, 5, 1))
    own_part(task, old)
    follow(old, heir, kind=K.WHOLE)
    run(programme)
    standing = Assignment.objects.standing().get(task=task)
    assert (standing.unit, standing.closed_on) == (heir, None)


def test_a_chain_over_several_dates(programme, task):
    """405 → 380 → wards: each day has its holder, and the wards can say where it came from."""
    first, second = a_unit("405", kind=UnitKind.DISTRICT), a_unit("380", kind=UnitKind.CITY)
    wards = [a_unit(code, since=DAY) for code in ("20001", "20002")]
    own_part(task, first)
    own_part(task, second)
    follow(first, second, on=date(2025, 1, 1), kind=K.WHOLE)
    follow(second, *wards)
    run(programme)
    assert holders(task, date(2024, 12, 31)) == ["380", "405"]
    assert holders(task, date(2025, 6, 30)) == ["380"]
    assert holders(task, DAY) == ["20001", "20002"]


def test_twice_changes_nothing(programme, task, pair):
    own_part(task, pair[0])
    follow(pair[0], *pair[2:])
    run(programme)
    rows, lines, said = (m.objects.count() for m in (Assignment, Inheritance, Event))
    assert run(programme) == 0
    assert (rows, lines, said) == tuple(m.objects.count() for m in (Assignment, Inheritance, Event))


def test_ahead_of_its_day_the_old_unit_answers(programme, task, frozen_today):
    old, heir = a_unit("401"), a_unit("20001", since=date(2027, 1, 1))
    leads(task, old)
    follow(old, heir, on=date(2027, 1, 1), kind=K.RENAME)
    run(programme)
    assert holders(task, frozen_today) == ["401"]
    assert holders(task, date(2026, 12, 31)) == ["401"]
    assert holders(task, date(2027, 1, 1)) == ["20001"]


def test_the_latest_granted_deadline_comes_along(programme, pair):
    first, second, heir, _other = pair
    task = a_task(programme, "2", due=date(2026, 6, 30))
    own_part(task, first, due=date(2026, 9, 30))
    own_part(task, second, due=date(2026, 12, 31))
    for one in (first, second):
        follow(one, heir, kind=K.WHOLE)
    run(programme)
    assert Assignment.objects.standing().get(task=task).deadline == date(2026, 12, 31)


def test_a_duty_given_after_the_end_passes_when_it_begins(programme, task, pair):
    """A later file gives a task to a unit that has ended: nothing holds before it was given."""
    leads(task, pair[0], valid_from=LATER)
    follow(pair[0], pair[2], kind=K.WHOLE)
    run(programme)
    assert holders(task, before(LATER)) == []
    assert holders(task, LATER) == ["20001"]


def test_a_planned_heir_begins_when_an_earlier_one_ends(programme, task, pair):
    """The heir was to get its part in October; another predecessor brings it in July."""
    first, second, heir, _other = pair
    own_part(task, first)
    own_part(task, second)
    follow(first, heir, on=LATER, kind=K.WHOLE)
    run(programme)
    follow(second, heir, kind=K.WHOLE)
    run(programme)
    assert holders(task, DAY) == ["20001", "401"]
    assert holders(task, LATER) == ["20001"]


def test_what_will_end_takes_over_until_then_only_once(programme, task, pair):
    """402 ends in October, that is known; in July 401 passes into it: 402 holds the task once."""
    first, second, heir, _other = pair
    own_part(task, first)
    own_part(task, second)
    follow(second, heir, on=LATER, kind=K.WHOLE)
    run(programme)
    follow(first, second, kind=K.WHOLE)
    run(programme)
    assert [holders(task, day) for day in (before(DAY), DAY, LATER)] == [
        ["401", "402"],
        ["402"],
        ["20001"],
    ]


def test_the_ledger_names_who_took_what_over(programme, task, pair, administrator):
    leads(task, pair[0])
    follow(pair[0], pair[2], kind=K.WHOLE)
    run(programme)
    event = Event.objects.get(verb="assignment.inherited")
    assert (event.subject_key, event.programme_code) == ("401/20001", "small")
    assert event.after == {
        "unit": "20001",
        "from": "401",
        "duties": ["1"],
        "basis": "Nghị quyết",
    }


def test_what_is_done_before_it_passes_returns(programme, task, pair):
    """Approved late, or done between the decision and its day: heirs are not asked for it."""
    first, second, heir, _other = pair
    source = own_part(task, first)
    own_part(task, second)
    follow(first, *pair[2:])
    follow(second, heir, kind=K.WHOLE)
    run(programme)
    Assignment.objects.filter(pk=source.pk).update(closed_on=date(2025, 6, 1))
    with transaction.atomic():
        keep_where_done(Assignment.objects.filter(pk=source.pk), by=None)
    assert holders(task, DAY) == ["20001", "401"]
    assert run(programme) == 0
