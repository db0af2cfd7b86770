"""Met, gap, verdict, heads still needed, data errors: one figure against one goal."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.method.comparison import Verdict, compare
from indicators.method.criterion import GoalError, check, criterion
from indicators.method.facts import Goal, Kind, Measure, Wanted
from indicators.method.figures import Fault
from indicators.method.heads import missing_heads
from tests.indicators.method.build import LOWER, NEITHER, PERCENT, VALUE, D, goal, obs

REACH: dict[str, Any] = {"comparator": "range", "low": 5, "high": 7}
ABOUT = goal(50, comparator="approx")

EXCEEDED, MET, NOT_MET = Verdict


@pytest.mark.parametrize(
    ("measure", "target", "x", "verdict", "gap"),
    [
        (VALUE, goal(40, comparator="gt"), "40", NOT_MET, "0"),
        (VALUE, goal(40, comparator="gt"), "42", MET, "2"),
        (VALUE, goal(40, comparator="gt"), "42.01", EXCEEDED, "2.01"),
        (VALUE, goal(40, comparator="gt"), "39.9", NOT_MET, "-0.1"),
        (VALUE, goal(32), "31.99", NOT_MET, "-0.01"),
        (VALUE, goal(32), "32.09", MET, "0.09"),
        (VALUE, goal(32), "32.1", EXCEEDED, "0.1"),
        (LOWER, goal(8, comparator="lt"), "8", NOT_MET, "0"),
        (LOWER, goal(8, comparator="lt"), "7.6", MET, "0.4"),
        (LOWER, goal(8, comparator="lt"), "7.5", EXCEEDED, "0.5"),
        (LOWER, goal(8, comparator="le"), "8", MET, "0"),
        (LOWER, goal(8, comparator="le"), "7.9", EXCEEDED, "0.1"),
        (LOWER, goal(8, comparator="le"), "8.01", NOT_MET, "-0.01"),
        (VALUE, ABOUT, "49", MET, "-1"),
        (VALUE, ABOUT, "48.99", NOT_MET, "-1.01"),
        (VALUE, ABOUT, "52.5", MET, "2.5"),
        (VALUE, ABOUT, "52.51", EXCEEDED, "2.51"),
        (LOWER, ABOUT, "51", MET, "-1"),
        (LOWER, ABOUT, "51.01", NOT_MET, "-1.01"),
        (LOWER, ABOUT, "47", EXCEEDED, "3"),
        (NEITHER, ABOUT, "51", MET, "0"),
        (NEITHER, ABOUT, "51.1", NOT_MET, "-0.1"),
        (NEITHER, ABOUT, "48.5", NOT_MET, "-0.5"),
        (NEITHER, ABOUT, "50", MET, "1"),
        (VALUE, goal(**REACH), "4.99", NOT_MET, "-0.01"),
        (VALUE, goal(**REACH), "7", MET, "2"),
        (VALUE, goal(**REACH), "7.01", EXCEEDED, "2.01"),
        (LOWER, goal(**REACH), "7", MET, "0"),
        (LOWER, goal(**REACH), "7.5", NOT_MET, "-0.5"),
        (LOWER, goal(**REACH), "5", MET, "2"),
        (LOWER, goal(**REACH), "4.9", EXCEEDED, "2.1"),
        (NEITHER, goal(**REACH), "5", MET, "0"),
        (NEITHER, goal(**REACH), "6.8", MET, "0.2"),
        (NEITHER, goal(**REACH), "7.3", NOT_MET, "-0.3"),
        (NEITHER, goal(**REACH), "4.5", NOT_MET, "-0.5"),
        (VALUE, goal(comparator="full"), "100", MET, "0"),
        (VALUE, goal(comparator="full"), "99.99", NOT_MET, "-0.01"),
    ],
)
def test_comparators(measure: Measure, target: Goal, x: str, verdict: Verdict, gap: str) -> None:
    found = compare(measure, target, obs(2025, x))
    assert (found.verdict, found.gap) == (verdict, D(gap))
    assert found.met is (verdict is not NOT_MET)


def test_zero_is_a_value_and_a_target() -> None:
    found = compare(LOWER, goal(0, comparator="le"), obs(2025, 0))
    assert (found.met, found.gap, found.relative_gap) == (True, 0, None)
    assert compare(VALUE, goal(0, comparator="gt"), obs(2025, 3)).verdict is MET


def test_relative_gap_uses_the_size_of_the_target() -> None:
    assert compare(VALUE, goal(-4), obs(2025, -5)).relative_gap == D("-0.25")
    stay = compare(NEITHER, goal(comparator="range", low=4, high=5), obs(2025, 6))
    assert stay.relative_gap == D("-0.2")


def test_default_tolerance_is_two_percent_of_the_size() -> None:
    about = criterion(VALUE, goal(-50, comparator="approx"))
    assert about.low == D("-51")
    assert criterion(VALUE, goal(21, comparator="approx", tolerance=0)).low == 21


@pytest.mark.parametrize(
    ("n", "met", "missing", "gap"),
    [(166, True, 0, "0"), (165, False, 1, None), (0, False, 166, "-100")],
)
def test_full_asks_for_every_single_one(n: int, met: bool, missing: int, gap: str | None) -> None:
    found = compare(PERCENT, goal(comparator="full"), obs(2025, counts=(n, 166)))
    assert (found.met, found.missing) == (met, missing)
    assert gap is None or found.gap == D(gap)


def test_nothing_to_count_is_not_applicable() -> None:
    found = compare(PERCENT, goal(90), obs(2025, counts=(0, 0)))
    assert (found.met, found.verdict, found.gap, found.error) == (None, None, None, None)


def test_more_than_all_is_an_error_of_percentages_only() -> None:
    found = compare(PERCENT, goal(90), obs(2025, counts=(101, 100)))
    assert (found.met, found.gap, found.error) == (None, None, Fault.N_GT_D)
    per_head = Measure(Kind.RATIO, Wanted.HIGHER)
    assert compare(per_head, goal(5), obs(2025, counts=(700, 100))).gap == 2


def test_a_fault_found_by_the_roll_up_is_handed_on() -> None:
    assert compare(PERCENT, goal(90), obs(2025, error="n_gt_d")).error is Fault.N_GT_D


def test_partial_figures_have_a_gap_and_no_verdict() -> None:
    found = compare(VALUE, goal(90), obs(2025, 80, coverage=D("0.8999")))
    assert (found.met, found.verdict, found.gap) == (None, None, -10)
    assert compare(VALUE, goal(90), obs(2025, 80, coverage=D("0.90"))).met is False


@pytest.mark.parametrize(
    ("comparator", "target", "n", "d", "missing"),
    [
        ("ge", 95, 120, 131, 5),
        ("ge", 95, 125, 131, 0),
        ("gt", 95, 95, 100, 1),
        ("gt", 95, 96, 100, 0),
        ("le", 8, 10, 100, 2),
        ("lt", 8, 8, 100, 1),
        ("lt", "8.5", 9, 100, 1),
        ("approx", 50, 48, 100, 1),
        ("ge", 95, 5, 0, None),
        ("ge", 95, 101, 100, None),
        ("ge", 95, "1.5", 100, None),
    ],
)
def test_heads_still_needed(comparator: str, target: Any, n: Any, d: Any, missing: Any) -> None:
    measure = LOWER if comparator in ("lt", "le") else VALUE
    bounds = criterion(measure, goal(target, comparator=comparator))
    assert missing_heads(bounds, D(n), D(d)) == missing


def test_only_percentages_count_heads() -> None:
    per_head = Measure(Kind.RATIO, Wanted.HIGHER)
    assert compare(per_head, goal(5), obs(2025, counts=(100, 100))).missing is None
    assert compare(PERCENT, goal(95), obs(2025, counts=(120, 131))).missing == 5


@pytest.mark.parametrize(
    "target",
    [
        goal(comparator="ge"),
        goal(comparator="range", low=5),
        goal(comparator="range", low=7, high=5),
        goal(comparator="classes"),
        goal(comparator="classes", classes={"VI": 1}),
    ],
)
def test_an_incomplete_goal_judges_nothing(target: Goal) -> None:
    with pytest.raises(GoalError):
        check(VALUE, target)
    assert compare(VALUE, target, obs(2025, 5)).error is Fault.GOAL_INCOMPLETE


def test_milestones_and_classes_have_no_criterion() -> None:
    with pytest.raises(GoalError):
        criterion(VALUE, goal(comparator="milestone"))


def test_exact_counts_go_before_a_rounded_value() -> None:
    rounded = obs(2025, "95.00", counts=(94996, 100000))
    assert compare(PERCENT, goal(95), rounded).met is False
