"""Every reason has a sentence with its numbers, and every gap its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from indicators.method.facts import Kind, Measure, Wanted
from indicators.method.judgement import Judgement, Reason
from reports.sentences import gap_phrase, status_sentence
from tests.indicators.method.build import (
    CLASSES,
    FLOW,
    LOWER,
    MILESTONE,
    NEITHER,
    PERCENT,
    VALUE,
    D,
    base,
    goal,
    obs,
    run,
)
from tracker.common.periods import Period

DUE = goal(comparator="milestone", due=date(2025, 12, 31))
T25, START = goal(80, 2025), base(60)
WANTED_CLASSES = {"II": 2, "III": 1, "IV": 10, "V": 8}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def plainly(value: Decimal, places: int, /) -> str:
    return f"{value:.{places}f}"


def with_plain_spaces(text: str) -> str:
    """A number and its unit never part at the end of a line; here they may."""
    return text.replace("\u00a0", " ")


def told(judgement: Judgement, unit: str = "%") -> str:
    assert judgement.headline is not None
    sentence = status_sentence(judgement.headline, judgement, unit, plainly, str)
    assert not re.search(r"%\(|None|Decimal", sentence)
    return with_plain_spaces(sentence)


def phrase(figure: Any, target: Any, unit: str = "%", measure: Measure = VALUE) -> str:
    judgement = run(figure, target, measure=measure)
    return with_plain_spaces(gap_phrase(judgement.goals[0], judgement, unit, plainly))


def milestone(period: str, done: date | None, as_of: date, due: Any = DUE) -> Judgement:
    return run(obs(period, done_on=done), due, measure=MILESTONE, as_of=as_of)


JUDGEMENTS = {
    Reason.GOAL_INCOMPLETE: run(obs(2023, 70), goal(None)),
    Reason.NOT_YET_EXPECTED: run([], T25, baseline=START, as_of=date(2021, 1, 1)),
    Reason.DUE_MISSING: run(obs(2022, 70), T25, baseline=START, as_of=date(2026, 1, 1)),
    Reason.NO_FIGURE: run([], T25, baseline=START),
    Reason.DATA_ERROR: run(obs(2023, counts=(101, 100)), T25, measure=PERCENT),
    Reason.NOT_APPLICABLE: run(obs(2023, counts=(0, 0)), T25, measure=PERCENT),
    Reason.PARTIAL: run(obs(2023, 70, coverage=D("0.8996")), T25),
    Reason.STALE: run(obs(2022, 70), T25, baseline=START, as_of=date(2025, 6, 30)),
    Reason.DUE_MET: run(obs(2025, "81.5", nature="estimate"), T25),
    Reason.DUE_MISSED: run(obs(2025, "79.96"), T25),
    Reason.MET_EARLY: run([obs(2023, 85), obs(2024, 83)], T25),
    Reason.NO_BASELINE: run(obs("2023-Q3", 70), T25),
    Reason.DEFINITION_BREAK: run(obs(2023, 70), T25, baseline=base(1, same_definition=False)),
    Reason.BASELINE_LOST_RECOVERING: run([obs(2023, 70), obs(2024, 75)], T25, baseline=base(81)),
    Reason.BASELINE_LOST: run([obs(2023, 75), obs(2024, 70)], T25, baseline=base(81)),
    Reason.LEVEL_LINE_HELD: run(obs("2021-Q1", 60), goal(61, 2030), baseline=START),
    Reason.LEVEL_LINE_LOST: run(obs("2021-Q1", 59), goal(61, 2030), baseline=START),
    Reason.RATIO_ON_TRACK: run(obs(2023, 72, nature="estimate"), T25, baseline=START),
    Reason.RATIO_BEHIND: run(obs(2023, "71.39"), T25, baseline=START),
    Reason.RATIO_AT_RISK: run(obs(2023, 62), T25, baseline=START),
    Reason.MILESTONE_DONE: milestone("2025-Q4", date(2025, 11, 1), date(2026, 1, 1)),
    Reason.MILESTONE_DONE_LATE: milestone("2026-Q1", date(2026, 2, 1), date(2026, 3, 31)),
    Reason.MILESTONE_OVERDUE: milestone("2025-Q4", None, date(2026, 1, 1)),
    Reason.MILESTONE_NOT_DUE: milestone("2025-Q2", None, date(2025, 7, 1)),
    Reason.MILESTONE_UNDATED: milestone(
        "2025-Q2", None, date(2025, 7, 1), goal(comparator="milestone")
    ),
}

EXPECTED = {
    Reason.GOAL_INCOMPLETE: "target for 2025 has no number",
    Reason.NOT_YET_EXPECTED: "Not due yet",
    Reason.DUE_MISSING: "due and its figure is missing; the last one is 70.0 % (year 2022)",
    Reason.NO_FIGURE: "no figure later than the baseline",
    Reason.DATA_ERROR: "101 of 100 is more than all",
    Reason.NOT_APPLICABLE: "Nothing to count in year 2023",
    Reason.PARTIAL: "Only 89 % of the figures for year 2023",
    Reason.STALE: "70.0 % (year 2022), is 30 months old",
    Reason.DUE_MET: "(at least 80 %) is met: 81.5 % (year 2025), exceeded by 1.5 percentage points."
    " This rests on an estimate",
    Reason.DUE_MISSED: "is not met: 79.96 % (year 2025), still short by 0.04 percentage points",
    Reason.MET_EARLY: "met ahead of time: 83.0 % (year 2024), exceeded by 3.0 percentage points."
    " But its recent figures move the wrong way",
    Reason.NO_BASELINE: "70.0 % (2023-Q3), still short by 10.0 percentage points",
    Reason.DEFINITION_BREAK: "The definition has changed",
    Reason.BASELINE_LOST_RECOVERING: "from 70.0 % to 75.0 % (year 2024) it improves: behind",
    Reason.BASELINE_LOST: "from 75.0 % to 70.0 % (year 2024) it does not improve: at risk",
    Reason.LEVEL_LINE_HELD: "the figure is 60.0 %: on track",
    Reason.LEVEL_LINE_LOST: "fell back to 59.0 %: behind",
    Reason.RATIO_ON_TRACK: "asks for 72.0 % in year 2023, actual 72.0 %: on track (100 %"
    " of the way expected by then). The figure is an estimate.",
    Reason.RATIO_BEHIND: "asks for 72.0 % in year 2023, actual 71.4 %: behind (94.9 %",
    Reason.RATIO_AT_RISK: "actual 62.0 %: at risk (17 %",
    Reason.MILESTONE_DONE: "by the due date",
    Reason.MILESTONE_DONE_LATE: "after the due date",
    Reason.MILESTONE_OVERDUE: "is not done yet",
    Reason.MILESTONE_NOT_DUE: "to be done by",
    Reason.MILESTONE_UNDATED: "sets no due date",
}


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_told_with_its_numbers(reason: Reason) -> None:
    judgement = JUDGEMENTS[reason]
    assert judgement.headline is not None
    assert judgement.headline.reason is reason
    assert EXPECTED[reason] in told(judgement)


def test_moving_away_from_the_baseline_is_said() -> None:
    assert "moved away from the baseline" in told(run(obs(2023, 50), T25, baseline=START))


def test_a_near_miss_does_not_print_as_equal() -> None:
    close = run(obs(2023, "60.56"), goal(61, 2025), baseline=START)
    assert "asks for 60.60 % in year 2023, actual 60.56 %: behind (93 %" in told(close)
    fine = run(obs(2023, "71.96"), T25, baseline=START)
    assert "asks for 72.0 % in year 2023, actual 72.0 %: on track (100 %" in told(fine)


def test_a_due_target_that_runs_on_says_so() -> None:
    late = run(obs("2025-Q3", 79), T25, baseline=START, as_of=date(2026, 1, 15))
    assert "on track" in told(late)
    assert "its final figure is still missing" in told(late)


def test_classes_are_told_by_promotions() -> None:
    start = base(None, classes={"III": 1, "IV": 2, "V": 13})
    target = goal(comparator="classes", classes=WANTED_CLASSES)
    for actual, word in [({"V": 16}, "at risk"), ({"II": 1, "III": 2, "IV": 4, "V": 9}, "behind")]:
        figure = obs("2023-Q2", classes=actual)
        assert word in told(run(figure, target, baseline=start, measure=CLASSES), "")
    ahead = obs("2023-Q2", classes={"II": 2, "III": 2, "IV": 6, "V": 9})
    sentence = told(run(ahead, target, baseline=start, measure=CLASSES), "")
    assert (
        "2 class II, 2 class III, 6 class IV, 9 class V (2023-Q2), still short by 3 of" in sentence
    )


def test_other_errors_and_missing_reports() -> None:
    unknown = goal(comparator="classes", classes=WANTED_CLASSES)
    assert "a class that" in told(run(obs(2023, classes={"VI": 1}), unknown, measure=CLASSES))
    assert "a unit reports more" in told(run(obs(2023, error="n_gt_d"), T25))
    assert "no report says" in told(run([], DUE, measure=MILESTONE, as_of=date(2026, 1, 1)))
    late = run([], T25, baseline=START, as_of=date(2026, 1, 1))
    assert told(late) == "The target for 2025 is due and its figure is missing."
    lost = run(obs(2024, 70), T25, baseline=base(81))
    assert "no longer does: at risk" in told(lost)
    undated = milestone(
        "2025-Q4", date(2025, 11, 1), date(2026, 1, 1), goal(comparator="milestone")
    )
    assert told(undated).startswith("Done on")


def test_a_running_total_is_told_like_any_line() -> None:
    assert "asks for 500.0 tấn in 2025-Q2" in told(
        run(obs("2025-Q2", 480), goal(1000), measure=FLOW), "tấn"
    )


BAND: dict[str, Any] = {"comparator": "range", "low": 4, "high": 5}


@pytest.mark.parametrize(
    ("x", "target", "measure", "unit", "words"),
    [
        ("76.8", goal(80), VALUE, "%", "still short by 3.2 percentage points"),
        ("81.5", goal(80), VALUE, "m²", "exceeded by 1.5 m²"),
        ("80", goal(80), VALUE, "", "exactly at the target"),
        (
            "80",
            goal(80, comparator="gt"),
            VALUE,
            "%",
            "level with the target, which must be passed",
        ),
        (
            "79",
            goal(80, comparator="approx"),
            VALUE,
            "",
            "1.0 from the target, within its tolerance",
        ),
        (
            "9",
            goal(8, comparator="le"),
            LOWER,
            "%",
            "still above the target by 1.0 percentage points",
        ),
        ("7", goal(8, comparator="lt"), LOWER, "", "better than the target by 1.0"),
        ("5.5", goal(**BAND), LOWER, "", "still above the target by 0.5"),
        ("4.2", goal(**BAND), NEITHER, "", "within the range, 0.2 from its nearest end"),
        ("5.3", goal(**BAND), NEITHER, "", "outside the range by 0.3"),
    ],
)
def test_gap_phrases(x: str, target: Any, measure: Measure, unit: str, words: str) -> None:
    assert phrase(obs(2025, x), target, unit, measure) == words


def test_a_percentage_of_counts_is_told_like_any_percentage() -> None:
    found = phrase(obs(2025, counts=(120, 131)), goal(95), measure=PERCENT)
    assert found == "still short by 3.4 percentage points"
    one = phrase(obs(2025, counts=(2999, 3000)), goal(comparator="full"), measure=PERCENT)
    assert one == "still short by 0.03 percentage points"


def test_class_gaps_name_the_class() -> None:
    target = goal(comparator="classes", classes={"II": 2, "III": 1})
    short = phrase(obs(2025, classes={"II": 1, "III": 1}), target, "", CLASSES)
    assert short == "still short by 1 of class II or better, 1 of class III or better"
    assert phrase(obs(2025, classes={"II": 4}), target, "", CLASSES) == "exceeded by 1"
    assert phrase(obs(2025, classes={"II": 3}), target, "", CLASSES) == "exactly at the target"


def test_no_gap_no_phrase() -> None:
    judgement = JUDGEMENTS[Reason.MILESTONE_DONE]
    assert judgement.headline is not None
    assert gap_phrase(judgement.headline, judgement, "", plainly) == ""


def test_whole_numbers_print_no_decimals() -> None:
    count = Measure(Kind.COUNT, Wanted.HIGHER, decimals=0)
    judgement = run(obs(2025, 19), goal(21, comparator="approx"), measure=count)
    assert "(about 21 đô thị) is not met: 19 đô thị (year 2025), still short by 2 đô thị" in told(
        judgement, "đô thị"
    )
    assert Period(2025).is_annual
