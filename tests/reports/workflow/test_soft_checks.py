"""The soft checks against a table written by hand, and what holds for any number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.checks import Context, Warning_, warnings_of
from reports.queries.history import entry_contexts
from tests.reports.figures import bring
from tests.reports.workflow.steps import fill, filled

TABLE = [
    # value, earlier figures, what is said
    ("50", [], []),
    (None, ["50"], []),
    ("65", ["50"], []),  # exactly +30 %
    ("65.01", ["50"], ["jump"]),
    ("35", ["50"], []),  # exactly -30 %
    ("34.99", ["50"], ["jump"]),
    ("0", ["50"], ["jump"]),
    ("1", ["0"], ["jump"]),
    ("0", ["0"], []),
    ("-50", ["50"], ["jump"]),
    ("-65", ["-50"], []),
    ("-66", ["-50"], ["jump"]),
    ("50000", ["50"], ["slip_1000"]),
    ("0.05", ["50"], ["slip_1000"]),
    ("5000", ["50"], ["slip_100"]),
    ("0.5", ["50"], ["slip_100"]),
    ("4000", ["50"], ["slip_100"]),  # 80 times: still within a fifth of 100
    ("6000", ["50"], ["slip_100"]),
    ("3999", ["50"], ["jump"]),
    ("6001", ["50"], ["jump"]),
    ("-5000", ["50"], ["jump"]),  # a slip of the decimal point keeps the sign
    ("50", ["50", "50", "50"], ["no_change"]),
    ("50", ["50", "50"], []),
    ("50", ["49", "50", "50", "50"], ["no_change"]),
    ("50", ["50", "49", "50", "50"], []),
    ("50.000000", ["50", "50.0", "5E+1"], ["no_change"]),
]
FLOWS = [
    # value, previous, first of the year, what is said
    ("40", "50", False, ["falling_total"]),
    ("50", "50", False, []),
    ("90", "50", False, []),  # a running total grows as it likes
    ("10", "50", True, []),
    ("0.5", "50", False, ["slip_100"]),
]


def numbers(texts):
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(("value", "earlier", "said"), TABLE)
def test_a_stock(value, earlier, said):
    context = Context(value=value and Decimal(value), earlier=numbers(earlier))
    assert list(warnings_of(context)) == said


@pytest.mark.parametrize(("value", "previous", "is_first", "said"), FLOWS)
def test_a_running_total(value, previous, is_first, said):
    context = Context(
        value=Decimal(value),
        earlier=numbers([previous]),
        is_flow=True,
        is_first_of_year=is_first,
    )
    assert list(warnings_of(context)) == said


def test_who_says_that_nothing_changed_is_not_asked_again():
    context = Context(Decimal(50), numbers(["50"] * 3), is_stated_unchanged=True)
    assert warnings_of(context) == ()


NUMBERS = st.decimals(-(10**9), 10**9, places=3)


@settings(deadline=None)
@given(st.none() | NUMBERS, st.lists(NUMBERS, max_size=6), st.booleans(), st.booleans())
def test_never_fails_and_a_slip_stands_alone(value, earlier, is_flow, is_first):
    said = warnings_of(Context(value, earlier, is_flow=is_flow, is_first_of_year=is_first))
    assert len(set(said)) == len(said)
    if {Warning_.SLIP_100, Warning_.SLIP_1000} & set(said):
        assert len(said) == 1
    if value is None or not earlier:
        assert said == ()


@settings(deadline=None)
@given(NUMBERS.filter(bool), st.sampled_from([1000, 100]), st.booleans())
def test_every_slip_of_the_decimal_point_is_found(previous, times, is_smaller):
    value = previous / times if is_smaller else previous * times
    (said,) = warnings_of(Context(value, [previous]))
    assert said == (Warning_.SLIP_1000 if times == 1000 else Warning_.SLIP_100)


@settings(deadline=None)
@given(NUMBERS, st.decimals("-0.3", "0.3", places=3))
def test_a_change_within_thirty_per_cent_is_never_a_jump(previous, share):
    assert Warning_.JUMP not in warnings_of(Context(previous * (1 + share), [previous]))


@settings(deadline=None)
@given(NUMBERS, NUMBERS, st.decimals("0.001", "1000", places=3))
def test_the_unit_of_measure_does_not_matter(value, previous, factor):
    said = warnings_of(Context(value, [previous]))
    assert warnings_of(Context(value * factor, [previous * factor])) == said


def context(world, key, unit=None):
    (found,) = [
        entry_contexts(world.report(unit))[entry.pk]
        for entry in world.report(unit).entries.select_related("indicator")
        if entry.indicator.code == key
    ]
    return found


@pytest.mark.parametrize("is_first", [True, False])
def test_a_running_total_begins_anew_each_year(world, is_first):
    """Also where the first quarter was not reported, and for a figure of the whole year."""
    last = "broadband,18073,2025-Q4,,90,100,,official,"
    more = [] if is_first else ["broadband,18073,2026-Q3,,70,100,,official,"]
    bring(world.programme, world["reviewer"], last, *more)
    report = filled(world, world.ward)
    report.entries.get(indicator__code="broadband").indicator.__class__.objects.filter(
        code="broadband"
    ).update(is_flow=True)
    fill(report, "broadband", world["reporter"], numerator=Decimal(60), denominator=Decimal(100))
    found = context(world, "broadband", world.ward)
    assert found.is_first_of_year is is_first
    assert (Warning_.FALLING_TOTAL in warnings_of(found)) is not is_first


def test_the_history_beside_a_cell_is_the_units_own(world):
    bring(
        world.programme,
        world["reviewer"],
        "broadband,18073,2025-Q4,,75,100,,official,",
        "broadband,18073,2026-Q3,,80,100,,official,",
        "broadband,18754,2026-Q3,,20,100,,official,",
        "broadband,18073,2026-Q4,,99,100,,estimate,",
    )
    filled(world, world.ward)
    found = context(world, "broadband", world.ward)
    assert (list(found.earlier), found.year_before) == ([75, 80], 75)


def test_the_history_of_what_is_reported_for_the_province_is_the_provinces(world):
    """Imported under the province's code, reported now by its lead."""
    bring(world.programme, world["reviewer"], "urban,42,2025,38.5,,,,official,")
    filled(world)
    found = context(world, "urban")
    assert (list(found.earlier), found.year_before) == ([Decimal("38.5")], Decimal("38.5"))
