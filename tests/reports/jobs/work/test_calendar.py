"""The calendar's job of the night: everything that is due, and nothing twice."""

from __future__ import annotations

from datetime import date

import pytest

from reports.jobs.work.calendar import keep_calendar
from reports.models import JobKind, Notification, ReportingPeriod
from reports.planned_locks import plan_lock
from tests.reports.jobs.work.night import ended
from tests.reports.oversight_cast import on, periods_of

NOTHING = {"opened": 0, "begun": 0, "told": 0, "near": 0, "locked": 0}


@pytest.fixture
def periods(programme):
    return periods_of(programme)


def night(day: str, attempt: str = ""):
    """What the job of this day has done."""
    with on(date.fromisoformat(day)):
        return ended(JobKind.CALENDAR, keep_calendar, f"calendar/{day}{attempt}").outcome


def test_a_quiet_day(periods):
    assert night("2026-10-10") == NOTHING


def test_without_any_programme(db):
    assert night("2026-10-10") == NOTHING


def test_a_period_begins(periods, reviewer):
    assert night("2026-09-15") == NOTHING | {"begun": 1, "told": 1}
    assert night("2026-09-15", "/again") == NOTHING
    assert night("2026-09-16") == NOTHING
    assert Notification.objects.count() == 1


def test_a_beginning_is_made_up(periods, reviewer):
    assert night("2026-09-20")["told"] == 1


def test_a_beginning_long_ago_is_no_news(periods, reviewer):
    assert night("2026-09-22") == NOTHING


def test_the_coming_year_is_opened(periods):
    assert night("2026-11-15") == NOTHING | {"opened": 4}
    assert night("2026-11-16") == NOTHING


def test_a_deadline_comes_near(periods, reporter):
    assert [night(f"2026-12-{day}")["near"] for day in (10, 11, 12)] == [0, 1, 0]
    assert night("2026-12-12", "/again") == NOTHING


@pytest.mark.parametrize("day", ["2026-12-21", "2027-01-05"])
def test_a_period_is_locked_on_the_day_or_later(periods, reviewer, day):
    plan_lock(period=periods["2026-Q4"], lock_on=date(2026, 12, 21), by=reviewer)
    assert night("2026-12-20")["locked"] == 0
    assert night(day)["locked"] == 1
    assert night(day, "/again")["locked"] == 0
    assert ReportingPeriod.objects.get(pk=periods["2026-Q4"].pk).locked_by == reviewer
