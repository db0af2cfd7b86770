"""Worked examples for the page on the method: named cases, judged anew whenever they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

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
from indicators.method.judgement import GoalJudgement, Judgement, Status, Verdict, judge
from indicators.method.thresholds import Thresholds
from reports.charts.bullet import Bullet, Scale, bullet
from reports.presenters.statuses import EXCEEDED, status_label
from reports.presenters.why import WhyView
from reports.sentences import status_sentence
from reports.sentences.account import Account
from reports.sentences.why import question, why
from tracker.common.labels import period_label
from tracker.common.numbers import format_number
from tracker.common.periods import Period


@dataclass(frozen=True)
class Example:
    """One case, made up for the purpose; the last goal is the one that is told."""

    key: str
    title: str
    wording: str
    measure: Measure
    goals: tuple[Goal, ...]
    observations: tuple[Observation, ...]
    baseline: Baseline | None = None
    unit: str = "%"
    as_of: date = field(default=date(2026, 11, 20))


def _seen(period: str, value: str | None = None, **more: object) -> Observation:
    number = None if value is None else Decimal(value)
    return Observation(
        Period.parse(period),
        value=number,
        nature=Nature.OFFICIAL,
        **more,  # type: ignore[arg-type]
    )


_UP, _DOWN = Measure(Kind.VALUE, Wanted.HIGHER), Measure(Kind.VALUE, Wanted.LOWER)
_STAY = Measure(Kind.VALUE, Wanted.NEITHER)
_TOWNS = Measure(Kind.COUNT, Wanted.HIGHER, decimals=0)
_FLOW = Measure(Kind.VALUE, Wanted.HIGHER, decimals=0, is_flow=True)
_CLASSES = Measure(
    Kind.CLASSES, Wanted.HIGHER, decimals=0, class_order=("I", "II", "III", "IV", "V")
)
_MILESTONE = Measure(Kind.MILESTONE, Wanted.HIGHER)
_RATIO = Measure(Kind.RATIO, Wanted.HIGHER, factor=Decimal(100))

EXAMPLES = (
    Example(
        "trajectory",
        gettext_noop("Above a number, on the way: behind the trajectory"),
        gettext_noop("above 45 %%"),
        _UP,
        (
            Goal(2025, Comparator.GT, value=Decimal(40)),
            Goal(2030, Comparator.GT, value=Decimal(45)),
        ),
        (_seen("2026-Q3", "39.6"),),
        Baseline(2020, Decimal(31)),
    ),
    Example(
        "heads",
        gettext_noop("A share by counts, due: how many are still needed"),
        gettext_noop("at least 90 %%"),
        _RATIO,
        (Goal(2025, Comparator.GE, value=Decimal(90)),),
        (
            Observation(
                Period(2025),
                value=Decimal(100) * 187 / 212,
                numerator=Decimal(187),
                denominator=Decimal(212),
            ),
        ),
        Baseline(2020, Decimal(71)),
    ),
    Example(
        "reach",
        gettext_noop("A range to reach: its lower end decides"),
        gettext_noop("5–7 m²"),
        _UP,
        (Goal(2030, Comparator.RANGE, low=Decimal(5), high=Decimal(7)),),
        (_seen("2025", "5.4"),),
        Baseline(2020, Decimal("3.8")),
        unit="m²",
    ),
    Example(
        "stay",
        gettext_noop("A range to stay in: both ends decide"),
        gettext_noop("4.7–5.1 %%"),
        _STAY,
        (Goal(2030, Comparator.RANGE, low=Decimal("4.7"), high=Decimal("5.1")),),
        (_seen("2025", "6.1"),),
        Baseline(2020, Decimal("6.9")),
    ),
    Example(
        "about",
        gettext_noop("About a number: within its tolerance"),
        gettext_noop("about 21 towns"),
        _TOWNS,
        (Goal(2025, Comparator.APPROX, value=Decimal(21)),),
        (_seen("2025", "20"),),
        Baseline(2020, Decimal(16)),
        unit="",
    ),
    Example(
        "flow",
        gettext_noop("A running total: in step with its year"),
        gettext_noop("at least 2 000 flats a year"),
        _FLOW,
        (Goal(2026, Comparator.GE, value=Decimal(2000)),),
        (_seen("2026-Q3", "1180"),),
        unit="",
    ),
    Example(
        "classes",
        gettext_noop("So many of each class: promotions still missing"),
        gettext_noop("2 of class II, 1 of class III, 10 of class IV"),
        _CLASSES,
        (Goal(2030, Comparator.CLASSES, classes={"II": 2, "III": 1, "IV": 10}),),
        (_seen("2025", None, classes={"II": 1, "III": 1, "IV": 4, "V": 10}),),
        Baseline(2020, classes={"III": 1, "IV": 2, "V": 13}),
        unit="",
    ),
    Example(
        "milestone",
        gettext_noop("Done or not done: by its day"),
        gettext_noop("done by 31/12/2025"),
        _MILESTONE,
        (Goal(2025, Comparator.MILESTONE, due=date(2025, 12, 31)),),
        (_seen("2026-Q1", None, done_on=date(2026, 2, 14)),),
        unit="",
    ),
)


@dataclass(frozen=True)
class ExampleView:
    """An example as the page shows it: title, wording, status, sentence, arithmetic, drawing."""

    key: str
    title: str
    wording: str
    sentence: str
    why: WhyView
    bullet: Bullet


def example_views(thresholds: Thresholds) -> tuple[ExampleView, ...]:
    """Every example, judged with these thresholds."""
    return tuple(_view(example, thresholds) for example in EXAMPLES)


def _view(example: Example, thresholds: Thresholds) -> ExampleView:
    judgement = judge(
        example.measure,
        example.baseline,
        example.observations,
        example.goals,
        example.as_of,
        thresholds,
    )
    judged, wording = judgement.goals[-1], _(example.wording) % {}
    account = Account(judged, judgement, example.unit, format_number, period_label)
    told, status = why(account), _status(judged)
    anchor = f"vi-du-{example.key}"
    sentence = status_sentence(judged, judgement, example.unit, format_number, period_label)
    return ExampleView(
        key=example.key,
        title=_(example.title),
        wording=wording,
        sentence=sentence,
        why=WhyView(
            anchor,
            question(status),
            status,
            status_label(status),
            parts=told.parts,
            is_rounded=told.is_rounded,
        ),
        bullet=_bullet(example, judged, judgement, sentence),
    )


def _status(judged: GoalJudgement) -> str:
    is_exceeded = judged.status is Status.MET and judged.verdict is Verdict.EXCEEDED
    return EXCEEDED if is_exceeded else str(judged.status.value)


def _bullet(example: Example, judged: GoalJudgement, judgement: Judgement, label: str) -> Bullet:
    goal = judged.goal
    if judgement.value is None or (goal.value is None and goal.low is None):
        return Bullet()
    start = example.baseline.value if example.baseline else None
    return bullet(
        judgement.value,
        Scale(baseline=start, target=goal.value, low=goal.low, high=goal.high),
        expected=judged.expected,
        label=label,
    )
