"""A reorganisation is seen before it is done, done whole or not at all, and done as it was seen."""

from datetime import date

import pytest

from assignments.memberships import join_unit
from assignments.models import (
    Assignment,
    Inheritance,
    Membership,
    Part,
    Succession,
    SuccessionKind,
    Unit,
    UnitKind,
)
from assignments.reorganisation.applying import PlanChangedError, plan_reorganisation, reorganise
from assignments.reorganisation.plan import Decisions
from assignments.reorganisation.rows import Proposal, ReorganisationError, Row
from tests.assignments.small_world import a_task, a_unit, holders, joins, leads, own_part
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

K = SuccessionKind
DAY = date(2026, 11, 1)
BASIS = "1665/NQ-UBTVQH15"


@pytest.fixture
def province(programme):
    for code, kind in (("401", UnitKind.DISTRICT), ("402", UnitKind.DISTRICT)):
        a_unit(code, kind=kind)
    return programme.province


@pytest.fixture
def task(programme):
    return a_task(programme, "1")


def new(code, old="401", kind=K.SPLIT, **more):
    return Row(old, code, kind, name=f"Xã {code}", unit_kind=UnitKind.COMMUNE, **more)


def proposal(*rows, day=DAY, basis=BASIS):
    return Proposal(day, basis, rows)


def do(province, what, by, **decisions):
    plan = plan_reorganisation(province=province, proposal=what, by=by)
    return reorganise(
        province=province, proposal=what, decisions=Decisions(**decisions), mark=plan.mark, by=by
    )


def unit(code):
    return Unit.objects.get(code=code)


def said(province, what, by):
    with pytest.raises(ReorganisationError) as caught:
        plan_reorganisation(province=province, proposal=what, by=by)
    return [fault.sentence for fault in caught.value.faults]


def test_a_district_becomes_two_communes(province, task, reviewer):
    own_part(task, unit("401"))
    done = do(province, proposal(new("20001"), new("20002")), reviewer)
    assert (done.begun, done.ended, done.duties) == (2, 1, 1)
    assert (unit("401").valid_to, unit("20001").valid_from) == (DAY, DAY)
    assert unit("20001").folded_name == "xa 20001"
    assert holders(task, DAY) == ["20001", "20002"]
    rows = Succession.objects.filter(predecessor__code="401")
    assert {(row.kind, row.legal_basis, row.happened_on) for row in rows} == {(K.SPLIT, BASIS, DAY)}


def test_every_deed_is_in_the_ledger_with_its_basis(province, task, reviewer):
    leads(task, unit("401"))
    join_unit(user=person("an"), unit=unit("401"), role=Role.REPORTER, by=None)
    first = Event.objects.latest("id").pk
    do(province, proposal(new("20001", kind=K.WHOLE)), reviewer, people=everybody("20001"))
    deeds = Event.objects.filter(pk__gt=first)
    assert set(deeds.values_list("verb", flat=True)) == {
        *("unit.created", "unit.ended", "succession.made"),
        *("assignment.inherited", "membership.made"),
    }
    assert {(one.reason, one.actor) for one in deeds} == {(BASIS, reviewer)}


def person(name):
    return User.objects.create_user(name, full_name=name.title())


def everybody(code):
    rows = Membership.objects.filter(unit__code__in=["401", "402"])
    return {f"{row.user_id}-{row.unit_id}": code for row in rows}


def test_a_sole_lead_waits_for_a_choice(province, task, reviewer):
    source = leads(task, unit("401"))
    what = proposal(new("20001"), new("20002"))
    plan = plan_reorganisation(province=province, proposal=what, by=reviewer)
    assert [one.source for one in plan.questions] == [source]
    do(province, what, reviewer, leads={source.pk: "20002"})
    assert holders(task, DAY) == ["20002"]


def test_without_a_choice_it_is_left_unassigned(province, task, reviewer):
    leads(task, unit("401"))
    do(province, proposal(new("20001"), new("20002")), reviewer)
    assert (holders(task), Inheritance.objects.get().heir) == ([], None)


def test_a_choice_must_be_one_of_those_who_follow(province, task, reviewer):
    source = leads(task, unit("401"))
    with pytest.raises(ReorganisationError):
        do(province, proposal(new("20001"), new("20002")), reviewer, leads={source.pk: "402"})
    assert unit("401").valid_to is None


def test_a_preview_writes_nothing(province, task, reviewer):
    own_part(task, unit("401"))
    counts = [m.objects.count() for m in (Unit, Succession, Assignment, Event)]
    plan_reorganisation(province=province, proposal=proposal(new("20001")), by=reviewer)
    assert counts == [m.objects.count() for m in (Unit, Succession, Assignment, Event)]
    assert unit("401").valid_to is None


@pytest.mark.parametrize("change", ["duty", "person", "successor"])
def test_what_was_not_seen_is_not_done(province, task, reviewer, change):
    what = proposal(Row("401", "402", K.WHOLE))
    plan = plan_reorganisation(province=province, proposal=what, by=reviewer)
    if change == "duty":
        joins(task, unit("401"))
    elif change == "person":
        join_unit(user=person("an"), unit=unit("401"), role=Role.HEAD, by=None)
    else:
        Unit.objects.filter(code="402").update(valid_to=date(2027, 1, 1))
    with pytest.raises(PlanChangedError):
        reorganise(
            province=province, proposal=what, decisions=Decisions(), mark=plan.mark, by=reviewer
        )
    assert (unit("401").valid_to, Succession.objects.count()) == (None, 0)


def test_twice_is_refused(province, reviewer):
    what = proposal(new("20001"))
    do(province, what, reviewer)
    assert len(said(province, what, reviewer)) >= 1


def test_people_go_to_the_chosen_unit_and_keep_the_old_one(province, reviewer):
    an, binh = person("an"), person("binh")
    for user in (an, binh):
        join_unit(user=user, unit=unit("401"), role=Role.REPORTER, by=None)
    join_unit(user=an, unit=unit("401"), role=Role.HEAD, by=None)
    key = f"{an.pk}-{unit('401').pk}"
    done = do(province, proposal(new("20001"), new("20002")), reviewer, people={key: "20002"})
    held = Membership.objects.filter(user=an).values_list("unit__code", "role")
    assert set(held) == {(code, role) for code in ("401", "20002") for role in ("reporter", "head")}
    assert (done.people, binh.memberships.count()) == (2, 1)


def test_the_only_heir_is_proposed_for_everybody(province, reviewer):
    join_unit(user=person("an"), unit=unit("401"), role=Role.REPORTER, by=None)
    for rows, wanted in (((new("20001"),), "20001"), ((new("20001"), new("20002")), "")):
        plan = plan_reorganisation(province=province, proposal=proposal(*rows), by=reviewer)
        assert [one.default for one in plan.movers] == [wanted]


def test_in_the_future(province, task, reviewer):
    day = date(2027, 1, 1)
    leads(task, unit("401"))
    do(province, proposal(new("20001", kind=K.RENAME), day=day), reviewer)
    assert (unit("401").valid_to, unit("20001").valid_from) == (day, day)
    assert holders(task, date(2026, 12, 31)) == ["401"]
    assert holders(task, day) == ["20001"]


def test_what_lives_on_keeps_its_duties(province, task, reviewer):
    leads(task, unit("401"))
    done = do(province, proposal(Row("401", "402", K.PARTIAL, lives_on=True)), reviewer)
    assert (done.ended, unit("401").valid_to, holders(task)) == (0, None, ["401"])


def test_the_office_is_reorganised_by_administrators_only(province, reviewer, administrator):
    rename = proposal(
        Row("42-vptu", "42-vp", K.RENAME, name="Văn phòng", unit_kind=UnitKind.PARTY_BODY)
    )
    into = proposal(Row("401", "42-vptu", K.FUNCTIONS, lives_on=True))
    for what in (rename, into):
        assert len(said(province, what, reviewer)) == 1
    key = f"{reviewer.pk}-{unit('42-vptu').pk}"
    do(province, rename, administrator, people={key: "42-vp"})
    monitor = Assignment.objects.on(DAY).get(part=Part.MONITOR)
    assert monitor.unit.code == "42-vp"


def test_no_programme_is_left_without_its_office(province, administrator):
    gone = proposal(Row("42-vptu", "", K.ENDED))
    assert "1-CTr/TU" in said(province, gone, administrator)[0]
    halves = [
        Row("42-vptu", code, K.SPLIT, name=code, unit_kind=UnitKind.PARTY_BODY)
        for code in ("42-a", "42-b")
    ]
    with pytest.raises(ReorganisationError):
        do(province, proposal(*halves), administrator)


@pytest.mark.parametrize("who", ["reporter", "head", "reader", "stranger"])
def test_others_may_not(province, request, who):
    with pytest.raises(NotAllowedError):
        plan_reorganisation(province=province, proposal=proposal(), by=request.getfixturevalue(who))


def test_entered_after_what_followed_it(province, task, reviewer):
    """401 went into 402 before 402 itself became communes, which was entered first."""
    own_part(task, unit("401"))
    do(province, proposal(new("20001", old="402"), day=DAY), reviewer)
    earlier = proposal(Row("401", "402", K.WHOLE), day=date(2026, 6, 1))
    do(province, earlier, reviewer)
    assert holders(task, date(2026, 7, 1)) == ["402"]
    assert holders(task, DAY) == ["20001"]
