"""A unit that is given leads hears of it once for each deed, with how many they are."""

from __future__ import annotations

from datetime import date

import pytest

from assignments.assigning import AssigningError
from assignments.memberships import join_unit
from assignments.models import SuccessionKind, UnitKind
from assignments.reorganisation.applying import PlanChangedError, plan_reorganisation
from assignments.reorganisation.plan import Decisions
from assignments.reorganisation.rows import Proposal, Row
from indicators.models import Indicator
from reports.leading import give_lead, give_leads, reorganise_units
from reports.models import Notification
from reports.notices import NotificationKind
from reports.presenters.review.inbox import inbox_lines
from tests.assignments.small_world import a_task, a_unit, leads
from tests.reports.task_cast import lead_of, three_tasks
from tracker.accounts.models import User
from tracker.accounts.roles import Role

DAY = date(2026, 12, 1)


def told():
    """Who was told what, in words."""
    rows = Notification.objects.filter(kind=NotificationKind.LEAD_GIVEN).order_by("pk")
    lines = inbox_lines(rows)
    return [(row.person.username, line.sentence) for row, line in zip(rows, lines, strict=True)]


def test_several_at_once_are_one_line(programme, units, reporter, head, reviewer):
    tasks = three_tasks(programme, units)
    city = Indicator.objects.get(code="city")
    city.assignments.all().delete()
    give_leads(subjects=[tasks["2.1"], city], unit=units["42-sxd"], by=reviewer, reason="KL 12")
    sentence = "Sở Xây dựng: đơn vị được giao chủ trì 1 chỉ tiêu và 1 nhiệm vụ."
    assert sorted(told()) == [("head", sentence), ("reporter", sentence)]
    assert {row.url for row in Notification.objects.all()} == {"/p/small/don-vi/42-sxd/"}


def test_a_lead_that_passes_to_another_unit(programme, units, reporter, reviewer):
    task = three_tasks(programme, units)["1.1"]
    join_unit(user=reporter, unit=units["18073"], role=Role.REPORTER, by=None)
    give_lead(
        subject=task,
        unit=units["18073"],
        by=reviewer,
        reason="KL 12",
        instead_of=lead_of(task),
    )
    sentence = "Phường Thành Sen: đơn vị được giao chủ trì 1 nhiệm vụ."
    assert told() == [("reporter", sentence)]


def test_what_is_refused_tells_nobody(programme, units, reporter, reviewer):
    task = three_tasks(programme, units)["2.1"]
    with pytest.raises(AssigningError):
        give_leads(subjects=[task, task], unit=units["42-sxd"], by=reviewer, reason="KL 12")
    assert told() == []


@pytest.fixture
def merger(programme):
    """A district that leads two tasks and ends, with a person who moves on."""
    district = a_unit("401", kind=UnitKind.DISTRICT)
    for code in ("1", "2"):
        leads(a_task(programme, code), district)
    person = User.objects.create_user("an", full_name="Chị An")
    join_unit(user=person, unit=district, role=Role.REPORTER, by=None)
    row = Row("401", "20001", SuccessionKind.WHOLE, name="Xã Một", unit_kind=UnitKind.COMMUNE)
    return Proposal(DAY, "1665/NQ-UBTVQH15", (row,))


def test_heirs_hear_once_of_all_that_passed(programme, merger, reviewer):
    place = {"province": programme.province, "proposal": merger, "by": reviewer}
    plan = plan_reorganisation(**place)
    (mover,) = plan.movers
    decisions = Decisions(people={mover.key: "20001"})
    reorganise_units(**place, decisions=decisions, mark=plan.mark)
    assert told() == [("an", "Xã Một: đơn vị được giao chủ trì 2 nhiệm vụ.")]


def test_a_plan_that_changed_tells_nobody(programme, merger, reviewer):
    place = {"province": programme.province, "proposal": merger, "by": reviewer}
    with pytest.raises(PlanChangedError):
        reorganise_units(**place, decisions=Decisions(), mark="another")
    assert told() == []


@pytest.mark.parametrize("subject", ["Sở Xây dựng", "Sở · x+1", "Sở · 2-3"])
def test_a_subject_of_another_kind_is_shown_as_it_is(reporter, subject):
    row = Notification(person=reporter, kind=NotificationKind.LEAD_GIVEN, subject=subject)
    assert inbox_lines([row])[0].sentence == subject
