"""The Office assigns anew: checked, dated, told in the ledger, and never over somebody's head."""

import re
from datetime import date, timedelta

import pytest

from assignments.actions import join_unit
from assignments.assigning import (
    AssigningError,
    add_coordinating,
    assign_lead,
    assign_leads,
    lost_race,
    remove_coordinating,
)
from assignments.clarity import name_responsible, set_product
from assignments.models import (
    Assignment,
    Inheritance,
    Origin,
    Part,
    Succession,
    SuccessionKind,
    Task,
    Unit,
)
from indicators.models import Indicator
from tests.assignments.test_programme_tasks import HA_TINH, load
from tests.conftest import TODAY
from tests.reports.task_cast import DONE, lead, lead_of, record, three_tasks
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError


@pytest.fixture
def tasks(programme, units):
    return three_tasks(programme, units)


def last_event():
    return Event.objects.order_by("-id").first()


def test_what_nobody_led_is_led_from_today(tasks, units, reviewer):
    row = assign_lead(subject=tasks["2.1"], unit=units["42-sxd"], by=reviewer, reason=" KL 12 ")
    assert (row.origin, row.valid_from, row.part) == (Origin.OFFICE, TODAY, Part.LEAD)
    assert not row.is_own_part
    assert not row.held_on(TODAY - timedelta(days=1))
    event = last_event()
    assert (event.verb, event.subject_key, event.reason) == ("assignment.made", "2.1", "KL 12")
    assert event.after == {"unit": "42-sxd", "part": "lead", "from_day": "2026-11-20"}


def test_a_lead_passes_from_unit_to_unit(tasks, units, reviewer):
    old = lead_of(tasks["1.1"])
    Assignment.objects.filter(pk=old.pk).update(due=date(2027, 1, 1), responsible=reviewer)
    old.refresh_from_db()
    day = TODAY + timedelta(days=10)
    new = assign_lead(
        subject=tasks["1.1"],
        unit=units["18073"],
        by=reviewer,
        reason="Chuyển",
        from_day=day,
        instead_of=old,
    )
    old.refresh_from_db()
    assert (old.valid_to, new.valid_from, new.due) == (day, day, date(2027, 1, 1))
    assert new.responsible is None
    (step,) = Inheritance.objects.filter(heir=new)
    assert (step.source, step.succession, step.reason) == (old, None, "Chuyển")
    assert last_event().verb == "assignment.moved"
    assert last_event().before["unit"] == "42-sxd"


def test_who_coordinated_leads_now_and_coordinates_no_more(tasks, units, reviewer):
    new = assign_lead(
        subject=tasks["1.1"],
        unit=units["42-vptu"],
        by=reviewer,
        reason="x",
        instead_of=lead_of(tasks["1.1"]),
    )
    standing = Assignment.objects.standing().filter(task=tasks["1.1"])
    assert list(standing) == [new]
    assert Inheritance.objects.filter(heir=new).count() == 2


def test_one_part_of_several_passes_alone(tasks, units, reviewer):
    old = lead_of(tasks["1.2"], units["18073"])
    new = assign_lead(
        subject=tasks["1.2"], unit=units["42-sxd"], by=reviewer, reason="x", instead_of=old
    )
    assert new.is_own_part
    assert Assignment.objects.standing().filter(task=tasks["1.2"]).count() == 2


def test_a_lead_that_ended_with_its_unit_goes_on_from_it(programme, units, reviewer):
    goal = Indicator.objects.get(code="city")
    ended = Assignment.objects.create(
        programme=programme,
        indicator=goal,
        unit=units["436"],
        part=Part.LEAD,
        valid_to=date(2025, 7, 1),
    )
    Inheritance.objects.create(source=ended, passed_on=date(2025, 7, 1))
    new = assign_lead(subject=goal, unit=units["18073"], by=reviewer, reason="NQ 1665")
    (step,) = Inheritance.objects.filter(heir=new)
    assert (step.source, step.passed_on) == (ended, TODAY)
    assert (new.indicator, new.task) == (goal, None)


def test_the_successors_of_a_unit_that_will_end_follow_at_once(tasks, units, reviewer):
    ends = TODAY + timedelta(days=40)
    units["18073"].valid_to = ends
    units["18073"].save()
    Succession.objects.create(
        predecessor=units["18073"],
        successor=units["18754"],
        happened_on=ends,
        kind=SuccessionKind.WHOLE,
    )
    assign_lead(subject=tasks["2.1"], unit=units["18073"], by=reviewer, reason="x")
    assert lead_of(tasks["2.1"]).unit == units["18754"]


@pytest.mark.parametrize(
    ("unit", "day", "reason"),
    [
        ("436", 0, "x"),  # ended in 2025
        ("38-vpubnd", 0, "x"),
        ("42-sxd", -1, "x"),
        ("42-sxd", 400, "x"),
        ("42-sxd", 0, "  "),
    ],
)
def test_what_cannot_be_changes_nothing(tasks, units, reviewer, unit, day, reason):
    before = Event.objects.count()
    with pytest.raises(AssigningError):
        assign_lead(
            subject=tasks["2.1"],
            unit=units[unit],
            by=reviewer,
            reason=reason,
            from_day=TODAY + timedelta(days=day),
        )
    assert not Assignment.objects.filter(task=tasks["2.1"]).exists()
    assert Event.objects.count() == before


def test_a_lead_seen_yesterday_is_a_lost_race(tasks, units, reviewer):
    seen = lead_of(tasks["1.1"])
    give = {"subject": tasks["1.1"], "by": reviewer, "reason": "x"}
    assign_lead(**give, unit=units["18073"], instead_of=seen)
    for stale in (seen, None):
        with pytest.raises(AssigningError, match=re.escape(lost_race())):
            assign_lead(**give, unit=units["18754"], instead_of=stale)
    assert lead_of(tasks["1.1"]).unit == units["18073"]


def test_who_leads_already_is_not_assigned_again(tasks, units, reviewer):
    row = lead_of(tasks["1.1"])
    with pytest.raises(AssigningError):
        assign_lead(subject=tasks["1.1"], unit=row.unit, by=reviewer, reason="x", instead_of=row)


def test_what_is_done_stays_where_it_was_done(tasks, units, reviewer):
    row = lead_of(tasks["1.1"])
    record(row, DONE, reviewer)
    with pytest.raises(AssigningError):
        assign_lead(
            subject=tasks["1.1"], unit=units["18073"], by=reviewer, reason="x", instead_of=row
        )
    assert lead_of(tasks["1.1"]).unit == units["42-sxd"]


def test_no_lead_overlaps_another(tasks, units, reviewer):
    ahead = TODAY + timedelta(days=30)
    give = {"subject": tasks["2.1"], "by": reviewer, "reason": "x"}
    row = assign_lead(**give, unit=units["42-sxd"], from_day=ahead)
    with pytest.raises(AssigningError):
        assign_lead(**give, unit=units["18073"], instead_of=row)
    Assignment.objects.filter(pk=row.pk).update(valid_to=ahead + timedelta(days=9))
    with pytest.raises(AssigningError):
        assign_lead(**give, unit=units["18073"], from_day=ahead)


@pytest.mark.parametrize("who", ["reporter", "reader", "stranger", "administrator"])
def test_only_the_office_assigns(tasks, units, who, request):
    with pytest.raises(NotAllowedError):
        assign_lead(
            subject=tasks["2.1"],
            unit=units["42-sxd"],
            reason="x",
            by=request.getfixturevalue(who),
        )


def test_several_at_once_or_none(programme, tasks, units, reviewer):
    goal = Indicator.objects.get(code="city")
    give = {"unit": units["42-sxd"], "by": reviewer, "reason": "x"}
    with pytest.raises(AssigningError):
        assign_leads(subjects=[tasks["2.1"], tasks["1.1"]], **give)
    assert not Assignment.objects.filter(task=tasks["2.1"]).exists()
    assert len(assign_leads(subjects=[tasks["2.1"], goal], **give)) == 2


def test_coordination_comes_and_goes(tasks, units, reviewer):
    give = {"by": reviewer, "reason": "Cần phối hợp"}
    row = add_coordinating(subject=tasks["1.1"], unit=units["18073"], **give)
    with pytest.raises(AssigningError):
        add_coordinating(subject=tasks["1.1"], unit=units["18073"], **give)
    remove_coordinating(assignment=row, **give)
    row.refresh_from_db()
    assert row.valid_to == TODAY
    assert last_event().verb == "assignment.ended"
    with pytest.raises(AssigningError):
        remove_coordinating(assignment=row, **give)
    with pytest.raises(AssigningError):
        remove_coordinating(assignment=lead_of(tasks["1.1"]), **give)


def test_the_unit_names_one_of_its_people(tasks, units, reporter, head, reviewer):
    row = lead_of(tasks["1.1"])
    name_responsible(assignment=row, person=head, by=reporter)
    assert lead_of(tasks["1.1"]).responsible == head
    assert last_event().after == {"unit": "42-sxd", "person": head.full_name}
    with pytest.raises(AssigningError):
        name_responsible(assignment=row, person=reviewer, by=reporter)
    stale = lead_of(tasks["1.1"])
    name_responsible(assignment=row, person=None, by=reporter)
    with pytest.raises(AssigningError):
        name_responsible(assignment=stale, person=reporter, by=head)
    with pytest.raises(NotAllowedError):
        name_responsible(assignment=row, person=reporter, by=reviewer)


def test_nobody_is_named_for_what_has_passed_on_or_is_done(tasks, units, reporter, reviewer):
    record(lead_of(tasks["1.1"]), DONE, reviewer)
    with pytest.raises(AssigningError):
        name_responsible(assignment=lead_of(tasks["1.1"]), person=reporter, by=reporter)
    gone = lead(tasks["2.1"], units["42-sxd"], valid_to=TODAY)
    with pytest.raises(AssigningError):
        name_responsible(assignment=gone, person=reporter, by=reporter)


def test_the_expected_result_is_set_and_changed_with_a_reason(tasks, reviewer, reporter):
    task = tasks["2.1"]
    set_product(task=task, product=" Đề án ", by=reviewer, reason="")
    assert Task.objects.get(pk=task.pk).product == "Đề án"
    for product, reason in (("Đề án", "x"), ("", "x"), ("Kế hoạch", " ")):
        with pytest.raises(AssigningError):
            set_product(task=task, product=product, by=reviewer, reason=reason)
    Task.objects.filter(pk=task.pk).update(product="khác")
    with pytest.raises(AssigningError):
        set_product(task=task, product="Kế hoạch", by=reviewer, reason="x")
    with pytest.raises(NotAllowedError):
        set_product(task=task, product="Kế hoạch", by=reporter, reason="x")


def test_a_person_who_left_cannot_be_named(tasks, units, reporter):
    gone = User.objects.create_user("gone", full_name="Đã nghỉ")
    gone.is_active = False
    gone.save()
    join_unit(user=gone, unit=units["42-sxd"], role=Role.REPORTER, by=None)
    with pytest.raises(AssigningError):
        name_responsible(assignment=lead_of(tasks["1.1"]), person=gone, by=reporter)


def test_a_file_that_states_no_result_leaves_the_office_s(db):
    programme, _applied = load(HA_TINH)
    office = User.objects.create_user("office", full_name="Office")
    join_unit(user=office, unit=Unit.objects.get(code="42-vptu"), role=Role.REVIEWER, by=None)
    task = Task.objects.get(programme=programme, code="III.1.a")
    set_product(task=task, product="Đề án", by=office, reason="")
    load(HA_TINH, units=False)
    assert Task.objects.get(pk=task.pk).product == "Đề án"
