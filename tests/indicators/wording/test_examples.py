"""Examples on both sides of every edge, judged by the method itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.method.facts import Kind, Measure, Wanted
from indicators.wording import examples, read_wording


def said(words, wanted=Wanted.HIGHER, decimals=1):
    measure = Measure(Kind.RATIO, wanted, decimals, factor=Decimal(100))
    goal = read_wording(words, wanted=wanted).goal(2025)
    found = examples(measure, goal, highest=Decimal(100))
    return [(one.figure, one.verdict.value) for one in found]


@pytest.mark.parametrize(
    ("words", "wanted", "expected"),
    [
        ("khoảng 4,7–5,1 %", Wanted.HIGHER, "4.6 not_met, 4.7 met, 5.1 met, 5.2 exceeded"),
        ("khoảng 4,7–5,1 %", Wanted.NEITHER, "4.6 not_met, 4.7 met, 5.1 met, 5.2 not_met"),
        ("trên 40%", Wanted.HIGHER, "40 not_met, 40.1 met, 42 met, 42.1 exceeded"),
        ("không quá 5%", Wanted.LOWER, "4.9 exceeded, 5 met, 5.1 not_met"),
        ("khoảng 28 %", Wanted.HIGHER, "27.4 not_met, 27.5 met, 29.4 met, 29.5 exceeded"),
        ("trên 99%", Wanted.HIGHER, "99 not_met, 99.1 met"),
        ("đạt 100%", Wanted.HIGHER, "99.9 not_met, 100 met"),
        ("tối thiểu 0 %", Wanted.HIGHER, "0 met, 0.1 exceeded"),
        ("hoàn thành trong năm 2025", Wanted.HIGHER, ""),
    ],
)
def test_the_verdict_changes_between_neighbours(words, wanted, expected):
    pairs = [one.split() for one in expected.split(", ") if one]
    assert said(words, wanted) == [(Decimal(figure), verdict) for figure, verdict in pairs]


def test_steps_are_display_units():
    assert said("trên 21 %", decimals=0) == [
        *[(Decimal(21), "not_met"), (Decimal(22), "met")],
        (Decimal(23), "exceeded"),
    ]
