"""Attainment from the baseline, the expected line, flows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from indicators.method.attainment import AttainmentReason
from indicators.method.facts import Measure
from indicators.method.outcome import Caution
from tests.indicators.method.build import FLOW, LOWER, NEITHER, VALUE, D, base, goal, obs, only, run

STAY: dict[str, Any] = {"comparator": "range", "low": 4, "high": 5}
ABOUT: dict[str, Any] = {"value": 50, "comparator": "approx"}


@pytest.mark.parametrize(
    ("measure", "target", "b", "x", "attained"),
    [
        (VALUE, {"value": 90}, 70, 95, "1.25"),
        (LOWER, {"value": 5, "comparator": "le"}, 15, 11, "0.4"),
        (LOWER, {"value": 5, "comparator": "le"}, 15, 17, "-0.2"),
        (VALUE, {"comparator": "range", "low": 5, "high": 7}, 3, 4, "0.5"),
        (LOWER, {"comparator": "range", "low": 5, "high": 7}, 9, 8, "0.5"),
        (NEITHER, STAY, 3, "3.75", "0.75"),
        (NEITHER, STAY, 3, "4.5", "1"),
        (NEITHER, STAY, 7, 8, "-0.5"),
        (NEITHER, STAY, 3, "5.5", "0.5"),
        (NEITHER, ABOUT, 40, 45, "0.5"),
        (NEITHER, ABOUT, 40, 55, "0.5"),
        (VALUE, ABOUT, 40, 55, "1.5"),
    ],
)
def test_attainment(measure: Measure, target: Any, b: Any, x: Any, attained: str) -> None:
    judged = only(obs(2023, x), goal(**target), base(b), measure)
    assert (judged.attainment, judged.attainment_reason) == (D(attained), None)


@pytest.mark.parametrize(
    ("measure", "target", "b", "reason"),
    [
        (VALUE, {"value": 90}, 90, AttainmentReason.BASELINE_EQUALS_TARGET),
        (VALUE, {"value": 90, "comparator": "gt"}, 90, AttainmentReason.BASELINE_EQUALS_TARGET),
        (VALUE, {"value": 90}, 91, AttainmentReason.BASELINE_MEETS_TARGET),
        (LOWER, {"value": 9, "comparator": "lt"}, 8, AttainmentReason.BASELINE_MEETS_TARGET),
        (NEITHER, STAY, "4.5", AttainmentReason.BASELINE_MEETS_TARGET),
        (NEITHER, STAY, 4, AttainmentReason.BASELINE_MEETS_TARGET),
        (VALUE, ABOUT, 49, AttainmentReason.BASELINE_MEETS_TARGET),
        (VALUE, {"value": 90}, None, AttainmentReason.NO_BASELINE),
    ],
)
def test_reasons_without_attainment(
    measure: Measure, target: Any, b: Any, reason: AttainmentReason
) -> None:
    start = None if b is None else base(b)
    judged = only(obs(2023, 3), goal(**target), start, measure)
    assert (judged.attainment, judged.attainment_reason) == (None, reason)


def test_a_figure_in_another_definition_breaks_the_line_too() -> None:
    judged = only(obs(2023, 80, same_definition=False), goal(90), base(70))
    assert judged.attainment_reason is AttainmentReason.DEFINITION_BREAK
    assert (judged.gap, judged.met, judged.ratio, judged.required_pace) == (-10, False, None, None)


def test_share_of_target_stands_in_only_without_a_baseline() -> None:
    assert only(obs(2023, 45), goal(90)).share_of_target == D("0.5")
    assert only(obs(2023, 45), goal(90), base(40)).share_of_target is None
    assert only(obs(2023, 4), goal(9, comparator="le"), measure=LOWER).share_of_target is None
    assert only(obs(2023, -1), goal(0)).share_of_target is None
    assert only(obs(2023, -1), goal(-1)).share_of_target is None


def line(*goals: Any, baseline: Any = None, measure: Measure = VALUE) -> Any:
    return run([], *goals, baseline=baseline, measure=measure).trajectory


def test_straight_to_the_second_target_without_a_first() -> None:
    drawn = line(goal(100, 2030), baseline=base(60))
    assert [drawn.at(D(x)) for x in (2021, 2026, 2031, 2040)] == [60, 80, 100, 100]
    assert drawn.at(D("2020.99")) is None


def test_without_a_baseline_the_line_starts_at_the_first_target() -> None:
    drawn = line(goal(100, 2030), goal(80, 2025))
    assert [drawn.at(D(x)) for x in (2025, 2026, "2028.5")] == [None, 80, 90]


def test_goals_not_later_than_the_point_before_are_off_the_line() -> None:
    drawn = line(goal(55, 2019), goal(57, 2020), goal(80, 2025), goal(90, 2025), baseline=base(60))
    assert drawn.points == ((2021, 60), (2026, 80))
    assert drawn.at(D(2026)) == 80


def test_a_baseline_in_another_definition_is_off_the_line() -> None:
    drawn = line(goal(80, 2025), baseline=base(60, same_definition=False))
    assert drawn.points == ((2026, 80),)


def test_bands_run_through_the_weakest_bound_and_about_through_its_middle() -> None:
    band = goal(comparator="range", low=5, high=7)
    assert line(band, baseline=base(3)).at(D(2026)) == 5
    assert line(band, baseline=base(9), measure=LOWER).at(D(2026)) == 7
    assert line(goal(**ABOUT), baseline=base(9)).at(D(2026)) == 50
    assert line(band, baseline=base(9), measure=NEITHER).at(D(2026)) == 7
    assert line(band, baseline=base(3), measure=NEITHER).at(D(2026)) == 5
    assert line(band, baseline=base(6), measure=NEITHER).at(D(2024)) == 6


def test_two_values_expected_at_the_figure_and_today() -> None:
    judged = only(obs(2023, 70), goal(80, 2025), base(60), as_of=date(2024, 12, 31))
    assert (judged.expected, judged.expected_today) == (72, 76)
    late = run([], goal(80, 2025), baseline=base(60), as_of=date(2024, 12, 31)).goals[0]
    assert (late.expected, late.expected_today) == (None, 76)


@pytest.mark.parametrize(
    ("measure", "values", "is_out"),
    [
        (VALUE, (80, 70), True),
        (VALUE, (70, 80), False),
        (LOWER, (7, 8), True),
        (LOWER, (8, 7), False),
    ],
)
def test_targets_out_of_order_are_told_and_still_drawn(
    measure: Measure, values: Any, is_out: bool
) -> None:
    name = "ge" if measure is VALUE else "le"
    goals = [goal(values[0], 2025, name), goal(values[1], 2030, name)]
    judgement = run([], *goals, baseline=base(50), measure=measure)
    assert (Caution.TARGETS_OUT_OF_ORDER in judgement.warnings) is is_out
    assert judgement.trajectory.at(D(2031)) == values[1]


def test_at_least_where_lower_is_wanted_is_told() -> None:
    judgement = run([], goal(5, comparator="ge"), measure=LOWER)
    assert judgement.warnings == (Caution.COMPARATOR_AGAINST_WANTED,)


def test_a_flow_is_expected_in_step_with_its_year() -> None:
    goals = [goal(1000, 2025), goal(2000, 2030)]
    judgement = run(obs("2026-Q1", 270), *goals, baseline=base(500, 2020), measure=FLOW)
    later = judgement.goals[1]
    assert (later.expected, later.ratio) == (300, D("0.9"))
    assert judgement.trajectory.at(D(2024)) == 800


def test_a_flow_is_only_judged_by_its_own_year() -> None:
    figures = [obs("2025-Q3", 700), obs("2026-Q1", 300)]
    judged = run(figures, goal(1000, 2025), measure=FLOW).goals[0]
    assert (judged.status, judged.observation) == ("behind", figures[0])
    assert (judged.ratio * 750, judged.is_overdue) == (700, True)
    whole = run([*figures, obs(2025, 1010)], goal(1000, 2025), measure=FLOW).goals[0]
    assert (whole.status, whole.value) == ("met", 1010)


@pytest.mark.parametrize(
    ("total", "status"),
    [(40, "on_track"), (52, "on_track"), (53, "behind"), (70, "behind"), (71, "at_risk")],
)
def test_a_ceiling_of_a_flow_is_a_budget_and_never_met_early(total: int, status: str) -> None:
    ceiling = replace(LOWER, is_flow=True)
    judged = only(obs("2025-Q2", total), goal(100, 2025, "le"), measure=ceiling)
    assert (judged.status, judged.met) == (status, None)
    assert judged.expected == 50


def test_the_ceiling_is_judged_when_its_year_is_over() -> None:
    ceiling = replace(LOWER, is_flow=True)
    assert only(obs(2025, 100), goal(100, 2025, "le"), measure=ceiling).status == "met"
