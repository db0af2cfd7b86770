"""“Why?” tells every reason with the numbers of its own judgement, in both languages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils.translation import override

from indicators.method.judgement import GoalJudgement, Judgement, Reason, Status
from indicators.method.working import Step, working
from reports.presenters.statuses import status_label
from reports.sentences.account import Account
from reports.sentences.why import Why, question, why
from reports.sentences.why.decisions import _DECISIONS
from reports.sentences.why.sums import bare, in_signs, printed, printed_pair, step_text
from tests.indicators.method.build import (
    CLASSES,
    FLOW,
    NEITHER,
    PERCENT,
    D,
    Kind,
    Measure,
    Wanted,
    base,
    goal,
    obs,
    run,
)
from tests.indicators.method.recomputing import check_working
from tests.reports.test_sentences import JUDGEMENTS
from tracker.common.decimals import decimal_places, round_half_up
from tracker.common.labels import period_label
from tracker.common.numbers import format_number

FEWER = Measure(Kind.RATIO, Wanted.LOWER, factor=D(100))


def account(judgement: Judgement, judged: GoalJudgement | None = None, unit: str = "%") -> Account:
    return Account(judged or judgement.goals[-1], judgement, unit, format_number, period_label)


def text(told: Why) -> str:
    return "\n".join("\n".join((part.title, *part.words, *part.sums)) for part in told.parts)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_told_with_true_arithmetic(reason: Reason, language: str) -> None:
    judgement = JUDGEMENTS[reason]
    with override(language):
        told = why(account(judgement, judgement.headline))
    assert judgement.headline is not None
    check_working(judgement.headline, judgement)
    assert told.parts[-1].words
    assert not re.search(r"%\(|None|Decimal|E[+-]\d", text(told))


def test_no_reason_is_forgotten() -> None:
    assert set(_DECISIONS) == set(Reason)


def test_behind_is_told_step_by_step() -> None:
    judgement = run(obs("2026-Q3", "37.28"), goal(40), goal(45, 2030, "gt"), baseline=base(20))
    with override("en"):
        told = why(account(judgement), wording="trên 45 %", source="Sở Xây dựng")
    assert [part.title for part in told.parts] == [
        *("The figure", "The target", "Figure beside target", "Baseline"),
        *("Expected by the trajectory", "Share of the expected way", "Decision"),
    ]
    assert (told.parts[0].quoted, told.parts[1].quoted) == ("Sở Xây dựng", "trên 45 %")
    sums = [line for part in told.parts for line in part.sums]
    assert sums == [
        "g = x − T = 37.28 − 45 = −7.72\u00a0percentage points",
        "x > T? 37.28 < 45: no",
        "E = T₀ + (T − T₀) × (t − t₀) / (t₁ − t₀) = 40 + (45 − 40) × (2026.75 − 2026) / "
        "(2031 − 2026) = 40.75\u00a0%",
        "R = (x − b) / (E − b) = (37.28 − 20) / (40.75 − 20) ≈ 0.8328",
        "R ≥ 0.95? 0.8328 < 0.95: no",
        "R ≥ 0.6? 0.8328 ≥ 0.6: yes",
    ]
    assert told.is_rounded


def test_vietnamese_numbers_and_a_negative_one_put_in() -> None:
    judgement = run(obs(2023, "-2.5"), goal("-0.5"), baseline=base("-4"))
    with override("vi"):
        told = text(why(account(judgement, unit="")))
    assert "g = x − T = (−2,5) − (−0,5) = −2" in told
    assert "(2024 − 2021) / (2026 − 2021)" in told


def test_exceeding_slipping_and_estimates_are_told() -> None:
    figures = [obs(2023, 85), obs(2024, 83, nature="estimate")]
    judgement = run(figures, goal(80))
    with override("en"):
        told = text(why(account(judgement)))
    for words in ("It is exceeded", "points the wrong way", "estimate: the official figure"):
        assert words in told
    assert "m = (y₁ − y₀) / (t₁ − t₀) = (83 − 85) / (2025 − 2024) = −2\u00a0% a year" in told


def test_running_totals_bands_and_classes_have_their_own_words() -> None:
    flow = run(obs("2025-Q2", 480), goal(1000), measure=FLOW)
    band = run(
        obs(2023, "6.5"), goal(comparator="range", low=4, high=5), baseline=base(9), measure=NEITHER
    )
    start = base(None, classes={"III": 1, "V": 13})
    wanted = goal(comparator="classes", classes={"II": 1, "III": 2})
    classes = run(obs(2023, classes={"III": 2}), wanted, baseline=start, measure=CLASSES)
    with override("en"):
        assert "b = 0" in text(why(account(flow)))
        assert "E = Y × s = 1,000 × 0.5 = 500" in text(why(account(flow)))
        assert "k = |x − N| = |6.5 − 5| = 1.5" in text(why(account(band)))
        assert "class II or better: 0 < 1" in text(why(account(classes)))
        assert "h₁ = h₀ + (H₁ − h₀)" in text(why(account(classes)))


def test_a_ceiling_is_open_until_its_year_is_over() -> None:
    judgement = run(obs("2025-Q2", 40), goal(100, comparator="le"), measure=FLOW)
    assert judgement.goals[0].status is not Status.MET
    with override("en"):
        assert "a ceiling can be kept to" in text(why(account(judgement)))


@pytest.mark.parametrize(
    ("measure", "comparator", "n", "words"),
    [
        (PERCENT, "ge", 20, "k is how many are still needed"),
        (FEWER, "le", 40, "k is how many there are too many"),
        (FEWER, "lt", 30, "k is how many there are too many"),
    ],
)
def test_heads_are_too_few_or_too_many(measure, comparator, n, words) -> None:
    target = goal(30, comparator=comparator)
    judgement = run(obs(2025, counts=(n, 100)), target, measure=measure)
    assert judgement.goals[0].missing
    with override("en"):
        assert words in text(why(account(judgement)))


@pytest.mark.parametrize("value", ["0.123456", "2.99999", "0.00001234", "-35.33333333", "40.5"])
def test_a_printed_number_is_the_number_rounded(value: str) -> None:
    number = D(value)
    shown = printed(number)
    assert round_half_up(number, decimal_places(shown)) == shown
    assert abs(shown - number) <= abs(number) / 1000


def test_a_comparison_never_prints_what_is_not_true() -> None:
    assert printed_pair(D("0.9499999"), D("0.95")) == (D("0.9499999"), D("0.95"))
    assert printed_pair(D("0.7714285"), D("0.95")) == (D("0.7714"), D("0.95"))


def test_what_is_written_is_what_was_computed() -> None:
    judgement = run(obs("2026-Q1", "36.123456"), goal(40), goal(45, 2030), baseline=base("21.52"))
    printing = account(judgement)
    with override("en"):
        for line in working(printing.goal, judgement).lines:
            if isinstance(line, Step):
                told = step_text(line, printing)
                assert bare(printed(line.result), printing) in told
                assert in_signs(line.formula) in told
                for number in line.numbers.values():
                    assert re.sub(r"\D", "", bare(printed(number), printing)) in re.sub(
                        r"[^\d]", "", told
                    )


def test_the_question_asks_after_the_status() -> None:
    with override("en"):
        for status in (*Status, "exceeded", "vision", "superseded"):
            assert question(str(status)).startswith("Why")
            assert status_label(str(status))


def test_what_is_not_expected_yet_names_the_day() -> None:
    judgement = run([], goal(80), baseline=base(60), as_of=date(2021, 1, 1))
    with override("en"):
        assert "close on 14/12/2021" in text(why(account(judgement)))
