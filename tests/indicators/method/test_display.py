"""Rounding that keeps the verdict, age of figures, group summary, the decimal context."""

from __future__ import annotations

from datetime import date
from decimal import getcontext
from typing import Any

import pytest

from indicators.method.age import Freshness, age_months, freshness
from indicators.method.facts import Frequency, Goal, Measure
from indicators.method.figures import figure
from indicators.method.precision import exact
from indicators.method.rounding import (
    clipped,
    displayed,
    displayed_gap,
    displayed_pair,
    displayed_ratio,
    displayed_share,
)
from indicators.method.status import Status
from indicators.method.summary import severity, summarise
from tests.indicators.method.build import LOWER, NEITHER, PERCENT, VALUE, D, goal, obs
from tracker.common.periods import Period


@pytest.mark.parametrize(
    ("measure", "target", "x", "shown", "gap"),
    [
        (VALUE, goal(95), "94.96", "94.96", "-0.04"),
        (VALUE, goal(95), "94.94", "94.9", "-0.1"),
        (VALUE, goal(95), "95.04", "95.0", "0"),
        (VALUE, goal(95), "95.06", "95.06", "0.06"),
        (VALUE, goal(95), "94.99996", "94.99996", "-0.00004"),
        (VALUE, goal(40, comparator="gt"), "40.04", "40.04", "0.04"),
        (LOWER, goal(8, comparator="lt"), "7.96", "7.96", "0.04"),
        (LOWER, goal(8, comparator="le"), "8.04", "8.04", "-0.04"),
        (NEITHER, goal(comparator="range", low="4.7", high="5.1"), "5.14", "5.14", "-0.04"),
        (VALUE, goal(comparator="range", low=5, high=7), "7.04", "7.04", "2.04"),
        (VALUE, goal(comparator="full"), "99.97", "99.97", "-0.03"),
    ],
)
def test_display_never_contradicts_the_verdict(
    measure: Measure, target: Goal, x: str, shown: str, gap: str
) -> None:
    assert str(displayed(measure, D(x), [target])) == shown
    assert displayed_gap(measure, target, D(x)) == D(gap)


def test_2999_of_3000_never_prints_as_all() -> None:
    x = figure(PERCENT, obs(2025, counts=(2999, 3000)))
    assert [str(displayed(PERCENT, x, goals)) for goals in ([], [goal(95)])] == ["99.97"] * 2
    assert str(displayed(PERCENT, D(100))) == "100.0"
    assert str(displayed(VALUE, x)) == "100.0"


def test_every_goal_is_kept_and_milestones_do_not_matter() -> None:
    goals = [goal(90), goal("94.99"), goal(comparator="milestone")]
    assert str(displayed(VALUE, D("94.98"), goals)) == "94.98"


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("37.0", "36.2", ["37.0", "36.2"]),
        ("37.0", "36.98", ["37.00", "36.98"]),
        ("37.04", "37.04", ["37.0", "37.0"]),
    ],
)
def test_two_values_side_by_side_stay_apart(first: str, second: str, shown: list[str]) -> None:
    assert [str(value) for value in displayed_pair(D(first), D(second), 1)] == shown


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [("0.9496", "94.96"), ("0.95", "95"), ("0.944", "94"), ("0.5999", "59.99"), ("-0.001", "-0.1")],
)
def test_a_ratio_stays_on_its_side_of_the_cut(ratio: str, shown: str) -> None:
    assert str(displayed_ratio(D(ratio))) == shown


def test_projections_are_clipped_for_the_screen() -> None:
    assert [clipped(D(x)) for x in (-3, 50, 104)] == [0, 50, 100]


@pytest.mark.parametrize(
    ("period", "day", "months"),
    [
        ("2024", date(2024, 12, 31), 0),
        ("2024", date(2025, 1, 30), 0),
        ("2024", date(2025, 1, 31), 1),
        ("2024", date(2026, 6, 30), 18),
        ("2025-Q1", date(2025, 4, 29), 0),
        ("2025-Q1", date(2025, 4, 30), 1),
        ("2025", date(2025, 3, 1), 0),
    ],
)
def test_age_is_counted_in_full_months(period: str, day: date, months: int) -> None:
    assert age_months(Period.parse(period), day) == months


@pytest.mark.parametrize(
    ("frequency", "months", "expected"),
    [
        (Frequency.ANNUAL, 18, Freshness.FRESH),
        (Frequency.ANNUAL, 19, Freshness.LATE),
        (Frequency.ANNUAL, 24, Freshness.LATE),
        (Frequency.ANNUAL, 25, Freshness.STALE),
        (Frequency.QUARTERLY, 5, Freshness.FRESH),
        (Frequency.QUARTERLY, 6, Freshness.LATE),
        (Frequency.QUARTERLY, 9, Freshness.LATE),
        (Frequency.QUARTERLY, 10, Freshness.STALE),
    ],
)
def test_freshness(frequency: Frequency, months: int, expected: Freshness) -> None:
    assert freshness(frequency, months) is expected


def test_a_group_shows_counts_and_its_worst() -> None:
    group = summarise([Status.MET, Status.BEHIND, Status.MET, Status.NO_DATA])
    assert (group.worst, group.total, group.counts[Status.MET]) == (Status.BEHIND, 4, 2)
    assert group.counts[Status.MISSED] == 0
    assert next(iter(group.counts)) is Status.MISSED
    assert (summarise([]).worst, summarise([]).total) == (None, 0)


def test_every_status_has_its_place_of_severity() -> None:
    assert sorted(Status, key=severity)[0] is Status.MISSED
    assert sorted(Status, key=severity)[-1] is Status.NOT_DUE


def test_the_callers_decimal_context_does_not_matter() -> None:
    @exact
    def third() -> Any:
        return D(1) / 3

    outside = getcontext().prec
    assert len(str(third())) == 52
    assert getcontext().prec == outside


def test_the_callers_decimal_context_comes_back_after_an_error() -> None:
    @exact
    def nothing_shared() -> Any:
        return D(1) / D(0)

    @exact
    def outer() -> Any:
        with pytest.raises(ZeroDivisionError):
            nothing_shared()
        return D(1) / 3

    before = getcontext()
    assert len(str(outer())) == 52
    with pytest.raises(ZeroDivisionError):
        nothing_shared()
    assert getcontext() is before


@pytest.mark.parametrize(
    ("share", "decimals", "shown"),
    [
        ("0.6665", 0, "67"),
        ("0.996", 0, "99.6"),
        ("0.99996", 0, "99.996"),
        ("0.99996", 1, "99.996"),
        ("0.9974", 1, "99.7"),
        ("1", 0, "100"),
        ("1.004", 0, "100"),
        ("-0.2", 0, "-20"),
    ],
)
def test_what_has_not_arrived_never_prints_a_hundred(share, decimals, shown):
    assert str(displayed_share(D(share), decimals)) == shown
