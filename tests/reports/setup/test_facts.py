"""How far the set-up has come: units count from the day on which they exist."""

from __future__ import annotations

from datetime import date

from assignments.models import UnitKind
from assignments.units_admin import UnitContent
from indicators.models import Province
from reports.province_units import add_unit
from reports.queries.setup import known_units, province_facts, units_today


def counted():
    return {one.code: (one.units, one.local_units) for one in province_facts()}


def test_a_unit_that_is_still_to_come_is_listed_and_not_counted(units, administrator):
    before, province = counted(), Province.objects.get(code="42")
    add_unit(
        province=province,
        code="18999",
        kind=UnitKind.WARD,
        valid_from=date(2027, 1, 1),
        content=UnitContent("Phường Mới"),
        by=administrator,
    )
    assert counted() == before
    assert "18999" not in [one.code for one in known_units("42")]
    assert units_today(province)[0].code == "18999"
    ended = {"436", "447", "448"}
    assert not ended & {one.code for one in (*known_units(), *units_today(province))}
