"""Each verb: its course, its refusals, what it leaves behind, and what a lost race stores."""

from __future__ import annotations

import pytest
from django.db.models import F

from reports.calendar import lock
from reports.claiming import LostRaceError
from reports.models import Notification, Report
from reports.workflow import Verb, WrongStateError
from tests.reports.workflow.deeds import DEEDS
from tests.reports.workflow.steps import last_event, report_in, stored, verbs_since
from tests.reports.workflow.test_table import ALLOWED, ALLOWED_WHILE_LOCKED, STATES
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

CELL_BY_CELL = (Verb.FILL, Verb.BRING)
pytestmark = pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.verb.value)


def test_becomes_what_it_should_and_says_so(world, deed):
    report_in(world, deed.state)
    before = last_event()
    deed.do_as_usual(world)
    assert world.report().state == deed.becomes
    assert sorted(verbs_since(before)) == sorted(deed.ledger)
    assert {one.actor for one in Event.objects.filter(pk__gt=before)} == {world[deed.by]}


def test_the_reason_stays_in_the_ledger(world, deed):
    report_in(world, deed.state)
    before = last_event()
    deed.do_as_usual(world)
    reasons = {one.reason for one in Event.objects.filter(pk__gt=before)}
    assert reasons == {"vì số liệu" if deed.wants_reason else ""}


def test_tells_those_whom_it_concerns_once(world, deed):
    report_in(world, deed.state)
    Notification.objects.all().delete()
    deed.do_as_usual(world)
    told = [(one.person.username, one.kind) for one in Notification.objects.all()]
    assert sorted(told) == sorted((name, deed.notification) for name in deed.told)


def test_wrong_people_are_refused(world, deed, administrator):
    report_in(world, deed.state)
    everybody = {**world.people, "administrator": administrator}
    may = {who for state, verb, who in ALLOWED if (state, verb) == (deed.state, deed.verb)}
    others = {"reporter", "head", "reviewer", "reader", "stranger", "administrator"} - may
    before = stored()
    for name in sorted(others):
        with pytest.raises(NotAllowedError):
            deed.do(world.report(), everybody[name])
    assert stored() == before


def test_wrong_states_are_refused(world, deed):
    right = {state for state, verb, _who in ALLOWED if verb == deed.verb}
    for state in STATES:
        if state in right:
            continue
        report_in(world, state) if not Report.objects.exists() else _force(world, state)
        before = stored()
        with pytest.raises(WrongStateError):
            deed.do(world.report(), world[deed.by])
        assert stored() == before


def _force(world, state: str) -> None:
    """Into a state without a story; pairs are filled so that the database agrees."""
    moment, by = world.programme.province_id and world.report().created_at, world["reviewer"]
    Report.objects.update(
        state=state, returned_at=moment, returned_by=by, approved_at=moment, approved_by=by
    )


def test_without_a_reason_nothing_happens(world, deed):
    if not deed.wants_reason:
        return
    report_in(world, deed.state)
    before = stored()
    for reason in ("", "  \n"):
        with pytest.raises(WrongStateError):
            deed.do(world.report(), world[deed.by], reason)
    assert stored() == before


def test_a_locked_period(world, deed):
    report_in(world, deed.state)
    lock(period=world.q4, by=world["reviewer"])
    before = stored()
    if any(verb == deed.verb for _state, verb, _who in ALLOWED_WHILE_LOCKED):
        deed.do_as_usual(world)
        return
    with pytest.raises(WrongStateError, match=r"khóa|locked"):
        deed.do_as_usual(world)
    assert stored() == before


def test_a_period_locked_after_the_page_was_read(world, deed):
    report_in(world, deed.state)
    as_read = world.report()
    lock(period=world.q4, by=world["reviewer"])
    before = stored()
    if deed.verb is Verb.APPROVE:
        deed.do(as_read, world[deed.by])
        return
    with pytest.raises(WrongStateError):
        deed.do(as_read, world[deed.by])
    assert stored() == before


def test_a_lost_race_stores_nothing(world, deed):
    """Somebody else moved the report between reading and writing."""
    if deed.verb in CELL_BY_CELL:
        return  # a cell has a version of its own: test_filling.py
    report_in(world, deed.state)
    as_read = world.report()
    Report.objects.update(version=F("version") + 1)
    before = stored()
    with pytest.raises(LostRaceError):
        deed.do(as_read, world[deed.by])
    assert stored() == before


def test_a_double_click_does_it_once(world, deed):
    report_in(world, deed.state)
    first, second = world.report(), world.report()
    deed.do(first, world[deed.by])
    before = stored()
    if deed.verb in CELL_BY_CELL:
        deed.do(second, world[deed.by])  # the same content again is no conflict
    else:
        with pytest.raises((LostRaceError, WrongStateError)):
            deed.do(second, world[deed.by])
    assert stored() == before
