"""The calendar: the decree's days, and what the Office may do with a period."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from reports.calendar import (
    CalendarError,
    ask_extension,
    change_dates,
    current_period,
    deadline_for,
    decide_extension,
    default_dates,
    lock,
    open_year,
    reopen,
    working_days_after,
)
from reports.models import Extension, ReportingPeriod
from tests.reports.oversight_cast import NOT_THE_OFFICE, commune_reporter, on, periods_of, sent
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

DECREE = [
    # year, quarter, window, cut-off and its weekday, deadline two working days later
    (2025, 1, "2024-12-15", "2025-03-14", "Fri", "2025-03-18"),
    (2025, 2, "2025-03-15", "2025-06-14", "Sat", "2025-06-17"),
    (2025, 3, "2025-06-15", "2025-09-14", "Sun", "2025-09-16"),
    (2025, 4, "2025-09-15", "2025-12-14", "Sun", "2025-12-16"),
    (2026, 1, "2025-12-15", "2026-03-14", "Sat", "2026-03-17"),
    (2026, 2, "2026-03-15", "2026-06-14", "Sun", "2026-06-16"),
    (2026, 3, "2026-06-15", "2026-09-14", "Mon", "2026-09-16"),
    (2026, 4, "2026-09-15", "2026-12-14", "Mon", "2026-12-16"),
    (2027, 4, "2027-09-15", "2027-12-14", "Tue", "2027-12-16"),
    (2028, 4, "2028-09-15", "2028-12-14", "Thu", "2028-12-18"),
]


@pytest.fixture
def periods(programme):
    return periods_of(programme)


@pytest.fixture
def fourth(periods):
    return periods["2026-Q4"]


@pytest.mark.parametrize(("year", "quarter", "start", "cut_off", "weekday", "deadline"), DECREE)
def test_the_days_of_the_decree(year, quarter, start, cut_off, weekday, deadline):
    found = default_dates(year, quarter)
    assert [day.isoformat() for day in found] == [start, cut_off, deadline]
    assert f"{found[1]:%a}" == weekday


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        ("2026-09-10", 2, "2026-09-14"),  # Thursday: Friday, then Monday
        ("2026-09-11", 1, "2026-09-14"),  # Friday
        ("2026-09-12", 1, "2026-09-14"),  # Saturday
        ("2026-09-13", 5, "2026-09-18"),  # Sunday: a whole week
        ("2026-09-14", 0, "2026-09-14"),
    ],
)
def test_weekends_are_no_working_days(day, count, later):
    assert working_days_after(date.fromisoformat(day), count) == date.fromisoformat(later)


def test_windows_follow_each_other_without_a_gap():
    for before, after in pairwise(DECREE[:8]):
        assert date.fromisoformat(after[2]) - date.fromisoformat(before[3]) == timedelta(days=1)


def test_opening_a_year_twice_makes_four_periods(programme, reviewer):
    made = open_year(programme=programme, year=2026, by=reviewer)
    again = open_year(programme=programme, year=2026, by=reviewer)
    assert [str(one.period) for one in made] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert again == []
    assert Event.objects.filter(verb="period.opened").count() == 4


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2025-12-14", None),
        ("2025-12-15", "2026-Q1"),
        ("2026-09-14", "2026-Q3"),
        ("2026-09-15", "2026-Q4"),
        ("2026-12-31", "2026-Q4"),
    ],
)
def test_the_current_period_is_the_one_of_the_window(programme, periods, day, code):
    with on(date.fromisoformat(day)):
        found = current_period(programme)
    assert (str(found.period) if found else None) == code


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-09-14", "ahead"),
        ("2026-09-15", "open"),
        ("2026-12-13", "open"),
        ("2026-12-14", "closing"),
        ("2026-12-16", "closing"),
        ("2026-12-17", "overdue"),
    ],
)
def test_where_a_period_stands(fourth, day, state):
    assert fourth.state_on(date.fromisoformat(day)) == state


def test_a_locked_period_is_locked_on_any_day(fourth, reviewer):
    lock(period=fourth, by=reviewer)
    assert fourth.state_on(date(2026, 10, 1)) == "locked"


class TestWhoMay:
    @pytest.fixture(params=NOT_THE_OFFICE)
    def other(self, request):
        return request.getfixturevalue(request.param)

    def test_open_a_year(self, programme, other):
        with pytest.raises(NotAllowedError):
            open_year(programme=programme, year=2026, by=other)

    def test_move_lock_and_reopen(self, fourth, other):
        days = {"starts_on": fourth.starts_on, "cut_off": fourth.cut_off}
        with pytest.raises(NotAllowedError):
            change_dates(period=fourth, deadline=date(2026, 12, 20), by=other, **days)
        with pytest.raises(NotAllowedError):
            lock(period=fourth, by=other)
        with pytest.raises(NotAllowedError):
            reopen(period=fourth, by=other, reason="vì")

    def test_decide(self, fourth, units, other):
        wish = ask(fourth, units["18073"])
        with pytest.raises(NotAllowedError):
            decide_extension(extension=wish, granted_until=date(2026, 12, 20), answer="", by=other)

    def test_ask_only_for_their_own_unit(self, fourth, units, other):
        with pytest.raises(NotAllowedError):
            ask(fourth, units["18073"], by=other)


def ask(period, unit, *, by=None, until=date(2026, 12, 21), reason="Chờ kiểm kê"):
    by = by or commune_reporter(unit)
    return ask_extension(period=period, unit=unit, reason=reason, wanted_until=until, by=by)


WRONG_DAYS = [
    ("2026-12-15", "2026-12-14", "2026-12-16"),
    ("2026-12-14", "2026-12-14", "2026-12-16"),
    ("2026-09-15", "2026-12-14", "2026-12-13"),
    ("2016-09-15", "2026-12-14", "2026-12-16"),
    ("2026-09-15", "2026-12-14", "2062-12-16"),
]


@pytest.mark.parametrize(("start", "cut_off", "deadline"), WRONG_DAYS)
def test_wrong_days_change_nothing(fourth, reviewer, start, cut_off, deadline):
    days = [date.fromisoformat(text) for text in (start, cut_off, deadline)]
    with pytest.raises(CalendarError):
        move(fourth, reviewer, *days)
    stored = ReportingPeriod.objects.get(pk=fourth.pk)
    assert stored.deadline == date(2026, 12, 16)
    assert not Event.objects.filter(verb="period.moved").exists()


def move(period, by, starts_on, cut_off, deadline):
    return change_dates(
        period=period, starts_on=starts_on, cut_off=cut_off, deadline=deadline, by=by
    )


def test_moved_days_stand_in_the_ledger(fourth, reviewer):
    move(fourth, reviewer, fourth.starts_on, fourth.cut_off, date(2026, 12, 18))
    event = Event.objects.get(verb="period.moved")
    assert (event.before["deadline"], event.after["deadline"]) == ("2026-12-16", "2026-12-18")
    assert ReportingPeriod.objects.get(pk=fourth.pk).deadline == date(2026, 12, 18)


def test_the_same_days_are_no_change(fourth, reviewer):
    move(fourth, reviewer, fourth.starts_on, fourth.cut_off, fourth.deadline)
    assert not Event.objects.filter(verb="period.moved").exists()


def test_a_later_deadline_does_not_take_the_late_mark_away(periods, units, reviewer):
    third, unit = periods["2026-Q3"], units["18073"]
    report = sent(third, unit, commune_reporter(unit), date(2026, 9, 18))
    move(third, reviewer, third.starts_on, third.cut_off, date(2026, 9, 30))
    report.refresh_from_db()
    assert report.is_late


class TestLostRaces:
    @pytest.fixture
    def stale(self, fourth):
        return ReportingPeriod.objects.select_related("programme").get(pk=fourth.pk)

    def test_locked_twice(self, fourth, stale, reviewer):
        lock(period=fourth, by=reviewer)
        with pytest.raises(CalendarError):
            lock(period=stale, by=reviewer)
        assert Event.objects.filter(verb="period.locked").count() == 1

    def test_reopened_twice(self, fourth, reviewer):
        lock(period=fourth, by=reviewer)
        stale = ReportingPeriod.objects.select_related("programme").get(pk=fourth.pk)
        reopen(period=fourth, by=reviewer, reason="nhập bổ sung")
        with pytest.raises(CalendarError):
            reopen(period=stale, by=reviewer, reason="nhập bổ sung")
        assert Event.objects.get(verb="period.reopened").reason == "nhập bổ sung"

    def test_moved_while_it_was_locked(self, fourth, stale, reviewer):
        lock(period=fourth, by=reviewer)
        with pytest.raises(CalendarError):
            move(stale, reviewer, stale.starts_on, stale.cut_off, date(2026, 12, 18))

    def test_moved_twice(self, fourth, stale, reviewer):
        move(fourth, reviewer, fourth.starts_on, fourth.cut_off, date(2026, 12, 18))
        with pytest.raises(CalendarError):
            move(stale, reviewer, stale.starts_on, stale.cut_off, date(2026, 12, 21))
        assert ReportingPeriod.objects.get(pk=fourth.pk).deadline == date(2026, 12, 18)

    def test_decided_twice(self, fourth, units, reviewer):
        wish = ask(fourth, units["18073"])
        stale = Extension.objects.select_related("period__programme", "unit").get(pk=wish.pk)
        decide_extension(extension=wish, granted_until=date(2026, 12, 21), answer="", by=reviewer)
        with pytest.raises(CalendarError):
            decide_extension(extension=stale, granted_until=None, answer="muộn", by=reviewer)
        assert deadline_for(fourth, units["18073"]) == date(2026, 12, 21)

    def test_asked_twice(self, fourth, units):
        person = commune_reporter(units["18073"])
        ask(fourth, units["18073"], by=person)
        with pytest.raises(CalendarError):
            ask(fourth, units["18073"], by=person)
        assert Extension.objects.count() == 1


def test_a_locked_period_is_moved_only_after_it_was_reopened(fourth, reviewer):
    lock(period=fourth, by=reviewer)
    with pytest.raises(CalendarError):
        move(fourth, reviewer, fourth.starts_on, fourth.cut_off, date(2026, 12, 18))


def test_to_reopen_one_says_why(fourth, reviewer):
    lock(period=fourth, by=reviewer)
    with pytest.raises(CalendarError):
        reopen(period=fourth, by=reviewer, reason="  ")
    assert ReportingPeriod.objects.get(pk=fourth.pk).is_locked


@pytest.mark.parametrize(
    ("until", "reason"), [("2026-12-16", "vì"), ("2026-12-01", "vì"), ("2026-12-21", " ")]
)
def test_a_request_needs_a_reason_and_a_later_day(fourth, units, until, reason):
    with pytest.raises(CalendarError):
        ask(fourth, units["18073"], until=date.fromisoformat(until), reason=reason)


def test_no_request_in_a_locked_period(fourth, units, reviewer):
    lock(period=fourth, by=reviewer)
    with pytest.raises(CalendarError):
        ask(fourth, units["18073"])


@pytest.mark.parametrize(("until", "answer"), [(None, " "), (date(2026, 12, 16), "được")])
def test_a_decision_declines_with_words_or_grants_a_later_day(
    fourth, units, reviewer, until, answer
):
    wish = ask(fourth, units["18073"])
    with pytest.raises(CalendarError):
        decide_extension(extension=wish, granted_until=until, answer=answer, by=reviewer)
    assert Extension.objects.get().decided_at is None


def test_an_extension_is_of_one_unit(periods, units, reviewer):
    third, lucky, other = periods["2026-Q3"], units["18073"], units["18754"]
    with on(date(2026, 9, 14)):
        wish = ask(third, lucky, until=date(2026, 9, 25))
        decide_extension(extension=wish, granted_until=date(2026, 9, 25), answer="", by=reviewer)
    assert deadline_for(third, lucky) == date(2026, 9, 25)
    assert deadline_for(third, other) == date(2026, 9, 16)
    in_time = sent(third, lucky, commune_reporter(lucky, "one"), date(2026, 9, 25))
    late = sent(third, other, commune_reporter(other, "two"), date(2026, 9, 25))
    assert (in_time.is_late, late.is_late) == (False, True)


def test_after_a_refusal_one_may_ask_again(fourth, units, reviewer):
    person = commune_reporter(units["18073"])
    wish = ask(fourth, units["18073"], by=person)
    decide_extension(extension=wish, granted_until=None, answer="không đủ lý do", by=reviewer)
    ask(fourth, units["18073"], by=person, reason="Lý do khác")
    assert Extension.objects.filter(decided_at=None).count() == 1
    assert deadline_for(fourth, units["18073"]) == date(2026, 12, 16)
