"""The labelled numbers behind a status."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from indicators.method.facts import Kind, Measure, Wanted
from indicators.method.judgement import judge
from indicators.method.thresholds import Thresholds
from reports.presenters.target_facts import target_facts
from tests.indicators.method.build import PERCENT, VALUE, D, base, goal, obs, run

FEWER = Measure(Kind.RATIO, Wanted.LOWER, factor=D(100))
WITHIN = Measure(Kind.RATIO, Wanted.NEITHER, factor=D(100))


@pytest.mark.parametrize(
    ("measure", "target", "n", "fact"),
    [
        (PERCENT, {"value": 30, "comparator": "ge"}, 20, ("Still needed", "10 hộ")),
        (FEWER, {"value": 30, "comparator": "le"}, 40, ("Too many by", "10 hộ")),
        (WITHIN, {"comparator": "range", "low": 30, "high": 35}, 40, ("Too many by", "5 hộ")),
        (WITHIN, {"comparator": "range", "low": 30, "high": 35}, 20, ("Still needed", "10 hộ")),
    ],
)
def test_heads_are_needed_or_too_many(measure, target, n, fact):
    judgement = run(obs(2025, counts=(n, 100)), goal(**target), measure=measure)
    indicator = SimpleNamespace(display_counted="hộ", display_unit="%", decimals=1)
    assessment = SimpleNamespace(judgement=judgement, indicator=indicator)
    with override("en"):
        facts = target_facts(assessment, SimpleNamespace(judgement=judgement.goals[0]))
    assert fact in [(one.label, one.value) for one in facts]


def test_the_share_of_the_way_keeps_to_the_cut_points_in_force():
    """0.8996 is behind where 0.90 is asked, and must not read as 90 %."""
    cuts = Thresholds(on_track=D("0.90"), behind=D("0.60"))
    figure = obs(2023, "73.494")
    judgement = judge(VALUE, base(60), [figure], [goal(85)], figure.period.ends_on, cuts)
    assert judgement.goals[0].ratio == D("0.8996")
    assert dict(_notes(judgement))["Expected at the figure's date"].startswith("89.96 %")


def _notes(judgement):
    indicator = SimpleNamespace(display_counted="", display_unit="%", decimals=1)
    assessment = SimpleNamespace(judgement=judgement, indicator=indicator)
    with override("en"):
        facts = target_facts(assessment, SimpleNamespace(judgement=judgement.goals[0]))
    return [(one.label, one.note) for one in facts]
