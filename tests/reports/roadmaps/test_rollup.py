"""From stored roadmaps to the whole: who owes, what weighs, what the province wants."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assignments.actions import join_unit
from assignments.models import Unit
from indicators.models import Indicator
from reports.roadmaps.deciding import approve
from reports.roadmaps.frame import frame_of, roadmap_indicators, years_of
from reports.roadmaps.rollup import programme_roadmaps
from reports.roadmaps.sending import submit
from tests.conftest import TODAY
from tests.reports.figures import bring
from tests.reports.roadmaps.steps import cell, fill
from tracker.accounts.roles import Role


@pytest.fixture
def approved(world, units):
    """Fill, send and approve a unit's roadmap."""

    def approved(code: str, *cells) -> None:
        unit = units[code]
        join_unit(user=world["head"], unit=unit, role=Role.HEAD, by=None)
        world["head"].__dict__.pop("_prefetched_objects_cache", None)
        roadmap = fill(world.programme, unit, world["head"], *cells)
        submit(roadmap=roadmap, by=world["head"])
        approve(roadmap=roadmap, by=world["reviewer"])

    return approved


def line(world, code: str, year: int, day: date = TODAY):
    found = programme_roadmaps(frame_of(world.programme, day), {year})
    return next(one for one in found.lines if one.indicator.code == code)


def test_the_frame(world):
    frame = frame_of(world.programme, TODAY)
    assert [one.code for one in frame.indicators] == ["housing", "broadband"]
    assert (frame.years, frame.target_years) == (tuple(range(2023, 2031)), (2025, 2030))
    world.programme.issued_on = date(2020, 5, 1)
    assert years_of(world.programme)[0] == 2023


@pytest.mark.parametrize(
    ("code", "year", "wording", "value"),
    [
        ("broadband", 2025, "trên 80%", None),
        ("broadband", 2030, "phổ cập", None),
        ("broadband", 2027, "", 88),
        ("housing", 2028, "", 32),
    ],
)
def test_what_the_province_wants_in_a_year(world, code, year, wording, value):
    """Between targets its trajectory, 80 (2025) to 100 (2030); after the last one its value."""
    frame = frame_of(world.programme, TODAY)
    aim = frame.aim(frame.indicator(code), year)
    assert (aim.wording, aim.value, aim.is_target) == (wording, value, bool(wording))
    assert aim.goal.comparator in ("gt", "full", "ge")


def test_the_whole_of_two_wards(world, approved):
    approved("18073", cell("broadband", 2030, 100, 300))
    approved("18754", cell("broadband", 2030, 92, 100))
    found = line(world, "broadband", 2030).found
    assert (found.whole, found.met, found.gap, found.coverage) == (98, False, -2, 1)
    assert [(one.unit, one.contribution) for one in found.shares] == [("18754", -2), ("18073", 0)]


def test_the_last_reported_denominator_weighs_where_none_is_expected(world, approved):
    bring(
        world.programme,
        world["reviewer"],
        "broadband,18073,2026-Q2,,80,200,,official,",
        "broadband,18073,2026-Q3,,90,300,,official,",
        "broadband,18754,2026-Q1,,50,100,,official,",
    )
    approved("18073", cell("broadband", 2030, 100))
    found = line(world, "broadband", 2030).found
    assert (found.denominator, found.by_fallback) == (300, ("18073",))
    assert (found.coverage, found.met, found.silent) == (Decimal("0.75"), None, ("18754",))


def test_who_reported_nothing_to_count_owes_nothing(world, approved):
    bring(world.programme, world["reviewer"], "broadband,18754,2026-Q3,,0,0,,official,")
    approved("18073", cell("broadband", 2030, 100, 300))
    found = line(world, "broadband", 2030).found
    assert (found.idle, found.coverage, found.met) == (("18754",), 1, True)


def test_only_approved_roadmaps_count_and_not_before_their_day(world, approved):
    fill(world.programme, world.ward, world["reporter"], cell("broadband", 2030, 100, 300))
    assert line(world, "broadband", 2030).found.whole is None
    approved("18754", cell("broadband", 2030, 92, 100))
    assert line(world, "broadband", 2030).found.whole == 92
    assert line(world, "broadband", 2030, date(2026, 11, 19)).found.whole is None


def test_ended_units_and_other_provinces_do_not_owe(world):
    assert line(world, "housing", 2025).found.silent == ("18073", "18754")


def test_more_units_need_no_more_queries(world, provinces, django_assert_max_num_queries):
    Unit.objects.bulk_create(
        Unit(
            code=f"9{n:03}",
            province=provinces["42"],
            name=f"Xã {n}",
            folded_name=f"xa {n}",
            kind="commune",
        )
        for n in range(40)
    )
    with django_assert_max_num_queries(10):
        programme_roadmaps(frame_of(world.programme, TODAY), {2025, 2030})


def test_a_measure_that_ended_asks_for_no_roadmap(world):
    programme = world.programme
    before = {one.code for one in roadmap_indicators(programme)}
    Indicator.objects.filter(code="housing").update(
        superseded_on=date(2026, 1, 1), superseded_basis="Nghị quyết 1"
    )
    assert {one.code for one in roadmap_indicators(programme)} == before - {"housing"}
