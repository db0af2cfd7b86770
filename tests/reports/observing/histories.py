"""Random histories of figures: late ones, corrections, several definitions, units that end."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from assignments.models import Unit
from indicators.models import Indicator
from reports.observing.kept import FOREVER
from reports.observing.sweep import Dated
from reports.queries.facts import FigureRow

FIRST, LAST = date(2025, 3, 1), date(2025, 3, 9)
"""The days on which figures become known; a few, so that many fall together."""
PROVINCE, LOCAL = 1, (2, 3, 4, 5)
PERIODS = [(2024, 3), (2024, 4), (2024, 0), (2025, 1)]
KINDS = [("value", ""), ("ratio", "%"), ("ratio", "m²"), ("classes", ""), ("milestone", "")]
# Six decimals, as the database gives them.
numbers = st.one_of(
    st.none(),
    st.just(Decimal("0.000000")),
    st.decimals(0, 10**6, places=6),
    st.decimals(10**15, 10**18 - 1, places=6),
)
edges = st.sampled_from([None, date(2024, 10, 1), date(2024, 12, 31), date(2025, 1, 1)])


def days() -> list[date]:
    """Each day on which anything can change, the one before and the one after."""
    count = (LAST - FIRST).days
    return [FIRST + timedelta(days=step) for step in range(-1, count + 2)]


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    kind, measure = draw(st.sampled_from(KINDS))
    collection = draw(st.sampled_from(["local", "local", "local", "province"]))
    return Indicator(pk=7, code="one", kind=kind, unit=measure, collection=collection, decimals=1)


@st.composite
def local_units(draw: st.DrawFn) -> dict[int, Unit]:
    found = {}
    for key in LOCAL:
        start, end = draw(edges), draw(edges)
        if start and end and start >= end:
            end = None
        found[key] = Unit(pk=key, code=f"u{key}", kind="ward", valid_from=start, valid_to=end)
    return found


@st.composite
def histories(draw: st.DrawFn) -> list[Dated]:
    """For each of a few keys one figure after the other, each ended by the next."""
    keys = st.tuples(
        st.sampled_from([PROVINCE, *LOCAL, *LOCAL, *LOCAL]),
        st.sampled_from(PERIODS),
        st.sampled_from(["", "", "I", "II"]),
        st.sampled_from(["", "", "", "census"]),
    )
    found: list[Dated] = []
    for unit, period, class_code, definition in draw(st.sets(keys, max_size=16)):
        known = sorted(draw(st.lists(st.dates(FIRST, LAST), min_size=1, max_size=3)))
        for place, day in enumerate(known):
            row = draw(rows(unit, period, class_code, definition, day))
            until = known[place + 1] if place + 1 < len(known) else FOREVER
            found.append(Dated(row, until, draw(st.integers(1, 10**6)) * 100 + len(found)))
    return found


@st.composite
def rows(draw: st.DrawFn, unit, period, class_code, definition, day) -> FigureRow:
    return FigureRow(
        7,
        unit,
        *period,
        class_code,
        definition,
        *(draw(numbers) for _number in range(3)),
        draw(st.none() | st.just(date(2024, 11, 5))),
        draw(st.sampled_from(["official", "estimate", "illustrative"])),
        "",
        day,
    )


def counting(figures: list[Dated], day: date) -> list[FigureRow]:
    """The figures that counted on the day, in the order in which they became known."""
    alive = [one for one in figures if one.row.known_on <= day < one.until]
    return [one.row for one in sorted(alive, key=lambda one: one.order)]
