"""Which figures count: known by the day, official before estimate, one definition."""

from __future__ import annotations

from datetime import date

from indicators.method.facts import Frequency, Measure, Observation
from indicators.method.figures import visible
from indicators.method.outcome import Caution
from tests.indicators.method.build import CLASSES, MILESTONE, VALUE, D, base, goal, obs, run

DAY = date(2025, 12, 31)


def seen(*figures: Observation, as_of: date = DAY, measure: Measure = VALUE) -> list[Observation]:
    return list(visible(measure, figures, as_of))


def test_a_figure_counts_once_its_period_has_begun() -> None:
    third = obs("2025-Q3", 1)
    assert seen(third, as_of=date(2025, 6, 30)) == []
    assert seen(third, as_of=date(2025, 7, 1)) == [third]


def test_an_estimate_counts_once_its_period_has_begun() -> None:
    year = obs(2025, 1, nature="estimate")
    assert seen(year, as_of=date(2025, 1, 1)) == [year]
    assert seen(year, as_of=date(2024, 12, 31)) == []


def test_official_replaces_estimate_replaces_illustrative() -> None:
    official, estimate = obs(2025, 1), obs(2025, 2, nature="estimate")
    illustrative = obs(2025, 3, nature="illustrative")
    assert seen(illustrative, estimate, official) == [official]
    assert seen(illustrative, estimate) == [estimate]


def test_todays_definition_goes_before_official() -> None:
    ours = obs(2025, 1, nature="estimate")
    assert seen(obs(2025, 2, same_definition=False), ours) == [ours]


def test_a_year_and_its_fourth_quarter_are_one_moment() -> None:
    year, quarter = obs(2024, 1), obs("2024-Q4", 2)
    assert seen(quarter, year) == [year]
    assert seen(obs(2024, 1, nature="estimate"), quarter) == [quarter]


def test_empty_observations_are_gaps_and_zero_is_a_value() -> None:
    assert seen(obs(2024)) == []
    assert seen(obs(2024, 0)) == [obs(2024, 0)]
    assert seen(obs(2024, counts=(0, 0))) == [obs(2024, counts=(0, 0))]
    assert seen(obs(2024), measure=MILESTONE) == [obs(2024)]


def test_latest_and_previous() -> None:
    figures = [obs("2025-Q2", 3), obs("2024-Q4", 1), obs("2025-Q1", 2)]
    judgement = run(figures, as_of=DAY)
    assert (judgement.value, judgement.previous_value) == (3, 2)
    assert judgement.previous == obs("2025-Q1", 2)


def test_previous_skips_what_cannot_be_compared() -> None:
    partial = obs("2025-Q1", 2, coverage=D("0.5"))
    other = obs("2024-Q4", 9, same_definition=False)
    judgement = run([obs("2025-Q2", 3), partial, other, obs("2024-Q3", 1)], as_of=DAY)
    assert judgement.previous_value == 1
    assert run([obs("2025-Q2", 3, same_definition=False), partial], as_of=DAY).previous is None


def test_nothing_is_known_of_an_indicator_without_figures() -> None:
    judgement = run([], goal(5), baseline=base(1))
    assert judgement.observation is None
    assert (judgement.age_months, judgement.freshness, judgement.value) == (None, None, None)
    assert judgement.pace_reason == "no_figure"


def test_age_and_freshness_of_the_latest() -> None:
    quarterly = Measure(VALUE.kind, VALUE.wanted, frequency=Frequency.QUARTERLY)
    judgement = run(obs("2025-Q1", 3), measure=quarterly, as_of=date(2025, 9, 30))
    assert (judgement.age_months, judgement.freshness) == (6, "late")


def test_cautions_of_the_latest_figure() -> None:
    odd = obs(2024, 3, nature="estimate", coverage=D("0.5"), same_definition=False)
    assert run(odd).warnings == (Caution.PARTIAL, Caution.ESTIMATE, Caution.DEFINITION_BREAK)
    assert run(obs(2024, 3, nature="illustrative")).warnings == (Caution.ILLUSTRATIVE,)
    unknown = obs(2024, classes={"VI": 1})
    assert run(unknown, measure=CLASSES).warnings == (Caution.DATA_ERROR,)


def test_flat_and_unstable_series_are_marked() -> None:
    flat = [obs(year, 5) for year in range(2020, 2025)]
    assert run(flat).warnings == (Caution.UNCHANGED,)
    jumpy = [obs(2020 + i, x) for i, x in enumerate((50, 51, 52, 53, 75))]
    assert run(jumpy).warnings == (Caution.UNSTABLE_TREND,)
