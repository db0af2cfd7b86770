"""Nothing is read from the table that rests on something else than today: no hook can be forgotten.

Each test changes what observations rest on behind the product's back and looks at a page's numbers.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from assignments.models import Unit
from indicators.models import Collection
from reports.assessment import assess_programme
from reports.models import ObservationBasis, ProvinceObservation
from reports.observing import keeping
from tests.conftest import TODAY
from tests.reports.observing.deeds import approve, entry, from_figures, not_kept, series, wrong


def latest(programme, code, day=TODAY):
    (one,) = assess_programme(programme, day, [code]).indicators
    return one.latest


def test_what_is_kept_is_read(kept):
    """Else the tests below prove nothing."""
    ProvinceObservation.objects.filter(indicator__code="urban", year=2024).update(value="71")
    assert latest(kept, "urban").value == 71


def test_a_page_reads_no_figures(kept, django_assert_num_queries):
    with django_assert_num_queries(5) as queries:
        assess_programme(kept, TODAY)
    assert not any("reports_figure" in one["sql"] for one in queries.captured_queries)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("broadband", {"unit": "hộ"}),
        ("urban", {"kind": "classes"}),
        ("broadband", {"collection": Collection.PROVINCE}),
        ("urban", {"collection": Collection.LOCAL}),
    ],
)
def test_an_indicator_that_is_defined_otherwise(kept, code, change):
    kept.indicators.filter(code=code).update(**change)
    assert not_kept(kept) == {code}
    found = series(assess_programme(kept, TODAY))
    assert found == series(from_figures(kept, TODAY))


@pytest.mark.parametrize(
    "change",
    [
        {"valid_to": date(2026, 9, 1)},
        {"valid_from": date(2026, 12, 1)},
        {"kind": "agency"},
    ],
)
def test_a_unit_that_exists_otherwise(kept, units, change):
    Unit.objects.filter(pk=units["18754"].pk).update(**change)
    assert not_kept(kept) == {"housing", "broadband"}
    found = series(assess_programme(kept, TODAY))
    assert found == series(from_figures(kept, TODAY))


def test_a_unit_more_lowers_the_coverage_at_once(kept, units):
    assert latest(kept, "broadband").coverage == 1
    old = units["18754"]
    Unit.objects.create(code="new", province=old.province, name="Mới", kind=old.kind)
    assert round(latest(kept, "broadband").coverage, 9) == Decimal("0.666666667")


def test_of_the_province_nothing_rests_on_units(kept, units):
    Unit.objects.filter(pk=units["18754"].pk).update(valid_to=date(2026, 9, 1))
    assert "urban" not in not_kept(kept)


def test_a_deed_keeps_again_what_is_little_work(kept, units, reviewer):
    Unit.objects.filter(pk=units["18754"].pk).update(valid_to=date(2026, 9, 1))
    approve(kept, reviewer, entry(kept, units, "urban", "42", "2025", value="36"))
    assert (not_kept(kept), wrong(kept)) == (set(), [])


class TestTooMuchToDoAtOnce:
    """Figures come to an indicator that cannot be kept again just now."""

    @pytest.fixture(autouse=True)
    def busy(self, monkeypatch):
        monkeypatch.setattr(keeping, "_SMALL", -2)

    def test_pages_compute_it(self, kept, units, reviewer):
        ward = Unit.objects.filter(pk=units["18754"].pk)
        ward.update(valid_to=date(2026, 9, 1))
        more = {"numerator": "95", "denominator": "100"}
        approve(kept, reviewer, entry(kept, units, "broadband", "18073", "2026-Q3", **more))
        assert "broadband" in not_kept(kept)
        assert latest(kept, "broadband").numerator == 135

    def test_even_if_the_units_become_again_what_they_were(self, kept, units, reviewer):
        """The digest of before would fit, but a figure has come meanwhile."""
        ward = Unit.objects.filter(pk=units["18754"].pk)
        ward.update(valid_to=date(2026, 9, 1))
        more = {"numerator": "95", "denominator": "100"}
        approve(kept, reviewer, entry(kept, units, "broadband", "18073", "2026-Q3", **more))
        ward.update(valid_to=None)
        assert latest(kept, "broadband").numerator == 135


def test_rules_of_another_version_are_not_trusted(kept, monkeypatch):
    monkeypatch.setattr("reports.observing.basis._RULES", "2")
    assert not_kept(kept) == {"urban", "housing", "towns", "city", "broadband"}


def test_without_a_basis_it_is_computed(kept):
    ObservationBasis.objects.all().delete()
    for day in (TODAY, TODAY - timedelta(days=1)):
        assert series(assess_programme(kept, day)) == series(from_figures(kept, day))
