"""What looks odd about a task update."""

from __future__ import annotations

from datetime import date

import pytest

from reports.task_checks import UpdateContext, UpdateWarning, update_warnings

DUE = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (UpdateContext(None, [10, 10]), ()),
        (UpdateContext(40), ()),
        (UpdateContext(40, [30]), ()),
        (UpdateContext(20, [30]), (UpdateWarning.FALLING,)),
        (UpdateContext(30, [30]), ()),
        (UpdateContext(30, [10, 30, 30]), (UpdateWarning.NO_CHANGE,)),
        (UpdateContext(30, [30, 30, 10]), ()),
        (UpdateContext(100, [100, 100], DUE, DUE, has_proof=True), ()),
        (UpdateContext(100, [90], DUE, DUE), (UpdateWarning.UNPROVEN,)),
        (UpdateContext(100, [90], date(2026, 7, 1), DUE, True), (UpdateWarning.DONE_LATE,)),
        (UpdateContext(100, [90], date(2026, 7, 1), None, True), ()),
    ],
)
def test_each_check(context, expected):
    assert update_warnings(context) == expected
