"""Reporting periods on the time axis."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.common.periods import Period, PeriodError, day_position

periods = st.builds(Period, st.integers(1991, 2100), st.sampled_from([None, 1, 2, 3, 4]))


@given(periods)
def test_text_and_back(period):
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize("text", ["", "25", "2025-Q5", "2025-3", "Q3-2025", "2025-Q3x", "1880"])
def test_refuses_what_names_no_period(text):
    with pytest.raises(PeriodError):
        Period.parse(text)


def test_a_quarter_ends_inside_its_year_and_the_year_at_the_next():
    assert Period(2025, 2).position == Decimal("2025.5")
    assert Period(2025).position == Period(2025, 4).position == 2026


def test_the_year_stands_after_its_fourth_quarter():
    assert Period(2025, 4).sort_key < Period(2025).sort_key < Period(2026, 1).sort_key


def test_data_close_on_the_fourteenth_of_the_last_month():
    assert Period(2026, 3).cut_off == date(2026, 9, 14)
    assert Period(2026).cut_off == date(2026, 12, 14)


@given(periods)
def test_previous_has_the_same_length_and_ends_where_this_begins(period):
    before = period.previous()
    assert before.is_annual == period.is_annual
    assert (period.starts_on - before.ends_on).days == 1


def test_a_day_counts_the_days_of_its_year():
    assert day_position(date(2026, 3, 31)) == 2026 + Decimal(90) / 365
    assert day_position(date(2024, 12, 31)) == 2025


def test_the_quarter_of_a_day():
    assert Period.containing(date(2026, 11, 20)) == Period(2026, 4)
