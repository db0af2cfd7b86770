"""When a target is met, said in words that the method's own criterion bears out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from indicators.method.facts import Kind, Measure, Wanted
from indicators.wording import read_wording
from reports.presenters.setup.wording import understood


def said(words, wanted=Wanted.HIGHER, kind=Kind.RATIO, unit="%"):
    decimals = 0 if kind is Kind.COUNT else 1
    classes = ("I", "II", "III")
    measure = Measure(kind, wanted, decimals, factor=Decimal(100), class_order=classes)
    reading = read_wording(words, unit=unit, wanted=wanted)
    with translation.override("en"):
        return understood(words, reading, measure, unit, 2025)


@pytest.mark.parametrize(
    ("words", "more", "sentence"),
    [
        ("khoảng 4,7–5,1 %", {}, "Met from 4.7\u00a0% up."),
        ("khoảng 4,7–5,1 %", {"wanted": Wanted.NEITHER}, "Met from 4.7\u00a0% to 5.1\u00a0%."),
        ("khoảng 4,7–5,1 %", {"wanted": Wanted.LOWER}, "Met up to 5.1\u00a0%."),
        ("trên 40%", {}, "Met above 40\u00a0%."),
        ("dưới 1,5 %", {"wanted": Wanted.LOWER}, "Met below 1.5\u00a0%."),
        (
            "khoảng 21 đô thị",
            {"kind": Kind.COUNT, "unit": "đô thị"},
            "Met from 21\u00a0đô thị up. “About” allows 2 % of the number.",
        ),
        ("phổ cập", {}, "Met when all of them have it: 100 %, none left out."),
        (
            "hoàn thành trong năm 2025",
            {"kind": Kind.MILESTONE, "unit": ""},
            "Met when it is done on 31/12/2025 at the latest.",
        ),
        (
            "2 đô thị loại II, 1 đô thị loại III",
            {"kind": Kind.CLASSES, "unit": "đô thị"},
            "Met with 2\u00a0class\u00a0II · 1\u00a0class\u00a0III, or better ones instead.",
        ),
    ],
)
def test_the_sentence_says_what_the_method_accepts(words, more, sentence):
    assert said(words, **more).sentence == sentence


def test_examples_and_remarks_come_with_it():
    found = said("đạt 3%", wanted=Wanted.LOWER)
    assert [(one.figure, one.look) for one in found.examples] == [
        ("2.9\u00a0%", "exceeded"),
        ("3.0\u00a0%", "met"),
        ("3.1\u00a0%", "missed"),
    ]
    assert "“at most”" in found.remarks[0]


def test_what_does_not_suit_the_row_is_refused():
    assert said("2 đô thị loại V", kind=Kind.CLASSES, unit="đô thị").is_refused
