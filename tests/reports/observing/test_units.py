"""Units change through the product: what was rolled up before stays kept, the rest is made anew."""

from __future__ import annotations

from datetime import date

import pytest

from assignments.models import Unit, UnitKind
from assignments.units_admin import UnitContent, UnitError
from reports.models import ProvinceObservation
from reports.observing import units as following
from reports.observing.units import following_units
from reports.province_units import add_unit
from tests.reports.observing.deeds import not_kept, wrong


def change(units, code, **values):
    return Unit.objects.filter(pk=units[code].pk).update(**values)


@pytest.fixture
def keys():
    """The keys of what is kept: they change where something is made anew."""
    return lambda: set(ProvinceObservation.objects.values_list("pk", flat=True))


def test_an_end_after_the_last_period_leaves_everything(kept, units, keys):
    before = keys()
    with following_units(kept.province):
        change(units, "18754", valid_to=date(2026, 12, 1))
    assert (not_kept(kept), wrong(kept), keys()) == (set(), [], before)


def test_an_end_within_a_period_is_followed(kept, units, keys):
    before = keys()
    with following_units(kept.province):
        change(units, "18754", valid_to=date(2026, 9, 1))
        change(units, "18073", valid_from=date(2026, 9, 1))
    assert (not_kept(kept), wrong(kept)) == (set(), [])
    assert keys() != before


def test_a_unit_more(kept, units):
    old = units["18754"]
    with following_units(kept.province):
        Unit.objects.create(code="new", province=old.province, name="Mới", kind=old.kind)
    (row,) = ProvinceObservation.objects.filter(indicator__code="broadband")
    assert (row.covered, row.whole) == ("2", "3")
    assert (not_kept(kept), wrong(kept)) == (set(), [])


def test_a_unit_that_becomes_a_local_one(kept, units):
    change(units, "18754", kind="agency")
    with following_units(kept.province):
        change(units, "18754", kind="ward")
    assert (not_kept(kept), wrong(kept)) == (set(), [])


def test_one_that_the_office_adds(kept, administrator):
    content = UnitContent("Phường Hà Huy Tập", "", None, "", False)
    place = {"province": kept.province, "code": "19200", "kind": UnitKind.WARD}
    add_unit(**place, content=content, valid_from=date(2026, 1, 1), by=administrator)
    assert ProvinceObservation.objects.get(indicator__code="broadband").whole == "3"
    assert (not_kept(kept), wrong(kept)) == (set(), [])


def test_a_code_that_is_taken_leaves_everything(kept, administrator, keys):
    before = keys()
    content = UnitContent("Phường Thành Sen", "", None, "", False)
    place = {"province": kept.province, "code": "18073", "kind": UnitKind.WARD}
    with pytest.raises(UnitError):
        add_unit(**place, content=content, valid_from=None, by=administrator)
    assert (not_kept(kept), keys()) == (set(), before)


def test_what_is_too_much_waits_for_the_night(kept, units, monkeypatch):
    monkeypatch.setattr(following, "_MOST", 1)
    with following_units(kept.province):
        change(units, "18754", valid_to=date(2026, 9, 1))
    assert not_kept(kept) == {"broadband"}


def test_what_fails_leaves_everything(kept, units, keys):
    before = keys()
    with pytest.raises(ZeroDivisionError), following_units(kept.province):
        change(units, "18754", valid_to=date(2026, 9, 1))
        _ = 1 / 0
    assert (not_kept(kept), keys()) == (set(), before)
