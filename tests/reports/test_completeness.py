"""How each unit stands in each period, in hand-written cases."""

from datetime import date

import pytest

from reports.calendar import ask_extension, decide_extension, lock
from reports.drafting import open_report
from reports.presenters.oversight.completeness import tally
from reports.presenters.oversight.states import state_cell, state_key
from reports.queries.completeness import completeness, recent_periods
from reports.reporting import revise, withdraw
from reports.reviewing import approve_report
from tests.conftest import TODAY
from tests.reports.figures import bring
from tests.reports.oversight_cast import (
    approved,
    commune_reporter,
    filled,
    on,
    periods_of,
    returned,
    sent,
)

IN_TIME, LATE = date(2026, 9, 16), date(2026, 9, 19)


@pytest.fixture
def periods(programme):
    return periods_of(programme)


@pytest.fixture
def third(periods):
    return periods["2026-Q3"]


@pytest.fixture
def sen(units):
    """Phường Thành Sen, which has a reporter."""
    return units["18073"]


@pytest.fixture
def writer(sen):
    return commune_reporter(sen)


def standing(period, unit, day=TODAY):
    return completeness(period.programme, [period], day).of(unit, period)


def key(period, unit, day=TODAY):
    return state_key(standing(period, unit, day))


def test_who_owes_what(programme, periods, units):
    facts = completeness(programme, list(periods.values()), TODAY)
    owed = {
        unit: [facts.of(units[unit], one).owed if facts.of(units[unit], one) else 0
               for one in periods.values()]
        for unit in ("42-sxd", "18073", "18754", "436", "42-vptu")
    }  # fmt: skip
    assert owed == {
        "42-sxd": [0, 0, 0, 1],
        "18073": [1, 1, 1, 2],
        "18754": [1, 1, 1, 2],
        "436": [0, 0, 0, 0],
        "42-vptu": [0, 0, 0, 0],
    }


def test_four_periods_and_the_current_one(programme):
    periods_of(programme, 2025, 2026)
    shown = [str(one.period) for one in recent_periods(programme, TODAY)]
    assert shown == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    then = [str(one.period) for one in recent_periods(programme, date(2025, 4, 1))]
    assert then == ["2025-Q1", "2025-Q2"]


def test_nobody_has_begun(periods, third, sen):
    assert key(periods["2026-Q4"], sen) == "none"
    assert standing(periods["2026-Q4"], sen).days_left == 26
    assert key(third, sen) == "overdue"
    assert standing(third, sen).days_late == 65


@pytest.mark.parametrize(
    ("day", "left", "late"),
    [("2026-12-15", 1, 0), ("2026-12-16", 0, 0), ("2026-12-17", None, 1)],
)
def test_the_days_around_the_deadline(periods, sen, day, left, late):
    day = date.fromisoformat(day)
    with on(day):
        found = standing(periods["2026-Q4"], sen, day)
    assert (found.days_left, found.days_late) == (left, late)


def test_a_draft_counts_what_is_filled(periods, sen, writer):
    fourth = periods["2026-Q4"]
    filled(fourth, sen, writer, count=1)
    found = standing(fourth, sen)
    assert (found.filled, found.owed, state_key(found)) == (1, 2, "draft")
    assert found.can_be_chased


def test_a_draft_past_the_deadline_is_overdue(third, sen, writer):
    open_report(period=third, unit=sen, by=writer)
    assert key(third, sen) == "overdue"


def test_sent_in_time(third, sen, writer):
    sent(third, sen, writer, IN_TIME)
    found = standing(third, sen)
    assert (state_key(found), found.is_late, found.days_late) == ("submitted", False, 0)
    assert not found.can_be_chased


def test_the_late_mark_stays_when_it_is_approved(third, sen, writer, reviewer):
    approved(third, sen, writer, reviewer, LATE)
    cell = state_cell(standing(third, sen))
    assert (cell.key, cell.icon, cell.late) == ("approved", "tick", "muộn 3 ngày")


def test_an_extension_granted_afterwards_leaves_the_late_mark(third, sen, writer, reviewer):
    wish = None
    with on(date(2026, 9, 18)):
        wish = ask_extension(
            period=third, unit=sen, reason="lỗi mạng", wanted_until=date(2026, 9, 30), by=writer
        )
    sent(third, sen, writer, LATE)
    decide_extension(extension=wish, granted_until=date(2026, 9, 30), answer="", by=reviewer)
    found = standing(third, sen)
    assert (found.is_late, found.days_late) == (True, 3)


def test_a_returned_report_is_with_the_unit(third, sen, writer, reviewer):
    returned(third, sen, writer, reviewer, IN_TIME)
    found = standing(third, sen)
    assert state_key(found) == "returned"
    assert (found.is_sent, found.is_outstanding, found.can_be_chased) == (True, True, True)


def test_withdrawn_it_was_sent_all_the_same(third, sen, writer):
    report = sent(third, sen, writer, IN_TIME)
    withdraw(report=report, by=writer)
    found = standing(third, sen)
    assert (state_key(found), found.is_sent, found.is_late) == ("draft", True, False)


def test_a_correction_leaves_the_approved_report_approved(third, sen, writer, reviewer):
    report = approved(third, sen, writer, reviewer, IN_TIME)
    revise(report=report, by=writer, reason="sai mẫu số")
    cell = state_cell(standing(third, sen))
    assert cell.key == "approved"
    assert cell.note
    assert not standing(third, sen).is_outstanding


def test_a_locked_period_keeps_who_never_sent(third, sen, reviewer):
    lock(period=third, by=reviewer)
    found = standing(third, sen)
    assert (state_key(found), found.days_late, found.can_be_chased) == ("unsent", 0, False)


def test_figures_from_a_file_need_no_report(programme, third, sen, units, reviewer):
    bring(programme, reviewer, "broadband,18073,2026-Q3,,90,100,,official,")
    assert key(third, sen) == "imported"
    assert not standing(third, sen).is_outstanding
    assert key(third, units["18754"]) == "overdue"
    counts = tally(completeness(programme, [third], TODAY).column(third))
    assert (counts.owing, counts.sent, counts.imported) == (1, 0, 1)


def test_a_province_figure_from_a_file_covers_its_lead(programme, units, reviewer):
    bring(programme, reviewer, "urban,42,2025,41,,,,official,")
    assert key(periods_of(programme, 2025)["2025-Q4"], units["42-sxd"]) == "imported"


def test_an_estimate_covers_nothing(programme, periods, units, reviewer):
    bring(programme, reviewer, "urban,42,2026,41,,,,estimate,")
    assert key(periods["2026-Q4"], units["42-sxd"]) == "none"


def test_reported_and_on_time_are_counted_apart(programme, third, units, sen, writer, reviewer):
    approved(third, sen, writer, reviewer, IN_TIME)
    other = units["18754"]
    sent(third, other, commune_reporter(other, "other"), LATE)
    counts = tally(completeness(programme, [third], TODAY).column(third))
    assert (counts.owing, counts.sent, counts.on_time) == (2, 2, 1)
    assert (counts.sent_share, counts.on_time_share) == ("100\u00a0%", "50\u00a0%")


def test_a_past_day_knows_only_what_was_certain_then(third, sen, writer, reviewer):
    report = sent(third, sen, writer, IN_TIME)
    with on(date(2026, 9, 21)):
        approve_report(report=report, by=reviewer)
    expected = {"2026-09-14": "none", "2026-09-16": "sent", "2026-09-21": "approved"}
    assert {day: key(third, sen, date.fromisoformat(day)) for day in expected} == expected


def test_an_undecided_wish_and_a_granted_day(third, sen, writer, reviewer):
    with on(date(2026, 9, 14)):
        wish = ask_extension(
            period=third, unit=sen, reason="bão", wanted_until=date(2026, 9, 30), by=writer
        )
    assert standing(third, sen).wish == wish
    decide_extension(extension=wish, granted_until=date(2026, 12, 1), answer="", by=reviewer)
    found = standing(third, sen)
    assert (found.wish, found.deadline, found.days_left) == (None, date(2026, 12, 1), 11)


def test_a_fixed_number_of_queries(programme, units, writer, django_assert_max_num_queries):
    periods = list(periods_of(programme, 2025, 2026).values())
    with django_assert_max_num_queries(9):
        completeness(programme, periods, TODAY)


def test_asked_for_some_units_only_theirs_is_read(programme, periods, units, writer, reviewer):
    third, sen = periods["2026-Q3"], units["18073"]
    approved(third, sen, writer, reviewer, IN_TIME)
    local = "broadband,18754,2026-Q3,,90,100,,official,"
    bring(programme, reviewer, local, "urban,42,2025,41,,,,official,")
    wanted = [*periods_of(programme, 2025).values(), *periods.values()]
    whole = completeness(programme, wanted, TODAY)
    assert state_key(whole.of(units["18754"], third)) == "imported"
    for unit in (sen, units["18754"], units["42-sxd"]):
        part = completeness(programme, wanted, TODAY, units={unit.pk: unit})
        assert part.standings == {
            place: one for place, one in whole.standings.items() if place[0] == unit.pk
        }
