"""The four counts: what is in time, what is late, and that they always add up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.task_states import SOON, TaskState, count, standing_of

DUE = date(2026, 6, 30)
_days = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("due", "done_on", "as_of", "state", "late"),
    [
        (DUE, DUE, DUE, TaskState.DONE_ON_TIME, 0),
        (DUE, DUE + timedelta(days=1), date(2026, 12, 1), TaskState.DONE_LATE, 1),
        (DUE, None, DUE, TaskState.RUNNING, 0),
        (DUE, None, DUE + timedelta(days=1), TaskState.OVERDUE, 1),
        (DUE, date(2026, 8, 1), date(2026, 7, 10), TaskState.OVERDUE, 10),
        (None, None, date(2030, 1, 1), TaskState.RUNNING, 0),
        (None, date(2029, 1, 1), date(2030, 1, 1), TaskState.DONE_ON_TIME, 0),
    ],
)
def test_the_day_of_the_deadline_is_in_time(due, done_on, as_of, state, late):
    found = standing_of(due, done_on, as_of)
    assert (found.state, found.days_late) == (state, late)


@pytest.mark.parametrize(("left", "soon"), [(31, False), (30, True), (0, True)])
def test_soon_is_a_mark_on_what_runs(left, soon):
    found = standing_of(DUE, None, DUE - timedelta(days=left))
    assert (found.state, found.is_due_soon, found.days_left) == (TaskState.RUNNING, soon, left)


@given(st.lists(st.tuples(st.none() | _days, st.none() | _days)), _days)
def test_the_counts_add_up(rows, as_of):
    standings = [standing_of(due, done_on, as_of) for due, done_on in rows]
    counts = count(standings)
    assert counts.total == len(rows)
    assert counts.due_soon <= counts.running
    assert sum(one.is_done for one in standings) == counts.done_on_time + counts.done_late


@given(_days, _days, _days)
def test_only_what_is_overdue_or_done_late_has_days(due, done_on, as_of):
    found = standing_of(due, done_on, as_of)
    is_late = found.state in (TaskState.OVERDUE, TaskState.DONE_LATE)
    assert is_late == (found.days_late > 0)
    if found.is_due_soon:
        assert timedelta(0) <= due - as_of <= SOON
