"""Local figures by the units of a day: what adds up, what cannot, and that nothing is lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assignments.models import Succession, SuccessionKind, Unit
from indicators.method.rollup import roll_up
from reports.queries.facts import FigureRow
from reports.succession_series import Lineage, Restated, unit_figure
from tracker.common.periods import Period

NEW_YEAR, JULY = date(2025, 1, 1), date(2025, 7, 1)
Y2024, TODAY = Period(2024), date(2026, 11, 20)


class World:
    """Units by letter and what became of them, without a database."""

    def __init__(self, **validity: tuple[date | None, date | None]) -> None:
        self.units = {
            key: Unit(
                pk=key, code=name, name=name, kind="district", valid_from=since, valid_to=until
            )
            for key, (name, (since, until)) in enumerate(validity.items(), 1)
        }
        self.keys = {unit.code: key for key, unit in self.units.items()}
        self.successions: list[Succession] = []

    def passes(self, source: str, heir: str | None, day: date, kind: str) -> World:
        self.successions.append(
            Succession(
                pk=len(self.successions) + 1,
                predecessor=self.units[self.keys[source]],
                successor=self.units[self.keys[heir]] if heir else None,
                happened_on=day,
                kind=kind,
                legal_basis="1665/NQ-UBTVQH15",
            )
        )
        return self

    def lineage(self, day: date = TODAY) -> Lineage:
        return Lineage(self.units, self.successions, day)

    def row(self, name: str, n=None, d=None, value=None, period: Period = Y2024) -> FigureRow:
        numbers = (None if x is None else Decimal(x) for x in (value, n, d))
        place = (1, self.keys[name], period.year, period.quarter or 0, "", "")
        return FigureRow(*place, *numbers, None, "official", "", date(2025, 1, 14))

    def named(self, rows) -> dict[str, tuple[Decimal | None, ...]]:
        return {
            self.units[row.unit_id].code: (row.numerator, row.denominator, row.value)
            for row in rows
        }


def gone(day: date) -> tuple[None, date]:
    return (None, day)


def born(day: date) -> tuple[date, None]:
    return (day, None)


STAYS = (None, None)


@pytest.fixture
def thanh_hoa() -> World:
    """Đông Sơn into the city as a whole, then the city into two wards."""
    world = World(
        dong_son=gone(NEW_YEAR), city=gone(JULY), ward=born(JULY), other=born(JULY), far=STAYS
    )
    world.passes("dong_son", "city", NEW_YEAR, SuccessionKind.WHOLE)
    world.passes("city", "ward", JULY, SuccessionKind.SPLIT)
    return world.passes("city", "other", JULY, SuccessionKind.PARTIAL)


def test_a_whole_merger_adds_numerators_and_denominators(thanh_hoa):
    rows = [thanh_hoa.row("dong_son", 1, 10), thanh_hoa.row("city", 5, 20)]
    found = thanh_hoa.lineage(date(2025, 3, 1)).restate(Y2024, [*rows, thanh_hoa.row("far", 1, 2)])
    assert thanh_hoa.named(found.placed) == {"city": (6, 30, None), "far": (1, 2, None)}
    assert (found.left, dict(found.gaps)) == ((), {})


def test_heirs_are_followed_over_several_dates(thanh_hoa):
    lineage, keys = thanh_hoa.lineage(), thanh_hoa.keys
    assert lineage.heirs(keys["dong_son"]) == (keys["ward"], keys["other"])
    assert lineage.heirs(keys["far"]) == ()
    assert thanh_hoa.lineage(date(2025, 3, 1)).home(keys["dong_son"]) == keys["city"]
    assert lineage.home(keys["dong_son"]) is None


def test_what_was_divided_has_no_back_series_and_says_by_what(thanh_hoa):
    rows = [thanh_hoa.row("dong_son", 1, 10), thanh_hoa.row("city", 5, 20)]
    found = thanh_hoa.lineage().restate(Y2024, rows)
    assert (found.placed, set(found.left)) == ((), set(rows))
    broken = found.gaps[thanh_hoa.keys["ward"]].broken
    assert (broken.day, broken.rows[0].predecessor.code) == (JULY, "city")
    assert broken.rows[0].legal_basis == "1665/NQ-UBTVQH15"


def test_later_figures_stand_where_they_were_reported(thanh_hoa):
    period = Period(2025, 3)
    rows = [thanh_hoa.row("ward", 1, 2, period=period), thanh_hoa.row("far", 1, 3, period=period)]
    found = thanh_hoa.lineage().restate(period, rows)
    assert (set(found.placed), found.left, dict(found.gaps)) == (set(rows), (), {})


def test_a_unit_made_later_may_speak_of_its_present_area(thanh_hoa):
    rows = [thanh_hoa.row("ward", 3, 4), thanh_hoa.row("city", 5, 20)]
    found = thanh_hoa.lineage().restate(Y2024, rows)
    assert thanh_hoa.named(found.placed) == {"ward": (3, 4, None)}
    assert set(found.gaps) == {thanh_hoa.keys["other"]}


@pytest.fixture
def ha_tinh() -> World:
    """A district gives a part to the city and lives on."""
    world = World(city=STAYS, district=STAYS, far=STAYS)
    return world.passes("district", "city", NEW_YEAR, SuccessionKind.PARTIAL)


def test_a_part_from_a_unit_that_lives_on_breaks_both_from_that_day(ha_tinh):
    rows = [ha_tinh.row(name, 1, 2) for name in ("city", "district", "far")]
    found = ha_tinh.lineage().restate(Y2024, rows)
    assert ha_tinh.named(found.placed) == {"far": (1, 2, None)}
    city, district = (found.gaps[ha_tinh.keys[name]].broken for name in ("city", "district"))
    assert (city.day, city.is_gift) == (NEW_YEAR, False)
    assert (district.day, district.is_gift) == (NEW_YEAR, True)
    later = [ha_tinh.row(name, 1, 2, period=Period(2025, 1)) for name in ("city", "district")]
    assert ha_tinh.lineage().restate(Period(2025, 1), later).placed == tuple(later)


def test_before_the_day_nothing_is_broken(ha_tinh):
    rows = [ha_tinh.row("city", 1, 2)]
    assert ha_tinh.lineage(date(2024, 12, 31)).restate(Y2024, rows).placed == tuple(rows)


def test_a_break_is_handed_on_to_whoever_takes_the_whole():
    world = World(city=gone(JULY), district=STAYS, town=born(JULY))
    world.passes("district", "city", NEW_YEAR, SuccessionKind.PARTIAL)
    world.passes("city", "town", JULY, SuccessionKind.RENAME)
    found = world.lineage().restate(Y2024, [world.row("city", 1, 2)])
    assert world.named(found.left) == {"city": (1, 2, None)}
    assert found.gaps[world.keys["town"]].broken.day == NEW_YEAR


def test_functions_without_land_change_nothing():
    world = World(one=STAYS, two=STAYS).passes("one", "two", JULY, SuccessionKind.FUNCTIONS)
    rows = (world.row("one", 1, 2), world.row("two", 1, 2))
    assert world.lineage().restate(Y2024, rows) == Restated(rows)


@pytest.fixture
def merged() -> World:
    world = World(one=gone(JULY), two=gone(JULY), whole=born(JULY))
    world.passes("one", "whole", JULY, SuccessionKind.WHOLE)
    return world.passes("two", "whole", JULY, SuccessionKind.WHOLE)


def test_a_silent_predecessor_is_named(merged):
    found = merged.lineage().restate(Y2024, [merged.row("one", 1, 2)])
    gap = found.gaps[merged.keys["whole"]]
    assert ([unit.code for unit in gap.silent], len(found.left)) == (["two"], 1)


def test_ratios_without_their_parts_are_never_added(merged):
    rows = [merged.row("one", value=40), merged.row("two", value=60)]
    ratio = merged.lineage().restate(Y2024, rows, adds_up=False)
    assert ratio.gaps[merged.keys["whole"]].is_uncounted
    assert set(ratio.left) == set(rows)
    counted = merged.lineage().restate(Y2024, rows)
    assert merged.named(counted.placed) == {"whole": (None, None, 100)}


def test_late_figures_of_a_unit_that_had_ended_stay_with_it_until_its_heir_reports(merged):
    period = Period(2025, 4)
    rows = [merged.row("one", 1, 2, period=period), merged.row("two", 1, 3, period=period)]
    found = merged.lineage().restate(period, rows)
    assert set(found.left) == set(rows)
    gap = found.gaps[merged.keys["whole"]]
    assert [unit.code for unit in gap.silent] == ["whole"]


def test_who_ended_without_a_successor_keeps_its_figures():
    world = World(one=gone(JULY)).passes("one", None, JULY, SuccessionKind.ENDED)
    found = world.lineage().restate(Y2024, [world.row("one", 1, 2)])
    assert world.named(found.left) == {"one": (1, 2, None)}


DAYS = [date(2025, month, 1) for month in (2, 4, 6)]
COUNTS = st.tuples(st.integers(0, 50), st.integers(1, 50))


@st.composite
def whole_mergers(draw: st.DrawFn) -> tuple[World, list[FigureRow]]:
    """Units that pass as a whole into a later one, over several dates; all have reported."""
    count = draw(st.integers(2, 8))
    names = [f"u{place}" for place in range(count)]
    ends = [draw(st.sampled_from([None, *DAYS])) for _name in names[:-1]]
    world = World(**{name: gone(day) for name, day in zip(names, [*ends, None], strict=True)})
    for name, day in zip(names, ends, strict=False):
        if day is not None:
            later = [
                heir
                for heir, other in zip(names, [*ends, None], strict=True)
                if heir != name and (other is None or other > day)
            ]
            world.passes(name, draw(st.sampled_from(later)), day, SuccessionKind.WHOLE)
    return world, [world.row(name, *draw(COUNTS)) for name in names]


def province(world: World, rows) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    whole = roll_up([unit_figure(world.units[row.unit_id], row) for row in rows])
    return whole.numerator, whole.denominator, whole.value


@given(whole_mergers(), st.sampled_from([*DAYS, TODAY]))
def test_whole_mergers_keep_the_sum_and_leave_nothing(case, day):
    world, rows = case
    found = world.lineage(day).restate(Y2024, rows)
    assert found.left == ()
    assert province(world, found.placed) == province(world, rows)
    assert all(world.units[row.unit_id].is_valid_on(day) for row in found.placed)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 5),
            st.integers(0, 5),
            st.sampled_from(DAYS),
            st.sampled_from(list(SuccessionKind)),
        ),
        max_size=10,
    ),
    st.lists(st.sampled_from([None, *DAYS]), min_size=6, max_size=6),
    st.lists(st.one_of(st.none(), COUNTS), min_size=6, max_size=6),
)
def test_whatever_happened_nothing_is_lost_or_counted_twice(events, ends, counts):
    world = World(**{f"u{place}": gone(day) for place, day in enumerate(ends)})
    for source, heir, day, kind in events:
        if source != heir:
            world.passes(f"u{source}", f"u{heir}", day, kind)
    rows = [world.row(f"u{place}", *pair) for place, pair in enumerate(counts) if pair]
    found = world.lineage().restate(Y2024, rows)
    assert province(world, [*found.placed, *found.left]) == province(world, rows)
    assert not {row.unit_id for row in found.placed} & set(found.gaps)
