"""Recent and required pace, Theil-Sen, projection and outlook."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from indicators.method.criterion import criterion
from indicators.method.facts import Measure
from indicators.method.pace import PaceReason, SeriesPoint, pace_of, theil_sen
from indicators.method.projection import Outlook, drift_sd, outlook
from tests.indicators.method import build
from tests.indicators.method.build import (
    FLOW,
    LOWER,
    NEITHER,
    VALUE,
    D,
    base,
    goal,
    near,
    obs,
    only,
    run,
)

GROWTH = {2019: 50, 2020: 52, 2021: 53, 2022: 56, 2023: 58, 2024: 60}


def points(*values: Any, first: int = 2020) -> list[SeriesPoint]:
    return [SeriesPoint(D(first + i), D(str(x))) for i, x in enumerate(values)]


def figures(values: dict[Any, Any] = GROWTH, **options: Any) -> list[Any]:
    return [obs(period, x, **options) for period, x in values.items()]


def test_four_points_are_the_least() -> None:
    assert pace_of(points(1, 2, 3)) is None
    found = pace_of(points(1, 2, 3, 5))
    assert found is not None
    assert (near(found.mean), near(found.theil_sen)) == (near(D(4) / 3), near(D(7) / 6))


def test_only_the_last_six_points_count() -> None:
    found = pace_of(points(0, 100, 100, 101, 102, 103, 104))
    assert found is not None
    assert (len(found.points), found.mean) == (6, D("0.8"))


def test_theil_sen_is_a_median_over_even_and_odd_numbers_of_slopes() -> None:
    assert theil_sen(points(0, 1, 5)) == D("2.5")
    assert theil_sen(points(0, 1, 2, 30)) == D("5.5")


@pytest.mark.parametrize(
    ("values", "is_unstable"),
    [
        ((0, 1, 2, 3), False),
        ((50, 51, 52, 53, 54, 75), True),
        ((10, 9, 8, 7, 20), True),
        ((5, 5, 5, 5), False),
    ],
)
def test_unstable_where_mean_and_median_slope_disagree(values: Any, is_unstable: bool) -> None:
    found = pace_of(points(*values))
    assert found is not None
    assert found.is_unstable is is_unstable


def test_differing_by_exactly_half_is_still_stable() -> None:
    found = pace_of(points(0, 2, 3, 4, 8))
    assert found is not None
    assert (found.mean, found.theil_sen) == (2, D("1.75"))
    half = pace_of(points(0, 1, 2, 3, 8))
    assert half is not None
    assert (half.mean, half.theil_sen, half.is_unstable) == (2, 1, False)


def test_gaps_in_the_years_weigh_by_their_length() -> None:
    found = run(figures({2015: 40, 2020: 50, 2022: 54, 2024: 58})).recent_pace
    assert (found.mean, found.span) == (2, 9)
    assert drift_sd(found) == 0


def test_changes_over_longer_gaps_count_less() -> None:
    """Changes 4, 1, 1 over 2, 1, 1 years, m = 1.5: (1/2 + 1/4 + 1/4)/2, squared sigma a half."""
    found = run(figures({2019: 0, 2021: 4, 2022: 5, 2023: 6})).recent_pace
    assert near(drift_sd(found) ** 2) == D("0.5")


def test_quarters_are_compared_with_the_same_quarter() -> None:
    seasonal = {f"{y}-Q{q}": y - 2000 + 10 * q for y in range(2021, 2025) for q in (1, 2, 3)}
    found = run(figures(seasonal)).recent_pace
    assert (found.mean, len(found.points)) == (1, 4)
    assert {point.position % 1 for point in found.points} == {D("0.75")}


def test_year_ends_stand_in_where_a_quarter_has_too_few() -> None:
    judged = run([*figures(), obs("2025-Q1", 61)], goal(75, 2030))
    assert (judged.recent_pace.mean, judged.recent_pace.points[-1].value) == (2, 60)
    assert judged.goals[0].projection.point == 61 + 2 * D("5.75")


def test_no_pace_and_why() -> None:
    assert run(figures({2023: 1, 2024: 2})).pace_reason is PaceReason.TOO_FEW_POINTS
    other = obs(2025, 70, same_definition=False)
    assert run([*figures(), other]).pace_reason is PaceReason.DEFINITION_BREAK
    assert run(obs(2024, classes={"V": 1}), measure=build.CLASSES).pace_reason == "not_numeric"
    assert run(figures()).pace_reason is None


def test_partial_faulty_and_foreign_figures_are_no_points() -> None:
    odd = {
        2019: {"same_definition": False},
        2020: {"coverage": D("0.8")},
        2021: {"error": "n_gt_d"},
    }
    mixed = [obs(year, x, **odd.get(year, {})) for year, x in GROWTH.items()]
    assert run(mixed).pace_reason is PaceReason.TOO_FEW_POINTS


def test_pace_needs_what_was_known_on_the_day() -> None:
    judgement = run(figures(), as_of=date(2022, 12, 31))
    assert (judgement.recent_pace.mean, judgement.value) == (2, 56)


@pytest.mark.parametrize(
    ("measure", "target", "x", "pace"),
    [
        (VALUE, goal(75, 2030), 60, "2.5"),
        (VALUE, goal(55, 2030), 60, "-0.8333333333"),
        (LOWER, goal(45, 2030, "le"), 60, "-2.5"),
        (NEITHER, goal(None, 2030, "range", low=40, high=48), 60, "-2"),
        (NEITHER, goal(None, 2030, "range", low=40, high=70), 60, "0"),
        (VALUE, goal(60, 2024), 50, None),
    ],
)
def test_required_pace(measure: Measure, target: Any, x: int, pace: str | None) -> None:
    found = only(obs(2024, x), target, measure=measure).required_pace
    assert found == pace if pace is None else found.quantize(D("1e-10")) == D(pace)


def test_pace_ratio_is_empty_once_met_or_when_nothing_is_required() -> None:
    assert only(figures(), goal(75, 2030)).pace_ratio == D("0.8")
    assert only(figures(), goal(55, 2030)).pace_ratio is None
    assert only(figures(), goal(60, 2030, "gt")).pace_ratio is None


def test_a_flow_is_paced_by_whole_years() -> None:
    years = figures({year: 100 + 10 * (year - 2020) for year in range(2020, 2025)})
    judged = run([*years, obs("2025-Q2", 60)], goal(200, 2030), measure=FLOW)
    assert (judged.recent_pace.mean, judged.goals[0].required_pace) == (10, None)
    assert judged.goals[0].projection.point == 200


def test_projection_at_half_the_pace() -> None:
    found = only(figures(), goal(66, 2030)).projection
    assert (found.point, found.half_pace_point) == (72, 66)
    assert (found.outlook, found.half_pace_outlook) == (Outlook.LIKELY, Outlook.POSSIBLE)


def test_no_projection_for_what_is_judged_or_foreign() -> None:
    assert only(figures(), goal(75, 2024)).projection is None
    assert only(figures(), goal(75, 2030), as_of=date(2026, 12, 31)).projection is not None
    assert only(figures(), goal(75, 2030), as_of=date(2027, 1, 31)).projection is None
    assert (
        only([*figures(), obs(2025, 70, same_definition=False)], goal(75, 2030)).projection is None
    )


def test_the_interval_widens_with_the_horizon() -> None:
    judgement = run(figures(), goal(75, 2026), goal(75, 2030), baseline=base(40, 2010))
    near, far = (one.projection for one in judgement.goals)
    assert near.high - near.low < far.high - far.low


@pytest.mark.parametrize(
    ("values", "half"),
    [((0, 1, 3, 4), "1.257"), ((0, 1, 3, 4, 5), "0.916"), ((0, 1, 3, 4, 5, 6), "0.751")],
)
def test_students_t_by_number_of_points(values: Any, half: str) -> None:
    """One year ahead: t * sigma * sqrt(1 + 1/span); by hand from the changes 1, 2, 1, 1, 1."""
    series = {2019 + i: x for i, x in enumerate(values)}
    found = only(figures(series), goal(99, 2019 + len(values))).projection
    assert ((found.high - found.low) / 2).quantize(D("0.001")) == D(half)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (41, 44, Outlook.LIKELY),
        (39, 44, Outlook.POSSIBLE),
        (39, 46, Outlook.POSSIBLE),
        (46, 47, Outlook.UNLIKELY),
    ],
)
def test_outlook_of_a_band(low: int, high: int, expected: Outlook) -> None:
    band = build.goal(comparator="range", low=40, high=45)
    assert outlook(criterion(NEITHER, band), D(low), D(high)) is expected
