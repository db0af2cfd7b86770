"""A period locks by itself on the day that the Office ordered, once, and not again."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from reports.calendar import (
    CalendarError,
    ask_extension,
    change_dates,
    decide_extension,
    lock,
    reopen,
)
from reports.models import Extension, ReportingPeriod, takes_reports
from reports.planned_locks import lock_as_planned, plan_lock
from reports.reporting import fill_entry
from reports.workflow import WrongStateError
from tests.reports.oversight_cast import (
    NOT_THE_OFFICE,
    PARTS,
    commune_reporter,
    filled,
    on,
    periods_of,
)
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

DAY = date(2026, 12, 21)
BEFORE = date(2026, 12, 20)


@pytest.fixture
def fourth(programme):
    """Due on 16/12/2026."""
    return periods_of(programme)["2026-Q4"]


@pytest.fixture
def planned(fourth, reviewer):
    plan_lock(period=fourth, lock_on=DAY, by=reviewer)
    return fourth


def stored(period):
    rows = ReportingPeriod.objects.select_related("programme", "lock_planned_by", "locked_by")
    return rows.get(pk=period.pk)


def verbs():
    return list(Event.objects.filter(verb__startswith="period.lock").values_list("verb", flat=True))


def grant(period, unit, until, by):
    wish = ask_extension(
        period=period, unit=unit, reason="vì", wanted_until=until, by=commune_reporter(unit)
    )
    decide_extension(extension=wish, granted_until=until, answer="", by=by)


def test_an_order_has_its_day_its_person_and_its_line_in_the_ledger(planned, reviewer):
    found = stored(planned)
    assert (found.lock_on, found.lock_planned_by) == (DAY, reviewer)
    event = Event.objects.get(verb="period.lock_planned")
    assert (event.actor, event.before, event.after) == (reviewer, None, {"lock_on": "2026-12-21"})


def test_the_day_is_changed_and_taken_back(planned, reviewer):
    plan_lock(period=planned, lock_on=date(2026, 12, 30), by=reviewer)
    assert stored(planned).lock_on == date(2026, 12, 30)
    plan_lock(period=planned, lock_on=None, by=reviewer)
    found = stored(planned)
    assert (found.lock_on, found.lock_planned_at, found.lock_planned_by) == (None, None, None)
    event = Event.objects.get(verb="period.lock_unplanned")
    assert (event.before, event.after) == ({"lock_on": "2026-12-30"}, None)


def test_the_same_day_is_no_change(planned, reviewer):
    plan_lock(period=planned, lock_on=DAY, by=reviewer)
    assert verbs() == ["period.lock_planned"]


@pytest.mark.parametrize("other", NOT_THE_OFFICE)
def test_only_the_office_orders_it(fourth, other, request):
    with pytest.raises(NotAllowedError):
        plan_lock(period=fourth, lock_on=DAY, by=request.getfixturevalue(other))


@pytest.mark.parametrize("day", ["2026-11-20", "2026-12-16", "2027-12-18"])
def test_days_that_make_no_sense_are_refused(fourth, reviewer, day):
    with pytest.raises(CalendarError):
        plan_lock(period=fourth, lock_on=date.fromisoformat(day), by=reviewer)
    assert stored(fourth).lock_on is None


def test_a_period_past_its_deadline_locks_tomorrow_at_the_earliest(programme, reviewer):
    third = periods_of(programme)["2026-Q3"]
    with pytest.raises(CalendarError):
        plan_lock(period=third, lock_on=date(2026, 11, 20), by=reviewer)
    plan_lock(period=third, lock_on=date(2026, 11, 21), by=reviewer)
    assert stored(third).lock_on == date(2026, 11, 21)


def test_a_locked_period_needs_no_day(fourth, reviewer):
    lock(period=fourth, by=reviewer)
    with pytest.raises(CalendarError):
        plan_lock(period=fourth, lock_on=DAY, by=reviewer)


def test_whoever_read_an_older_day_is_too_late(fourth, reviewer):
    stale = stored(fourth)
    plan_lock(period=fourth, lock_on=DAY, by=reviewer)
    with pytest.raises(CalendarError):
        plan_lock(period=stale, lock_on=date(2026, 12, 30), by=reviewer)
    assert stored(fourth).lock_on == DAY


def test_the_deadline_stays_before_the_lock(planned, reviewer):
    days = {"starts_on": planned.starts_on, "cut_off": planned.cut_off}
    with pytest.raises(CalendarError, match="21/12/2026"):
        change_dates(period=planned, deadline=DAY, by=reviewer, **days)
    change_dates(period=planned, deadline=BEFORE, by=reviewer, **days)
    assert stored(planned).deadline == BEFORE


def test_a_deadline_moved_while_the_lock_was_ordered(fourth, reviewer):
    stale = stored(fourth)
    plan_lock(period=fourth, lock_on=DAY, by=reviewer)
    days = {"starts_on": stale.starts_on, "cut_off": stale.cut_off}
    with pytest.raises(CalendarError):
        change_dates(period=stale, deadline=date(2026, 12, 23), by=reviewer, **days)


def test_whoever_was_given_time_can_send_until_its_end(fourth, units, reviewer):
    grant(fourth, units["18073"], BEFORE, reviewer)
    with pytest.raises(CalendarError, match="Thành Sen"):
        plan_lock(period=fourth, lock_on=BEFORE, by=reviewer)
    plan_lock(period=fourth, lock_on=DAY, by=reviewer)
    assert stored(fourth).lock_on == DAY


def test_no_time_is_given_beyond_the_lock(planned, units, reviewer):
    with pytest.raises(CalendarError, match="21/12/2026"):
        grant(planned, units["18073"], DAY, reviewer)
    assert Extension.objects.get().decided_at is None
    decide_extension(
        extension=Extension.objects.get(), granted_until=BEFORE, answer="", by=reviewer
    )
    assert Extension.objects.get().granted_until == BEFORE


def test_it_locks_on_the_day_in_the_name_of_who_ordered_it(planned, reviewer):
    with on(BEFORE):
        assert not lock_as_planned(period=stored(planned))
    with on(DAY):
        assert lock_as_planned(period=stored(planned))
    found = stored(planned)
    assert (found.is_locked, found.locked_by, found.lock_on) == (True, reviewer, None)
    event = Event.objects.get(verb="period.locked_as_planned")
    assert (event.actor, event.before) == (reviewer, {"lock_on": "2026-12-21"})


def test_nobody_waits_for_the_background_work(planned, reviewer):
    with on(BEFORE):
        assert not stored(planned).is_locked
        assert planned in ReportingPeriod.objects.filter(takes_reports())
    with on(DAY):
        assert stored(planned).is_locked
        assert planned not in ReportingPeriod.objects.filter(takes_reports())
        with pytest.raises(CalendarError, match="khóa"):
            plan_lock(period=stored(planned), lock_on=None, by=reviewer)


def test_a_cell_is_refused_from_the_first_second_of_the_day(planned, units):
    person = commune_reporter(units["18073"])
    with on(BEFORE):
        line = filled(stored(planned), units["18073"], person, count=0).entries.get(
            indicator__code="broadband"
        )
    midnight = f"{DAY.isoformat()}T00:00:00+07:00"
    with time_machine.travel(midnight, tick=False), pytest.raises(WrongStateError, match="khóa"):
        fill_entry(entry=line, filling=PARTS, version=line.version, by=person)
    line.refresh_from_db()
    assert not line.is_filled


def test_it_locks_once(planned):
    with on(DAY):
        first, second = stored(planned), stored(planned)
        assert [lock_as_planned(period=one) for one in (first, second)] == [True, False]
    assert verbs().count("period.locked_as_planned") == 1


def test_a_lock_by_hand_goes_before(planned, reviewer):
    with on(DAY):
        seen = stored(planned)
        lock(period=planned, by=reviewer)
        assert not lock_as_planned(period=seen)
    assert "period.locked_as_planned" not in verbs()


def test_an_order_that_was_changed_meanwhile_is_left(planned, reviewer):
    with on(BEFORE):
        seen = stored(planned)
        plan_lock(period=planned, lock_on=date(2026, 12, 30), by=reviewer)
    with on(DAY):
        assert not lock_as_planned(period=seen)
    assert not stored(planned).is_locked


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_reopened_period_stays_open(planned, reviewer, by_hand):
    with on(DAY):
        seen = stored(planned)
        if by_hand:
            lock(period=planned, by=reviewer)
        else:
            lock_as_planned(period=seen)
        reopen(period=stored(planned), by=reviewer, reason="Bổ sung")
        assert not lock_as_planned(period=seen)
        assert not lock_as_planned(period=stored(planned))
    found = stored(planned)
    assert (found.is_locked, found.lock_on) == (False, None)
