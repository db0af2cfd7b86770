"""Works a told formula out again from its own numbers, apart from the method."""

from __future__ import annotations

import math
import re
from decimal import Decimal, localcontext
from typing import Any

from indicators.method.judgement import GoalJudgement, Judgement
from indicators.method.status import Reason, Status
from indicators.method.working import Check, Rule, Step, Working, working
from tests.indicators.method.build import near

READ = [
    (re.compile(r"⌈(.*?)⌉"), r"ceil(\1)"),
    (re.compile(r"⌊(.*?)⌋"), r"floor(\1)"),
    (re.compile(r"\|(.*?)\|"), r"abs(\1)"),
    (re.compile("−"), "-"),
    (re.compile("×"), "*"),
    (re.compile(";"), ","),
    (re.compile(r"\b(\d+)\b"), r"Decimal(\1)"),
]
BY_HAND: dict[str, Any] = {
    "Decimal": Decimal,
    "abs": abs,
    "min": min,
    "ceil": lambda number: Decimal(math.ceil(number)),
    "floor": lambda number: Decimal(math.floor(number)),
    "__builtins__": {},
}


def worked_out(step: Step) -> Decimal:
    """What the formula of a line gives, with fifty digits."""
    text = step.formula
    for pattern, python in READ:
        text = pattern.sub(python, text)
    with localcontext(prec=50):
        return Decimal(eval(text, BY_HAND, dict(step.numbers)))  # noqa: S307


def check_working(judged: GoalJudgement, judgement: Judgement) -> Working:
    """Every line is right in itself, and all of them are those of the judgement."""
    told = working(judged, judgement)
    steps = [line for line in told.lines if isinstance(line, Step)]
    for step in steps:
        assert near(worked_out(step)) == near(step.result), (judged.reason, step)
        assert set(re.findall(r"[A-Za-z]\w*", step.formula)) - {"min"} == set(step.numbers), step
    results = {step.symbol: step.result for step in steps if step.rule is not Rule.CLASS}
    for step in steps:  # a sign means the same number in every line
        for sign in step.numbers.keys() & results.keys():
            assert near(step.numbers[sign]) == near(results[sign]), (judged.reason, step)
    if judged.gap is not None and judged.standing is not None:
        assert results["g"] == judged.gap
    check_line(judged, results)
    check_decision(judged, [line for line in told.lines if isinstance(line, Check)])
    return told


def check_line(judged: GoalJudgement, results: dict[str, Decimal]) -> None:
    """E and R are told where they decided, and nowhere else."""
    is_by_ratio = judged.reason.value.startswith("ratio_")
    assert ("R" in results) is is_by_ratio
    if not (is_by_ratio or judged.reason.value.startswith("level_")):
        assert not {"E", "Y", "h1", "k0"} & results.keys()
    if is_by_ratio:
        assert results["R"] == judged.ratio
        assert judged.expected is None or results["E"] == judged.expected


RATIO = {Status.ON_TRACK: [True], Status.BEHIND: [False, True], Status.AT_RISK: [False, False]}


def check_decision(judged: GoalJudgement, checks: list[Check]) -> None:
    """The comparisons told lead to the status given."""
    by_rule: dict[Rule, list[bool]] = {}
    for check in checks:
        by_rule.setdefault(check.rule, []).append(check.holds)
    if judged.comparison.met is not None:
        assert all(by_rule.get(Rule.CLASS) or by_rule[Rule.MET]) is judged.comparison.met
    if Rule.THRESHOLD in by_rule:
        assert by_rule[Rule.THRESHOLD] == RATIO[judged.status]
    if Rule.HELD in by_rule:
        assert by_rule[Rule.LEVEL] == [True]
        assert by_rule[Rule.HELD] == [judged.reason is Reason.LEVEL_LINE_HELD]
    if Rule.PREVIOUS in by_rule:
        assert by_rule[Rule.PREVIOUS] == [judged.reason is Reason.BASELINE_LOST_RECOVERING]
    assert all(by_rule.get(Rule.EXCEEDED, [True]))
    for rule in (Rule.COVERAGE, Rule.AGE, Rule.COUNTS):
        assert not any(by_rule.get(rule, []))
