"""Which quarters and years follow from a size."""

from dataclasses import replace
from datetime import date

import pytest

from reports.load.size import SizeError
from tests.reports.load.conftest import SMALL
from tracker.common.periods import Period


def test_the_years_reach_back_from_the_day():
    assert (SMALL.first_year, SMALL.baseline_year, SMALL.interim_year) == (2023, 2022, 2025)
    assert SMALL.closed[0] == Period(2023, 1)
    assert SMALL.closed[-1] == Period(2026, 3)


def test_the_last_eight_closed_quarters_came_by_reports():
    assert SMALL.by_report == SMALL.closed[-8:]
    assert SMALL.by_file + SMALL.by_report == SMALL.closed
    assert replace(SMALL, years=1).by_file == ()


def test_a_year_that_has_just_begun_still_has_something_closed():
    january = replace(SMALL, years=1, day=date(2026, 1, 10))
    assert january.closed == ()
    assert january.calendar_years == (2026,)


def test_the_calendar_has_the_year_that_the_background_work_would_have_opened():
    assert replace(SMALL, day=date(2026, 11, 16)).calendar_years[-1] == 2026
    assert replace(SMALL, day=date(2026, 11, 17)).calendar_years[-1] == 2027


@pytest.mark.parametrize(("year", "final", "interim"), [(2026, 2030, 2025), (2030, 2035, 2030)])
def test_targets_lie_ahead_whatever_the_day(year, final, interim):
    size = replace(SMALL, day=date(year, 6, 1))
    assert (size.final_year, size.interim_year) == (final, interim)


def test_there_is_no_interim_target_before_the_courses_begin():
    assert replace(SMALL, years=1).interim_year is None


@pytest.mark.parametrize(
    ("name", "number"),
    [("provinces", 0), ("provinces", 35), ("indicators", 2), ("units", 901), ("years", 21)],
)
def test_a_number_out_of_bounds_is_refused(name, number):
    with pytest.raises(SizeError, match=f"--{name} phải nằm trong khoảng"):
        replace(SMALL, **{name: number})


def test_the_words_name_everything_that_decides():
    assert SMALL.words == (
        "provinces=1 programmes=2 indicators=9 units=6 years=4 seed=7 day=2026-11-20"
    )
