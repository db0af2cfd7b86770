"""Whether anything shown is illustrative is found without looking at every figure."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.queries.data_state import holds_illustrative
from tests.reports.figures import bring

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "lines", "is_held"),
    [
        (TODAY, ("urban,42,2024-Q1,34.5",), False),
        (TODAY, ("urban,42,2024-Q1,34.5,,,,illustrative",), True),
        (date(2024, 1, 1), ("urban,42,2024-Q1,34.5,,,,illustrative",), False),
        (TODAY, ("broadband,18073,2026-Q1,,80,100,,illustrative",), True),
    ],
)
def test_of_the_figures_known_on_the_day(programme, reviewer, day, lines, is_held):
    bring(programme, reviewer, *lines)
    assert holds_illustrative(programme, day) is is_held


def test_without_a_figure_none_is(programme):
    assert not holds_illustrative(programme, TODAY)


def test_figures_of_another_programme_do_not_count(programme, reviewer):
    bring(programme, reviewer, "urban,42,2024-Q1,34.5,,,,illustrative")
    other = type(programme)(pk=programme.pk + 1, code="other")
    assert not holds_illustrative(other, TODAY)


def test_it_is_found_by_its_index(programme):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # it prefers to read a small table whole
            cursor.execute("SET LOCAL enable_seqscan = off")
        with CaptureQueriesContext(connection) as captured:
            holds_illustrative(programme, TODAY)
        words = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{words} {captured[0]['sql']}")
        plan = str(cursor.fetchall())
    assert "figure_illustrative" in plan, plan
