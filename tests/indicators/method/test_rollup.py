"""Roll-up, coverage, periods, mergers, contributions, decomposition."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.method.contributions import contributions, decompose
from indicators.method.rollup import (
    Accumulation,
    RollUp,
    UnitFigure,
    back_series,
    over_period,
    roll_up,
)
from tests.indicators.method.build import D, dec, near

HUNDRED = D(100)


def unit(name: str, n: Any = None, d: Any = None, **options: Any) -> UnitFigure:
    numbers = {key: dec(value) for key, value in options.items()}
    return UnitFigure(name, dec(n), dec(d), **numbers)


def percent(*figures: UnitFigure) -> RollUp:
    return roll_up(figures, factor=HUNDRED)


def test_only_units_with_both_counts_enter() -> None:
    whole = percent(unit("A", 90, 100), unit("B", 10), unit("C", None, 50))
    assert (whole.value, whole.numerator, whole.denominator) == (90, 90, 100)
    assert whole.silent == ("B", "C")


@pytest.mark.parametrize(
    ("figures", "coverage", "is_partial"),
    [
        ((unit("A", 1, 90), unit("B", known_denominator=10)), "0.9", False),
        ((unit("A", 1, 89), unit("B", known_denominator=11)), "0.89", True),
        ((unit("A", 1, 99), unit("B")), "0.5", True),
        ((unit("A", 1, 99), unit("B"), unit("C", known_denominator=1)), "0.3333", True),
        ((unit("A", 0, 0), unit("B", 0, 0)), "1", False),
        ((unit("A", 0, 0), unit("B", known_denominator=10), unit("C", 5, 90)), "0.9", False),
    ],
)
def test_coverage_by_denominator_else_by_number(
    figures: Any, coverage: str, is_partial: bool
) -> None:
    whole = percent(*figures)
    assert whole.coverage.quantize(D("0.0001")) == D(coverage)
    assert whole.is_partial is is_partial


def test_nothing_to_count_anywhere() -> None:
    whole = percent(unit("A", 0, 0))
    assert (whole.value, whole.numerator, whole.denominator, whole.idle) == (None, 0, 0, ("A",))


def test_one_unit_with_more_than_all_voids_a_percentage() -> None:
    whole = percent(unit("A", 101, 100), unit("B", 1, 100))
    assert (whole.value, whole.numerator, whole.denominator) == (None, None, None)
    assert (whole.error, whole.faulty) == ("n_gt_d", ("A",))
    area_per_head = roll_up([unit("A", 700, 100), unit("B", 300, 100)])
    assert (area_per_head.value, area_per_head.error) == (5, None)


def test_stocks_and_flows_add_up_over_units() -> None:
    whole = roll_up([unit("A", value=3), unit("B", value=0), unit("C")])
    assert (whole.value, whole.silent) == (3, ("C",))
    assert near(whole.coverage) == near(D(2) / 3)
    silent = roll_up([unit("A")])
    assert (silent.value, silent.coverage) == (None, 0)
    assert roll_up([]) == RollUp(None)


def test_over_a_period_stocks_take_the_last_flows_and_ratios_add() -> None:
    parts = [unit("A", 1, 10, value=4), unit("A", 2, 30, value=5)]
    assert over_period(Accumulation.STOCK, parts) == parts[1]
    assert over_period(Accumulation.FLOW, parts).value == 9
    assert over_period(Accumulation.RATIO, parts) == unit("A", 3, 40)
    assert [over_period(kind, []) for kind in Accumulation] == [None, None, None]


def test_a_gap_in_the_period_leaves_no_total() -> None:
    parts = [unit("A", 1, 10, value=4), unit("A")]
    assert over_period(Accumulation.FLOW, parts) is None
    assert over_period(Accumulation.RATIO, parts) is None


def test_predecessors_are_merged_by_counts() -> None:
    merged, without = back_series(
        [unit("old 1", 1, 10), unit("old 2", 5, 20), unit("stayed", 1, 2)],
        {"old 1": ["new"], "old 2": ["new"]},
    )
    assert merged == (unit("new", 6, 30), unit("stayed", 1, 2))
    assert without == frozenset()


def test_heirs_of_a_split_unit_have_no_back_series() -> None:
    merged, without = back_series(
        [unit("split", 1, 10), unit("old", 5, 20), unit("stayed", value=3)],
        {"split": ["north", "south"], "old": ["north"]},
    )
    assert (merged, without) == ((unit("stayed", value=3),), {"north", "south"})


def test_a_silent_predecessor_leaves_no_back_series() -> None:
    merged, without = back_series([unit("a", 1, 2), unit("b")], {"a": ["ab"], "b": ["ab"]})
    assert (merged, without) == ((), {"ab"})


def test_contributions_name_figure_and_weight() -> None:
    first, second = contributions([unit("A", 45, 50), unit("B", 75, 150)], D(80), HUNDRED)
    assert (first.value, first.weight, first.contribution) == (90, D("0.25"), D("2.5"))
    assert (second.value, second.weight, second.contribution) == (50, D("0.75"), D("-22.5"))


def test_contributions_leave_out_what_was_not_counted() -> None:
    figures = [unit("A", 0, 0), unit("B"), unit("C", 1, 4), unit("C", 1, 4)]
    assert [(p.unit, p.weight) for p in contributions(figures, D(0), HUNDRED)] == [("C", 1)]
    assert contributions([unit("A", 0, 0)], D(0)) == ()


def test_change_by_performance_and_by_composition() -> None:
    """By hand: A 80 to 90 %, B stays 40 %; weights 0.5/0.5 to 0.75/0.25; the whole 60 to 77.5."""
    before = [unit("A", 40, 50), unit("B", 20, 50)]
    after = [unit("A", "67.5", 75), unit("B", 10, 25)]
    first, second = decompose(before, after, HUNDRED)
    assert (first.performance, first.composition) == (D("6.25"), D("4.0625"))
    assert (second.performance, second.composition) == (0, D("7.1875"))
    assert first.total + second.total == D("17.5")


def test_a_unit_of_one_date_only_changes_the_composition() -> None:
    parts = decompose([unit("A", 40, 50)], [unit("A", 40, 50), unit("B", 10, 50)], HUNDRED)
    assert [part.performance for part in parts] == [0, 0]
    assert sum(part.composition for part in parts) == -30
    assert decompose([], [unit("A", 1, 2)]) == ()
