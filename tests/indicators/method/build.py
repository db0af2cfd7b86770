"""Short ways to write facts in the tests of the method."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.method.facts import (
    Baseline,
    Comparator,
    Goal,
    Kind,
    Measure,
    Nature,
    Observation,
    Wanted,
)
from indicators.method.judgement import GoalJudgement, Judgement, judge
from tracker.common.decimals import round_half_up
from tracker.common.periods import Period

D = Decimal
ORDER = ("I", "II", "III", "IV", "V")
VALUE = Measure(Kind.VALUE, Wanted.HIGHER)
LOWER = Measure(Kind.VALUE, Wanted.LOWER)
NEITHER = Measure(Kind.VALUE, Wanted.NEITHER)
PERCENT = Measure(Kind.RATIO, Wanted.HIGHER, factor=D(100))
FLOW = Measure(Kind.VALUE, Wanted.HIGHER, is_flow=True)
CLASSES = Measure(Kind.CLASSES, Wanted.HIGHER, decimals=0, class_order=ORDER)
MILESTONE = Measure(Kind.MILESTONE, Wanted.HIGHER)


def near(number: Decimal) -> Decimal:
    """At nine decimals, as the worked cases compare."""
    return round_half_up(number, 9)


def dec(number: Any) -> Decimal | None:
    return None if number is None else D(str(number))


def goal(value: Any = None, year: int = 2025, comparator: str = "ge", **options: Any) -> Goal:
    for name in ("low", "high", "tolerance"):
        if name in options:
            options[name] = dec(options[name])
    return Goal(year, Comparator(comparator), value=dec(value), **options)


def base(value: Any, year: int = 2020, **options: Any) -> Baseline:
    return Baseline(year, dec(value), **options)


def obs(period: Any, value: Any = None, **options: Any) -> Observation:
    counts = options.pop("counts", None)
    if counts:
        options |= {"numerator": dec(counts[0]), "denominator": dec(counts[1])}
    if "nature" in options:
        options["nature"] = Nature(options["nature"])
    return Observation(Period.parse(str(period)), value=dec(value), **options)


def series(values: Mapping[Any, Any]) -> list[Observation]:
    return [obs(period, value) for period, value in values.items()]


def run(
    observations: Any,
    *goals: Goal,
    baseline: Baseline | None = None,
    measure: Measure = VALUE,
    as_of: date | None = None,
) -> Judgement:
    """Judge on the last day of the last period, unless told otherwise."""
    figures = observations if isinstance(observations, list) else [observations]
    day = as_of or max((f.period.ends_on for f in figures), default=date(2024, 12, 31))
    return judge(measure, baseline, figures, goals, day)


def only(
    observations: Any,
    target: Goal,
    baseline: Baseline | None = None,
    measure: Measure = VALUE,
    as_of: date | None = None,
) -> GoalJudgement:
    return run(observations, target, baseline=baseline, measure=measure, as_of=as_of).goals[0]
