"""Local targets beside the provincial one: the whole, its coverage, and where the gap lies."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.method.cascade import Cascade, LocalGoal, cascade
from indicators.method.comparison import gap
from indicators.method.contributions import GRAIN
from indicators.method.criterion import criterion
from indicators.method.facts import Kind, Measure, Wanted
from tests.indicators.method.build import CLASSES, PERCENT, VALUE, D, dec, goal
from tests.indicators.method.test_properties import GOALS, decimals

COUNT = Measure(Kind.COUNT, Wanted.HIGHER, decimals=0)
PER_HEAD = Measure(Kind.RATIO, Wanted.HIGHER)
FEWER = Measure(Kind.RATIO, Wanted.LOWER, factor=D(100))
BAND = Measure(Kind.RATIO, Wanted.NEITHER, factor=D(100))


def local(unit: str, value: Any = None, d: Any = None, known: Any = None) -> LocalGoal:
    return LocalGoal(unit, dec(value), dec(d), dec(known))


def parts(found: Cascade) -> dict[str, Decimal | None]:
    return {share.unit: share.contribution for share in found.shares}


def test_a_ratio_is_weighted_by_its_denominators():
    """By hand: (90*100 + 60*300)/400 = 67.5, not the mean 75; the goal of 80 is 12.5 away."""
    found = cascade(PERCENT, goal(80), [local("A", 90, 100), local("B", 60, 300)])
    assert (found.whole, found.denominator, found.met, found.gap) == (
        D("67.5"),
        400,
        False,
        -D("12.5"),
    )
    assert parts(found) == {"B": -15, "A": D("2.5")}
    assert [share.weight for share in found.shares] == [D("0.75"), D("0.25")]


def test_a_measure_per_head_is_weighted_alike():
    found = cascade(PER_HEAD, goal(34), [local("A", 30, 10), local("B", 36, 30)])
    assert (found.whole, found.met, found.gap) == (D("34.5"), True, D("0.5"))


def test_counts_add_up_and_are_apportioned_by_size_where_it_is_known():
    units = [local("A", 4, 100), local("B", 5, 300)]
    found = cascade(COUNT, goal(12), units)
    assert (found.whole, found.met, found.gap) == (9, False, -3)
    assert parts(found) == {"B": -4, "A": 1}


def test_counts_without_sizes_have_a_whole_and_no_parts():
    found = cascade(COUNT, goal(12), [local("B", 5), local("A", 4, 100)])
    assert (found.whole, found.gap, found.denominator) == (9, -3, None)
    assert list(parts(found).items()) == [("A", None), ("B", None)]


def test_a_last_reported_denominator_stands_in():
    found = cascade(PERCENT, goal(80), [local("A", 90, 100, 900), local("B", 60, known=300)])
    assert (found.whole, found.by_fallback) == (D("67.5"), ("B",))


def test_a_ratio_without_any_denominator_is_not_weighted():
    found = cascade(PERCENT, goal(80), [local("A", 90, 100), local("B", 60)])
    assert (found.whole, found.unweighted, found.counted, found.owing) == (90, ("B",), 1, 2)
    assert (found.by_units, found.by_denominator, found.met) == (D("0.5"), None, None)


def test_who_has_nothing_to_count_owes_nothing():
    found = cascade(PERCENT, goal(80), [local("A", 90, 100), local("B", known=0), local("C", 5, 0)])
    assert (found.idle, found.owing, found.coverage, found.met) == (("B", "C"), 1, 1, True)


@pytest.mark.parametrize(
    ("silent", "coverage", "met"), [("11", "0.9", True), ("12", "0.8919", None)]
)
def test_below_ninety_per_cent_there_is_no_verdict(silent, coverage, met):
    found = cascade(PERCENT, goal(80), [local("A", 90, 99), local("B", known=silent)])
    assert (found.coverage.quantize(D("0.0001")), found.met) == (D(coverage), met)
    assert (found.gap, found.silent, found.is_partial) == (10, ("B",), met is None)


def test_coverage_is_by_number_where_a_silent_unit_is_unknown():
    found = cascade(PERCENT, goal(80), [local("A", 90, 999), local("B")])
    assert (found.coverage, found.by_denominator) == (D("0.5"), None)


@pytest.mark.parametrize("units", [[], [local("A"), local("B", known=5)], [local("A", known=0)]])
def test_nothing_set_is_no_whole(units):
    found = cascade(PERCENT, goal(80), units)
    assert (found.whole, found.gap, found.met, found.shares) == (None, None, None, ())
    assert found.coverage == 0


def test_only_unweighted_targets_are_no_whole_either():
    found = cascade(PERCENT, goal(80), [local("A", 90)])
    assert (found.whole, found.unweighted, found.silent) == (None, ("A",), ())


@pytest.mark.parametrize(
    ("measure", "target", "met", "short", "worst"),
    [
        (PERCENT, goal(70, comparator="gt"), False, 0, "A"),
        (PERCENT, goal(70, comparator="ge"), True, 0, "A"),
        (FEWER, goal(60, comparator="le"), False, -10, "B"),
        (PERCENT, goal(comparator="full"), False, -30, "A"),
        (PERCENT, goal(71, comparator="approx"), True, -1, "A"),
        (PERCENT, goal(comparator="range", low=75, high=90), False, -5, "A"),
        (FEWER, goal(comparator="range", low=20, high=50), False, -20, "B"),
        (BAND, goal(comparator="range", low=75, high=90), False, -5, "A"),
        (BAND, goal(comparator="range", low=20, high=65), False, -5, "B"),
        (BAND, goal(comparator="range", low=60, high=90), True, 10, "A"),
        (BAND, goal(50, comparator="approx", tolerance=5), False, -15, "B"),
    ],
)
def test_each_comparator_has_its_edge(measure, target, met, short, worst):
    found = cascade(measure, target, [local("A", 60, 50), local("B", 80, 50)])
    assert (found.whole, found.met, found.gap) == (70, met, short)
    assert found.shares[0].unit == worst
    assert sum(parts(found).values()) == short


@pytest.mark.parametrize(
    ("measure", "target"),
    [
        (PERCENT, None),
        (PERCENT, goal()),
        (CLASSES, goal(comparator="classes", classes={"II": 1})),
        (VALUE, goal(comparator="milestone")),
    ],
)
def test_without_a_number_to_reach_there_is_a_whole_only(measure, target):
    found = cascade(measure, target, [local("A", 90, 100)])
    assert (found.whole, found.met, found.gap) == (90, None, None)
    assert [share.contribution for share in found.shares] == [None]


def test_units_of_a_total_may_have_no_size_at_all():
    found = cascade(VALUE, goal(10), [local("A", 3, 0), local("B", 4, 0)])
    assert (found.whole, found.gap, set(parts(found).values())) == (7, -3, {None})


SIZES = st.none() | st.integers(0, 500).map(D)
LOCALS = st.lists(
    st.tuples(st.none() | decimals(0, 100, 2), SIZES, SIZES), min_size=1, max_size=8
).map(lambda rows: [LocalGoal(f"u{i}", *row) for i, row in enumerate(rows)])
MEASURES = st.sampled_from([Kind.RATIO, Kind.VALUE])


def of_kind(pair: Any, kind: Kind) -> Any:
    measure, target = pair
    return Measure(kind, measure.wanted), target


@given(GOALS, LOCALS, MEASURES)
def test_the_parts_add_up_to_the_gap(pair, units, kind):
    measure, target = of_kind(pair, kind)
    found = cascade(measure, target, units)
    known = [one for one in parts(found).values() if one is not None]
    assert len(known) in (0, len(found.shares))
    if not known:
        return
    with localcontext(prec=50):
        assert sum(known) == found.gap
        assert found.gap == gap(criterion(measure, target), found.whole).quantize(GRAIN)
        assert abs(sum(share.weight for share in found.shares) - 1) < D("1e-40")
    assert known == sorted(known)


@given(GOALS, LOCALS, MEASURES, st.randoms())
def test_the_order_of_units_does_not_matter(pair, units, kind, random):
    measure, target = of_kind(pair, kind)
    mixed = list(units)
    random.shuffle(mixed)
    assert cascade(measure, target, mixed) == cascade(measure, target, units)


@given(GOALS, LOCALS, MEASURES, st.sampled_from(["2", "7", "1000", "0.5"]))
def test_the_scale_of_the_denominators_does_not_matter(pair, units, kind, scale):
    measure, target = of_kind(pair, kind)

    def times(d: Decimal | None) -> Decimal | None:
        return None if d is None else d * D(scale)

    larger = [
        LocalGoal(u.unit, u.value, times(u.denominator), times(u.known_denominator)) for u in units
    ]
    plain, scaled = cascade(measure, target, units), cascade(measure, target, larger)
    assert (plain.whole, plain.gap, plain.met) == (scaled.whole, scaled.gap, scaled.met)
    assert (parts(plain), plain.coverage) == (parts(scaled), scaled.coverage)


@given(LOCALS)
def test_a_weighted_whole_lies_between_its_units(units):
    found = cascade(PERCENT, goal(50), units)
    values = [share.value for share in found.shares]
    assert (found.whole is None) is (not values)
    if values:
        slack = D("1e-40")
        assert min(values) - slack <= found.whole <= max(values) + slack


@given(LOCALS)
def test_everybody_is_somewhere_once(units):
    found = cascade(PERCENT, goal(50), units)
    named = [*(share.unit for share in found.shares), *found.silent, *found.unweighted, *found.idle]
    assert sorted(named) == sorted(one.unit for one in units)
    assert found.counted + len(found.silent) + len(found.unweighted) == found.owing
