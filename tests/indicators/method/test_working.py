"""What is told of a judgement is what it was come by: worked out again from the told numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from indicators.method.comparison import Comparison, compare
from indicators.method.facts import Comparator, Goal, Measure, Observation
from indicators.method.judgement import Judgement, Status, Verdict, judge
from indicators.method.outcome import GoalJudgement
from indicators.method.working import Check, Rule, Step
from tests.indicators.method import build, case_answers
from tests.indicators.method.build import (
    CLASSES,
    FLOW,
    LOWER,
    NEITHER,
    PERCENT,
    VALUE,
    D,
    base,
    goal,
    obs,
    run,
)
from tests.indicators.method.recomputing import check_working, worked_out
from tests.indicators.method.test_cases import CASES

WITHOUT_FIGURE = {"E14", "E25", "E26", "E28", "E35", "E37", "E46", "E48", "E52", "E53"}
"""Cases of rounding, reading, adding up, drawing and milestones: no number is judged in them."""
BAND: dict[str, Any] = {"comparator": "range", "low": 4, "high": 5}
START = base(60)
SPREAD = replace(FLOW, wanted=build.Wanted.NEITHER)


@pytest.fixture
def judged(monkeypatch) -> list[Judgement]:
    """Everything that the answers to the worked cases have judged, or compared."""
    made: list[Judgement] = []

    def remembered(*args: Any, **options: Any) -> Judgement:
        made.append(run(*args, **options))
        return made[-1]

    def compared(measure: Measure, target: Goal, figure: Observation) -> Comparison:
        made.append(judge(measure, None, [figure], [target], figure.period.ends_on))
        return compare(measure, target, figure)

    monkeypatch.setattr(case_answers, "run", remembered)
    monkeypatch.setattr(case_answers, "compare", compared)
    return made


@pytest.mark.parametrize("key", CASES)
def test_every_worked_case(key: str, judged: list[Judgement]) -> None:
    case = CASES[key]
    case_answers.ANSWERS[key](CASES[case["inputs"].get("same", key)]["inputs"] | case["inputs"])
    goals = [(one, judgement) for judgement in judged for one in judgement.goals]
    told = [check_working(one, judgement) for one, judgement in goals]
    assert any(one.lines for one in told) is (key not in WITHOUT_FIGURE)


FLAT = goal(61, 2030)
KINDS = {
    "lower": (obs(2023, 52), goal(40, comparator="le"), START, LOWER),
    "below, met early": (obs(2023, 30), goal(40, comparator="lt"), START, LOWER),
    "wrong way": (obs(2023, 70), goal(40, comparator="ge"), START, VALUE),
    "about, both": (obs(2023, 52), goal(40, comparator="approx"), START, NEITHER),
    "about, stated": (obs(2023, 41), goal(40, comparator="approx", tolerance=2), START, NEITHER),
    "band to stay in": (obs(2023, "6.5"), goal(**BAND), base(9), NEITHER),
    "band to stay in, inside": (obs(2023, "4.5"), goal(**BAND), base(9), NEITHER),
    "band to reach": (obs(2023, "3.2"), goal(**BAND), base(2), VALUE),
    "band to come down to": (obs(2023, "8"), goal(**BAND), base(9), LOWER),
    "band passed": (obs(2025, "5.5"), goal(**BAND), base(2), VALUE),
    "all": (obs(2025, counts=(99, 100)), goal(None, comparator="full"), None, PERCENT),
    "heads, strict": (obs(2025, counts=(40, 99)), goal(40, comparator="gt"), None, PERCENT),
    "far above": (obs(2025, counts=(50, 99)), goal(40, comparator="gt"), None, PERCENT),
    "too many heads": (
        obs(2025, counts=(40, 99)),
        goal(30, comparator="lt"),
        None,
        build.Measure(build.Kind.RATIO, build.Wanted.LOWER, factor=D(100)),
    ),
    "running total": (obs("2025-Q2", 480), goal(1000), None, FLOW),
    "flat and lost": (obs("2021-Q1", 59), FLAT, START, VALUE),
    "flat and held": (obs("2021-Q1", 60), FLAT, START, VALUE),
    "flat, lower": (obs("2021-Q1", 61), goal(59, 2030, "le"), START, LOWER),
    "lost": (obs(2024, 70), goal(80), base(81), VALUE),
    "lost, recovering": ([obs(2023, 70), obs(2024, 75)], goal(80), base(81), VALUE),
    "lost, lower": ([obs(2023, 90), obs(2024, 85)], goal(80, comparator="le"), base(79), LOWER),
    "running total, both": (obs("2025-Q2", 480), goal(1000, comparator="approx"), base(60), SPREAD),
    "band passed below": (obs(2025, "3.5"), goal(**BAND), base(9), LOWER),
    "partial": (obs(2023, 70, coverage=D("0.8996")), goal(80), START, VALUE),
    "more than all": (obs(2023, counts=(101, 100)), goal(80), START, PERCENT),
    "nothing to count": (obs(2023, counts=(0, 0)), goal(80), START, PERCENT),
    "other definition": (obs(2023, 70), goal(80), base(1, same_definition=False), VALUE),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_target(name: str) -> None:
    figure, target, start, measure = KINDS[name]
    judgement = run(figure, target, baseline=start, measure=measure)
    told = check_working(judgement.goals[0], judgement)
    assert told.lines or judgement.goals[0].gap is None


def only(name: str, *rules: Rule) -> list[Step | Check]:
    figure, target, start, measure = KINDS[name]
    judgement = run(figure, target, baseline=start, measure=measure)
    told = check_working(judgement.goals[0], judgement)
    return [line for line in told.lines if line.rule in rules]


def test_the_formulas_read_as_the_method_says() -> None:
    def formula(name: str, rule: Rule) -> str:
        (step,) = [one for one in only(name, rule) if isinstance(one, Step)]
        return f"{step.symbol} = {step.formula}"

    assert formula("lower", Rule.RATIO) == "R = (b − x) / (b − E)"
    assert formula("running total", Rule.EXPECTED) == "E = Y × s"
    assert formula("about, both", Rule.RATIO) == "R = (k0 − k) / (k0 − k1)"
    assert formula("band to stay in, inside", Rule.GAP) == "g = min(x − L; U − x)"
    assert formula("too many heads", Rule.SURPLUS) == "k = n − (⌈T × d / 100⌉ − 1)"
    assert formula("lower", Rule.EXPECTED) == "E = b + (T − b) × (t − t0) / (t1 − t0)"


@pytest.mark.parametrize(
    ("measure", "formula"),
    [(VALUE, "1 + (x − E) / |E − b|"), (LOWER, "1 + (E − x) / |E − b|")],
)
def test_where_the_line_leads_away_above_it_is_still_better(measure, formula) -> None:
    turn = -1 if measure is LOWER else 1
    name = "le" if measure is LOWER else "ge"
    goals = [goal(turn * 50, 2025, name), goal(turn * 80, 2030, name)]
    judgement = run(obs(2024, turn * 55), *goals, baseline=base(turn * 60), measure=measure)
    told = check_working(judgement.goals[1], judgement)
    (step,) = [line for line in told.lines if line.rule is Rule.RATIO]
    assert isinstance(step, Step)
    assert step.formula == formula


def test_the_line_of_a_later_target_names_the_earlier_one() -> None:
    judgement = run(obs("2027", 75), goal(70, 2025), goal(90, 2030), baseline=START)
    (step,) = [
        line
        for line in check_working(judgement.goals[1], judgement).lines
        if line.rule is Rule.EXPECTED and isinstance(line, Step)
    ]
    assert step.formula == "T0 + (T − T0) × (t − t0) / (t1 − t0)"
    assert step.numbers == {"T0": 70, "T": 90, "t": 2028, "t0": 2026, "t1": 2031}


def test_the_line_to_an_earlier_target_is_not_called_that_of_the_later_one() -> None:
    judgement = run(obs(2023, 65), goal(70, 2025), goal(90, 2030), baseline=START)
    (step,) = [
        line
        for line in check_working(judgement.goals[1], judgement).lines
        if line.rule is Rule.EXPECTED and isinstance(line, Step)
    ]
    assert step.formula == "b + (T1 − b) × (t − t0) / (t1 − t0)"


def test_coverage_stands_in_percent_on_both_sides() -> None:
    (check,) = [one for one in only("partial", Rule.COVERAGE) if isinstance(one, Check)]
    assert (check.left.value, check.right.value) == (D("89.96"), 90)


def test_classes_are_told_by_promotions() -> None:
    start = base(None, classes={"III": 1, "IV": 2, "V": 13})
    target = goal(comparator="classes", classes={"II": 2, "III": 1, "IV": 10, "V": 8})
    figure = obs("2023-Q2", classes={"II": 1, "III": 2, "IV": 4, "V": 9})
    judgement = run(figure, target, baseline=start, measure=CLASSES)
    told = check_working(judgement.goals[0], judgement)
    steps = {line.symbol: line for line in told.lines if isinstance(line, Step)}
    assert {"h", "h0", "h1", "R", "g"} <= steps.keys()
    assert worked_out(steps["h"]) == -judgement.goals[0].standing.progress.figure


@pytest.mark.parametrize(
    ("measure", "name", "values"),
    [(VALUE, "ge", (85, 81)), (NEITHER, "approx", (85, 81)), (LOWER, "le", (70, 75))],
)
def test_slipping_is_told_with_the_change_that_showed_it(measure, name, values) -> None:
    target = goal(80, comparator=name)
    figures = [obs(2023, values[0]), obs(2024, values[1])]
    judgement = run(figures, target, measure=measure)
    one = judgement.goals[0]
    assert one.slipping
    told = check_working(one, judgement)
    checks = [line for line in told.lines if line.rule is Rule.SLIPPING]
    assert [c.holds for c in checks if isinstance(c, Check)] in ([True], [False, True])


def test_exceeding_is_told_by_its_own_rule() -> None:
    for name in ("band passed", "band passed below", "far above"):
        assert only(name, Rule.EXCEEDED)
    plain = run(obs(2025, 85), goal(80), baseline=START)
    assert plain.goals[0].verdict is Verdict.EXCEEDED
    told = check_working(plain.goals[0], plain)
    assert [line.sign for line in told.lines if line.rule is Rule.EXCEEDED] == ["≥"]


def test_a_comparison_that_fails_is_written_as_it_is() -> None:
    (check,) = [one for one in only("lower", Rule.MET) if isinstance(one, Check)]
    assert (check.sign, check.true_sign, check.holds) == ("≤", ">", False)


def test_a_milestone_has_words_and_no_arithmetic() -> None:
    target = goal(comparator=Comparator.MILESTONE)
    judgement = run(obs("2025-Q2"), target, measure=build.MILESTONE)
    one: GoalJudgement = judgement.goals[0]
    assert one.status is Status.NOT_DUE
    assert check_working(one, judgement).lines == ()
