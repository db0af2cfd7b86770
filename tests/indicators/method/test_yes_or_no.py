"""Milestones and goals by class."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.method.comparison import Verdict
from indicators.method.outcome import GoalJudgement
from indicators.method.status import Reason
from tests.indicators.method.build import CLASSES, MILESTONE, D, base, goal, near, obs, only, run

DUE = date(2025, 12, 31)
OPEN = goal(2025, comparator="milestone")


def reported(period: str, done: date | None, as_of: date, due: date | None = DUE) -> GoalJudgement:
    target = goal(comparator="milestone", due=due)
    return only(obs(period, done_on=done), target, measure=MILESTONE, as_of=as_of)


@pytest.mark.parametrize(
    ("period", "done", "as_of", "reason"),
    [
        ("2025-Q2", None, date(2025, 12, 31), Reason.MILESTONE_NOT_DUE),
        ("2025-Q4", None, date(2026, 1, 1), Reason.MILESTONE_OVERDUE),
        ("2025-Q3", None, date(2026, 1, 1), Reason.DUE_MISSING),
        ("2025-Q4", date(2025, 12, 31), date(2026, 1, 1), Reason.MILESTONE_DONE),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), Reason.MILESTONE_DONE_LATE),
        ("2025-Q4", date(2025, 11, 1), date(2025, 11, 2), Reason.MILESTONE_DONE),
        ("2025-Q4", date(2025, 11, 1), date(2025, 10, 31), Reason.MILESTONE_NOT_DUE),
    ],
)
def test_milestones(period: str, done: date | None, as_of: date, reason: Reason) -> None:
    assert reported(period, done, as_of).reason is reason


def test_what_a_milestone_says_besides() -> None:
    late = reported("2026-Q1", date(2026, 1, 1), date(2026, 3, 31))
    assert (late.met, late.verdict, late.status) == (False, Verdict.NOT_MET, "met_late")
    running = reported("2025-Q2", None, date(2025, 7, 1))
    assert (running.met, running.verdict, running.status) == (None, None, "not_due")
    assert (running.gap, running.projection, running.done_on) == (None, None, None)
    assert reported("2025-Q4", DUE, DUE).done_on == DUE


def test_a_milestone_without_a_report() -> None:
    target = goal(comparator="milestone", due=DUE)
    assert run([], target, measure=MILESTONE, as_of=DUE).goals[0].status == "not_due"
    missing = run([], target, measure=MILESTONE, as_of=date(2026, 1, 1)).goals[0]
    assert (missing.status, missing.reason, missing.is_overdue) == ("no_data", "due_missing", True)


def test_a_milestone_without_a_date_is_never_overdue() -> None:
    undated = reported("2035-Q4", None, date(2036, 1, 1), due=None)
    assert (undated.status, undated.reason) == ("not_due", Reason.MILESTONE_UNDATED)
    assert reported("2035-Q4", DUE, date(2036, 1, 1), due=None).status == "met"


def test_once_reached_a_milestone_stays_reached() -> None:
    figures = [obs("2025-Q2", done_on=date(2025, 6, 1)), obs("2025-Q3")]
    target = goal(comparator="milestone", due=DUE)
    assert run(figures, target, measure=MILESTONE, as_of=DUE).goals[0].status == "met"


def test_a_dated_milestone_leads_an_undated_one() -> None:
    dated = goal(comparator="milestone", due=date(2030, 1, 1), year=2030)
    judgement = run([], goal(comparator="milestone"), dated, measure=MILESTONE, as_of=DUE)
    assert judgement.headline is judgement.goals[1]


TARGET = {"II": 2, "III": 1, "IV": 10, "V": 8}
START = {"III": 1, "IV": 2, "V": 13}


def by_class(actual: dict[str, int], period: str = "2025", **options: object) -> GoalJudgement:
    start = base(None, 2020, classes=options.pop("start", START))
    target = goal(comparator="classes", classes=TARGET)
    return only([obs(period, classes=actual), *options.pop("more", [])], target, start, CLASSES)


@pytest.mark.parametrize(
    ("actual", "met"),
    [
        ({"II": 2, "III": 2, "IV": 9, "V": 8}, True),
        ({"I": 2, "III": 1, "IV": 10, "V": 8}, True),
        ({"II": 1, "III": 2, "IV": 10, "V": 8}, False),
        ({"II": 2, "III": 1, "IV": 9, "V": 20}, False),
        ({"II": 2, "III": 1, "IV": 10, "V": 7}, False),
    ],
)
def test_every_class_or_better_counts(actual: dict[str, int], met: bool) -> None:
    judged = by_class(actual)
    assert judged.met is met
    assert judged.status == ("met" if met else "missed")
    assert judged.verdict is (Verdict.MET if met else Verdict.NOT_MET)
    assert judged.gap == sum(actual.values()) - 21


def test_rows_say_where_it_is_short() -> None:
    rows = by_class({"II": 1, "III": 2, "IV": 10, "V": 8}).class_rows
    assert [(row.name, row.gap) for row in rows] == [("II", -1), ("III", 0), ("IV", 0), ("V", 0)]


def test_progress_by_class_is_counted_in_promotions() -> None:
    """At the start 2, 2, 10 and 5 are missing: 19 steps; 9.5 of them are due halfway."""
    judged = by_class({"II": 1, "III": 2, "IV": 4, "V": 9}, "2023-Q2")
    assert (judged.status, near(judged.ratio)) == ("behind", near(7 / D("9.5")))
    assert (near(judged.attainment), judged.expected) == (near(D(7) / 19), None)
    assert (judged.required_pace, judged.projection, judged.missing) == (None, None, None)


def test_an_interim_goal_by_class_bends_the_line() -> None:
    interim = goal(comparator="classes", classes=START | {"IV": 3}, year=2025)
    final = goal(comparator="classes", classes=TARGET, year=2030)
    start = base(None, 2020, classes=START)
    judged = run(
        obs(2023, classes=START | {"IV": 3}), interim, final, baseline=start, measure=CLASSES
    )
    assert [one.status for one in judged.goals] == ["met", "on_track"]


def test_classes_without_a_start() -> None:
    assert by_class({"V": 1}, "2023", start=None).reason is Reason.NO_BASELINE
    assert by_class({"V": 1}, "2023", start=TARGET).reason is Reason.BASELINE_LOST
    more = [obs(2022, classes={})]
    assert (
        by_class({"V": 1}, "2023", start=TARGET, more=more).reason
        is Reason.BASELINE_LOST_RECOVERING
    )


def test_a_figure_without_classes_says_nothing_about_them() -> None:
    judged = by_class({"V": 1}, "2023", more=[obs(2024, 30)])
    assert judged.observation == obs(2023, classes={"V": 1})


def test_an_unknown_class_is_an_error() -> None:
    assert by_class({"VI": 1}).error == "unknown_class"
    assert by_class({"VI": 0, "V": 1}).error is None


def test_the_total_of_classes_can_have_a_number_to_reach() -> None:
    judged = only(obs(2025, classes={"V": 20}), goal(21, comparator="approx"), measure=CLASSES)
    assert (judged.value, judged.gap) == (20, -1)
