"""What a unit owes: by frequency, collection, lead, validity at the cut-off; never a vision."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.timezone import now

from assignments.models import Unit
from indicators.models import Indicator, Target
from reports.calendar import open_year
from reports.models import ReportingPeriod
from reports.obligations import obligations_by_period, obligations_by_unit, obligations_of

DEPARTMENT = [("urban", "2026", ""), ("towns", "2026", "II"), ("towns", "2026", "III")]
DEPARTMENT += [("city", "2026", "")]
WARD_Q4 = [("housing", "2026", ""), ("broadband", "2026-Q4", "")]


def owed(unit, period):
    return [(o.indicator.code, str(o.period), o.class_code) for o in obligations_of(unit, period)]


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_annual_indicators_are_owed_in_the_fourth_quarter_only(world, quarter):
    assert owed(world.department, world.periods[quarter]) == []
    assert owed(world.ward, world.periods[quarter]) == [("broadband", f"2026-Q{quarter}", "")]


def test_the_lead_owes_for_the_province_and_local_units_for_themselves(world):
    assert owed(world.department, world.q4) == DEPARTMENT
    assert owed(world.ward, world.q4) == WARD_Q4


def test_who_leads_nothing_owes_nothing(world, units):
    for code in ("42-vptu", "42"):
        assert owed(units[code], world.q4) == []


@pytest.mark.parametrize(
    ("year", "quarter", "owing"),
    [
        (2025, 1, {"436", "447"}),
        (2025, 2, {"436", "447"}),  # cut-off 14/6, districts ended on 1/7
        (2025, 3, {"18073", "18754"}),
    ],
)
def test_a_local_unit_owes_while_it_exists_at_the_cut_off(world, year, quarter, owing):
    open_year(programme=world.programme, year=year, by=None)
    period = ReportingPeriod.objects.get(year=year, quarter=quarter)
    by_key = dict(Unit.objects.values_list("pk", "code"))
    assert {by_key[key] for key in obligations_by_unit(period)} == owing


@pytest.mark.parametrize(("valid_to", "owes"), [(date(2026, 12, 14), False), (None, True)])
def test_the_cut_off_itself_is_the_first_day_without_the_unit(world, valid_to, owes):
    world.ward.valid_to = valid_to
    assert bool(owed(world.ward, world.q4)) is owes
    world.ward.valid_to = date(2026, 12, 15)
    assert owed(world.ward, world.q4)


def test_a_vision_is_owed_by_nobody(world):
    Target.objects.filter(indicator__code="urban").delete()
    urban = Indicator.objects.get(code="urban")
    Target.objects.create(indicator=urban, year=2045, comparator="gt", value=60, wording="2045")
    assert [code for code, *_rest in owed(world.department, world.q4)] == ["towns", "towns", "city"]


def test_a_withdrawn_indicator_is_owed_no_more(world):
    Indicator.objects.filter(code="broadband").update(retired_at=now())
    assert owed(world.ward, world.q4) == WARD_Q4[:1]


def test_several_targets_do_not_multiply_what_is_owed(world):
    assert len(owed(world.ward, world.q4)) == len(set(owed(world.ward, world.q4))) == 2


def test_a_unit_of_another_province_owes_nothing(world, units):
    foreign = units["38-vpubnd"]
    foreign.kind = "ward"
    assert obligations_by_unit(world.q4, [foreign]) == {}


def test_queries_do_not_grow_with_units_and_periods(world, django_assert_num_queries):
    periods = list(world.periods.values())
    for number in range(30):
        Unit.objects.create(
            code=f"xa-{number}", province=world.ward.province, name="Xã", kind="commune"
        )
    with django_assert_num_queries(3):
        found = obligations_by_period(world.programme, periods)
    assert sum(len(units) for units in found.values()) == 4 * 32 + 1
