"""What is kept is, for every day, exactly what the figures of that day say."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reports.observations import build_series, series_of
from reports.observing.kept import FOREVER
from reports.observing.sweep import spans_of
from tests.reports.observing import histories as made
from tests.reports.observing.oracle import observations

worlds = st.tuples(made.indicators(), made.local_units(), made.histories())


def seen_on(indicator, spans, day):
    """The series of a day, from the spans."""
    alive = [(one.place, one.kept) for one in spans if one.known_on <= day < one.until]
    return series_of(indicator, alive)


def exactly(observed):
    """Digit for digit: 1.0 is another text than 1."""
    return [(repr(one), one) for one in observed]


@given(worlds)
def test_each_day_is_as_the_figures_of_that_day_say(world):
    indicator, units, figures = world
    spans = spans_of(indicator, figures, units)
    for day in made.days():
        wanted = observations(indicator, made.counting(figures, day), units)
        found = seen_on(indicator, spans, day)
        assert exactly(found.own) == exactly(wanted.pop("", []))
        assert {name: exactly(some) for name, some in found.others.items()} == {
            name: exactly(some) for name, some in wanted.items()
        }


@given(worlds)
def test_a_day_computed_at_once_says_the_same(world):
    indicator, units, figures = world
    spans = spans_of(indicator, figures, units)
    for day in made.days():
        computed = build_series(indicator, made.counting(figures, day), units)
        assert computed == seen_on(indicator, spans, day)


@given(worlds)
def test_local_units_that_report_are_counted(world):
    indicator, units, figures = world
    for day in made.days():
        own = [row for row in made.counting(figures, day) if not row.definition]
        local = [row for row in own if row.unit_id in units and indicator.collection == "local"]
        reporting = build_series(indicator, own, units).reporting
        assert reporting == {
            period: len({row.unit_id for row in local if row.period == period})
            for period in {row.period for row in local}
        }


@given(worlds, st.dates(made.FIRST, made.LAST))
def test_a_sweep_can_begin_on_any_day(world, since):
    indicator, units, figures = world
    still = [one for one in figures if one.until > since]
    spans = spans_of(indicator, still, units, since)
    assert set(spans) == set(spans_of(indicator, figures, units, since))
    whole = spans_of(indicator, figures, units)
    for day in made.days():
        wanted = seen_on(indicator, whole, day) if day >= since else seen_on(indicator, [], day)
        assert seen_on(indicator, spans, day) == wanted


@given(worlds)
def test_spans_are_as_few_as_can_be_and_never_overlap(world):
    indicator, units, figures = world
    spans = sorted(spans_of(indicator, figures, units), key=lambda one: (one.place, one.known_on))
    assert all(one.known_on < one.until <= FOREVER for one in spans)
    for one, following in pairwise(spans):
        if one.place == following.place:
            assert one.until <= following.known_on
            assert one.until < following.known_on or one.kept != following.kept
