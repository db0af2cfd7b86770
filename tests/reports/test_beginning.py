"""A year is opened ahead of time, and whoever owes something hears once that a period begins."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.models import Indicator
from reports.beginning import begun_of_late, open_coming_year, tell_beginning
from reports.calendar import change_dates, lock
from reports.models import Notification, ReportingPeriod
from reports.notices import NotificationKind
from reports.obligations import obligations_of
from tests.reports.oversight_cast import commune_reporter, on, periods_of
from tracker.audit.models import Event

FIRST_DAY = date(2026, 9, 15)


@pytest.fixture
def fourth(programme):
    """Begins on 15/9/2026."""
    return periods_of(programme)["2026-Q4"]


def years():
    return sorted(set(ReportingPeriod.objects.values_list("year", flat=True)))


def told():
    """Who was told of what."""
    lines = Notification.objects.filter(kind=NotificationKind.PERIOD_OPENED)
    return sorted(lines.values_list("person__username", "subject"))


@pytest.mark.parametrize(
    ("day", "found"),
    [("2026-11-14", [2026]), ("2026-11-15", [2026, 2027]), ("2027-11-14", [2026, 2027])],
)
def test_a_year_is_open_thirty_days_before_it_begins(programme, fourth, day, found):
    with on(date.fromisoformat(day)):
        open_coming_year(programme=programme)
        assert open_coming_year(programme=programme) == []
    assert years() == found


def test_nothing_is_opened_from_before_the_first_period(programme, fourth):
    ReportingPeriod.objects.exclude(pk=fourth.pk).delete()
    with on(date(2026, 10, 1)):
        assert open_coming_year(programme=programme) == []


def test_the_ledger_names_the_system(programme, fourth):
    with on(date(2026, 12, 1)):
        open_coming_year(programme=programme)
    opened = Event.objects.filter(verb="period.opened", subject_key__startswith="2027")
    assert [one.actor for one in opened] == [None] * 4


def test_a_programme_that_does_not_report_stays_without(programme):
    assert open_coming_year(programme=programme) == []
    assert years() == []


def test_nothing_is_opened_beyond_the_last_year(programme):
    periods_of(programme, programme.final_year)
    with on(date(programme.final_year, 12, 1)):
        assert open_coming_year(programme=programme) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [("2026-09-14", 0), ("2026-09-15", 1), ("2026-09-21", 1), ("2026-09-22", 0)],
)
def test_a_beginning_is_news_for_a_week(programme, fourth, day, found):
    with on(date.fromisoformat(day)):
        assert len(begun_of_late(programme)) == found


def test_a_period_that_was_locked_does_not_begin(programme, fourth, reviewer):
    lock(period=fourth, by=reviewer)
    with on(FIRST_DAY):
        assert begun_of_late(programme) == []


def test_who_owes_and_the_office_are_told(fourth, units, reviewer, reader, stranger):
    commune_reporter(units["18073"])
    with on(FIRST_DAY):
        assert tell_beginning(period=fourth) == 2
    assert told() == [
        ("commune", "Phường Thành Sen · 2026-Q4"),
        ("reviewer", f"{fourth.programme} · 2026-Q4"),
    ]
    urls = sorted(Notification.objects.values_list("url", flat=True))
    assert urls == [
        "/p/small/bao-cao/2026-Q4/18073/",
        "/p/small/do-day-du/?ky=2026-Q4",
    ]


def test_who_owes_nothing_is_left_in_peace(programme, units, reporter):
    """The department owes its annual figure in the fourth period only."""
    second = periods_of(programme)["2026-Q2"]
    with on(second.starts_on):
        tell_beginning(period=second)
    assert told() == []


def test_a_task_is_reason_enough(world_with_tasks):
    ward = world_with_tasks.ward
    Indicator.objects.update(frequency="annual")
    first = periods_of(world_with_tasks.programme, 2027)["2027-Q1"]
    assert obligations_of(ward, first) == []
    with on(first.starts_on):
        tell_beginning(period=first)
    assert ("colleague", f"{ward.name} · 2027-Q1") in told()


def test_once(fourth, units, reviewer):
    with on(FIRST_DAY):
        tell_beginning(period=fourth)
        assert tell_beginning(period=fourth) is None
    with on(date(2026, 9, 18)):
        assert tell_beginning(period=fourth) is None
    assert len(told()) == 1
    assert Event.objects.filter(verb="period.begun").count() == 1


def test_a_window_that_is_moved_is_not_told_again(programme, fourth, reviewer):
    with on(FIRST_DAY):
        tell_beginning(period=fourth)
    days = {"cut_off": fourth.cut_off, "deadline": fourth.deadline}
    change_dates(period=fourth, starts_on=date(2026, 9, 17), by=reviewer, **days)
    with on(date(2026, 9, 17)):
        assert [tell_beginning(period=one) for one in begun_of_late(programme)] == [None]


def test_the_number_of_queries_does_not_grow(
    fourth, units, reviewer, django_assert_max_num_queries
):
    for code in ("18073", "18754"):
        for number in range(5):
            commune_reporter(units[code], f"person-{code}-{number}")
    with on(FIRST_DAY), django_assert_max_num_queries(16):
        assert tell_beginning(period=fourth) == 11
