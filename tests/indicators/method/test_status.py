"""The ladder, rung by rung and in its order; the headline; verdicts that freeze."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from indicators.method.comparison import Verdict
from indicators.method.facts import Goal
from indicators.method.judgement import GoalJudgement, judge
from indicators.method.status import Reason, Status
from indicators.method.thresholds import Thresholds
from tests.indicators.method.build import (
    LOWER,
    NEITHER,
    PERCENT,
    VALUE,
    D,
    base,
    goal,
    obs,
    only,
    run,
)

T25, T30, START = goal(80, 2025), goal(100, 2030), base(60)
JUNE_26 = date(2026, 6, 30)


def decided(judged: GoalJudgement) -> tuple[Status, Reason]:
    return judged.status, judged.reason


@pytest.mark.parametrize(
    ("x", "status", "reason"),
    [
        ("71.4", Status.ON_TRACK, Reason.RATIO_ON_TRACK),
        ("71.39", Status.BEHIND, Reason.RATIO_BEHIND),
        ("67.2", Status.BEHIND, Reason.RATIO_BEHIND),
        ("67.19", Status.AT_RISK, Reason.RATIO_AT_RISK),
        ("50", Status.AT_RISK, Reason.RATIO_AT_RISK),
        ("80", Status.MET, Reason.MET_EARLY),
    ],
)
def test_ratio_cut_points_are_inclusive(x: str, status: Status, reason: Reason) -> None:
    assert decided(only(obs(2023, x), T25, START)) == (status, reason)


def test_ratio_works_downwards_and_for_bands() -> None:
    down = only(obs(2023, 14), goal(10, 2025, "le"), base(20), LOWER)
    assert (down.expected, down.ratio, down.status) == (14, 1, "on_track")
    stay = goal(comparator="range", low=4, high=5)
    inward = only(obs(2023, "6.8"), stay, base(8), NEITHER)
    assert (inward.expected, inward.status) == (D("6.2"), "behind")
    assert inward.ratio.quantize(D("0.001")) == D("0.667")


def test_overshooting_a_band_is_no_progress() -> None:
    stay = goal(comparator="range", low=4, high=5)
    assert only(obs(2023, "3.9"), stay, base(8), NEITHER).ratio > 1
    assert only(obs(2023, 0), stay, base(8), NEITHER).status == "at_risk"


def test_cut_points_are_settings() -> None:
    strict = Thresholds(on_track=D("0.99"), behind=D("0.9"))
    judged = judge(VALUE, START, [obs(2023, "71.4")], [T25], date(2023, 12, 31), strict)
    assert judged.goals[0].status == "behind"
    with pytest.raises(ValueError, match="<"):
        Thresholds(on_track=D("0.5"), behind=D("0.6"))


def test_no_figure_is_no_data_once_one_can_be_expected() -> None:
    before, after = date(2021, 12, 13), date(2021, 12, 14)
    assert decided(run([], T25, baseline=START, as_of=before).goals[0]) == (
        Status.NOT_DUE,
        Reason.NOT_YET_EXPECTED,
    )
    assert decided(run([], T25, baseline=START, as_of=after).goals[0]) == (
        Status.NO_DATA,
        Reason.NO_FIGURE,
    )
    assert run([], T25, as_of=before).goals[0].status is Status.NO_DATA


def test_due_and_missing() -> None:
    late = run([], T25, baseline=START, as_of=date(2026, 1, 1)).goals[0]
    assert (*decided(late), late.is_overdue) == (Status.NO_DATA, Reason.DUE_MISSING, True)
    on_the_day = run([], T25, baseline=START, as_of=date(2025, 12, 31)).goals[0]
    assert on_the_day.reason is Reason.NO_FIGURE


def test_the_baseline_is_not_an_actual() -> None:
    judgement = run([obs(2020, 61), obs(2019, 60)], T25, baseline=START, as_of=date(2022, 1, 1))
    assert judgement.goals[0].reason is Reason.NO_FIGURE
    assert judgement.observation == obs(2020, 61)


def test_a_stale_figure_gives_no_status_but_keeps_its_gap() -> None:
    stale = only(obs(2022, 85), T25, START, as_of=date(2025, 1, 31))
    assert (*decided(stale), stale.gap) == (Status.NO_DATA, Reason.STALE, 5)
    assert (stale.verdict, stale.projection) == (None, None)
    late = only(obs(2022, 85), T25, START, as_of=date(2025, 1, 30))
    assert late.status is Status.MET


def test_a_stale_figure_after_the_due_date_is_due_and_missing() -> None:
    assert only(obs(2022, 85), T25, START, as_of=JUNE_26).reason is Reason.DUE_MISSING


def test_a_due_figure_judges_for_ever() -> None:
    figures = [obs(2025, 79), obs(2026, 85), obs(2030, 99)]
    judgement = run(figures, T25, T30, baseline=START, as_of=date(2040, 1, 1))
    first, last = judgement.goals
    assert (decided(first), first.value) == ((Status.MISSED, Reason.DUE_MISSED), 79)
    assert (decided(last), last.verdict) == ((Status.MISSED, Reason.DUE_MISSED), Verdict.NOT_MET)
    assert first.is_frozen
    assert not first.is_overdue


def test_the_fourth_quarter_is_a_figure_of_the_due_period() -> None:
    assert only(obs("2025-Q4", 80), T25, START).reason is Reason.DUE_MET
    assert only(obs("2025-Q3", 80), T25, START).reason is Reason.MET_EARLY


def test_a_later_figure_judges_where_the_due_period_has_none() -> None:
    judged = only([obs(2026, 81), obs(2027, 70)], T25, START)
    assert (judged.status, judged.value) == (Status.MET, 81)


def test_a_due_target_without_its_figure_runs_on_and_says_so() -> None:
    judged = only(obs("2025-Q3", 79), T25, START, as_of=date(2026, 1, 15))
    assert (judged.status, judged.is_overdue, judged.is_frozen) == (Status.ON_TRACK, True, False)


def test_an_official_figure_reopens_a_verdict_on_an_estimate() -> None:
    estimate, official = obs(2025, 81, nature="estimate"), obs(2025, 79)
    first = only(estimate, T25, START, as_of=date(2025, 10, 1))
    assert (first.status, first.is_provisional) == (Status.MET, True)
    second = only([estimate, official], T25, START, as_of=date(2026, 2, 1))
    assert (second.status, second.is_provisional) == (Status.MISSED, False)
    running = only(obs(2024, 70, nature="estimate"), T25, START)
    assert not running.is_provisional


@pytest.mark.parametrize(
    ("values", "slipping"),
    [
        ((90, 88, 86, 84), True),
        ((78, 80, 82, 84), False),
        ((86, 84), True),
        ((84,), False),
    ],
)
def test_met_early_is_flagged_when_slipping(values: tuple[int, ...], slipping: bool) -> None:
    first = 2024 - len(values) + 1
    figures = [obs(first + i, x) for i, x in enumerate(values)]
    judged = only(figures, T25, START)
    assert (judged.reason, judged.slipping) == (Reason.MET_EARLY, slipping)


def test_only_what_is_met_early_can_slip() -> None:
    figures = [obs(2021 + i, 90 - 2 * i) for i in range(5)]
    assert not only(figures, T25, START).slipping
    assert only([obs(2023, 4), obs(2024, "4.5")], goal(5, 2025, "le"), base(9), LOWER).slipping
    stay = goal(comparator="range", low=4, high=5)
    assert not only([obs(2023, "4.2"), obs(2024, "4.5")], stay, base(9), NEITHER).slipping
    assert only([obs(2023, "4.2"), obs(2024, "4.7")], stay, base(9), NEITHER).slipping


def test_without_a_baseline_met_and_gap_still_show() -> None:
    judged = only(obs(2023, 70), T25)
    assert decided(judged) == (Status.NO_DATA, Reason.NO_BASELINE)
    assert (judged.met, judged.gap, judged.ratio, judged.verdict) == (False, -10, None, None)


def test_across_a_definition_break_there_is_no_status() -> None:
    other = base(60, same_definition=False)
    assert decided(only(obs(2023, 70), T25, other)) == (Status.NO_DATA, Reason.DEFINITION_BREAK)
    assert only(obs(2025, 81), T25, other).status is Status.MET


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ((70, 75), Reason.BASELINE_LOST_RECOVERING),
        ((75, 75), Reason.BASELINE_LOST),
        ((75, 70), Reason.BASELINE_LOST),
        ((75,), Reason.BASELINE_LOST),
    ],
)
def test_a_lost_baseline_must_recover(values: tuple[int, ...], reason: Reason) -> None:
    figures = [obs(2025 - len(values) + i, x) for i, x in enumerate(values)]
    judged = only(figures, T25, base(85))
    assert judged.reason is reason
    assert judged.status is (Status.BEHIND if "recovering" in reason else Status.AT_RISK)
    assert judged.ratio is None


@pytest.mark.parametrize(
    ("x", "status"),
    [("60.0", "on_track"), ("59.9", "on_track"), ("59.89", "behind"), ("60.9", "on_track")],
)
def test_a_level_line_asks_only_not_to_lose_a_display_unit(x: str, status: str) -> None:
    judged = only(obs("2021-Q1", x), goal(61, 2030), START)
    assert (judged.status, judged.ratio) == (status, None)


def test_a_whole_display_unit_is_no_level_line() -> None:
    judged = only(obs(2021, "60.1"), goal(61, 2030), START)
    assert (judged.reason, judged.ratio) == (Reason.RATIO_ON_TRACK, 1)


def test_above_an_ill_ordered_line_is_not_at_risk() -> None:
    judged = run(obs(2027, 78), goal(70, 2025), goal(80, 2030), baseline=base(75)).goals[1]
    assert (judged.expected, judged.status) == (74, Status.ON_TRACK)


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        (obs(2023, counts=(101, 100)), Reason.DATA_ERROR),
        (obs(2023, counts=(0, 0)), Reason.NOT_APPLICABLE),
        (obs(2023, 70, coverage=D("0.5")), Reason.PARTIAL),
        (obs(2023, error="n_gt_d"), Reason.DATA_ERROR),
    ],
)
def test_what_cannot_be_judged_is_no_data(figure: Any, reason: Reason) -> None:
    judged = only(figure, T25, START, PERCENT)
    assert (decided(judged), judged.verdict) == ((Status.NO_DATA, reason), None)
    assert (judged.met, judged.attainment, judged.ratio) == (None, None, None)


def test_a_partial_due_figure_waits_for_a_complete_one() -> None:
    partial = obs(2025, 90, coverage=D("0.8"))
    assert only(partial, T25, START).reason is Reason.PARTIAL
    assert only([partial, obs("2026-Q1", 79)], T25, START).reason is Reason.DUE_MISSED


def test_an_incomplete_goal_is_told_and_judges_nothing() -> None:
    judgement = run(obs(2023, 72), goal(None, 2025), T30, baseline=START)
    assert decided(judgement.goals[0]) == (Status.NO_DATA, Reason.GOAL_INCOMPLETE)
    assert judgement.goals[1].status is Status.ON_TRACK
    assert judgement.warnings == ("goal_incomplete",)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2024, 1, 1), 2025),
        (date(2025, 12, 31), 2025),
        (date(2026, 1, 1), 2030),
        (date(2035, 1, 1), 2030),
    ],
)
def test_the_headline_is_the_next_target_due(day: date, year: int) -> None:
    judgement = run([], T30, T25, baseline=START, as_of=day)
    assert [one.goal.year for one in judgement.goals] == [2025, 2030]
    assert judgement.headline is not None
    assert judgement.headline.goal.year == year


def test_no_goals_no_headline() -> None:
    judgement = run(obs(2023, 1))
    assert (judgement.goals, judgement.headline) == ((), None)


def test_two_goals_of_a_year_each_have_their_own_line() -> None:
    low: Goal = goal(70, 2025)
    judgement = run(obs(2023, 66), low, T25, baseline=START)
    assert [one.expected for one in judgement.goals] == [66, 72]


def test_the_verdict_waits_until_the_target_is_judged() -> None:
    assert only(obs(2023, 70), T25, START).verdict is None
    assert only(obs(2023, 80), T25, START).verdict is Verdict.MET
    assert only(obs(2025, 70), T25, START).verdict is Verdict.NOT_MET
