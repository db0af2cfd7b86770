"""Figures that do not follow from what was approved are named."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.models import Indicator
from reports.integrity.figures import approved_entries, one_current_figure, sums, whole_chains
from reports.integrity.ledger import figures_as_told, told_figures_exist
from reports.models import Entry, Figure
from tests.reports.figures import bring

CHECKS = (
    *(one_current_figure, whole_chains, approved_entries, sums),
    *(figures_as_told, told_figures_exist),
)
URBAN = "urban, Sở Xây dựng, 2026"


@pytest.fixture
def urban(approved) -> Figure:
    """The urban share of the year."""
    return Figure.objects.get(indicator__code="urban", year=2026)


def rows(figure):
    return Figure.objects.filter(pk=figure.pk)


@pytest.mark.parametrize("check", CHECKS)
def test_what_came_through_the_door_is_sound(world, approved, check):
    bring(
        world.programme,
        world["reviewer"],
        "urban,42-sxd,2024,33.125001,,,,official,",
        "broadband,18073,2026-Q1,,80,100,,estimate,",
        "broadband,18073,2026-Q1,,81,100,,official,",
        "towns,42-sxd,2024,1,,,II,official,",
    )
    bring(world.programme, world["reviewer"], "urban,42-sxd,2023,30,,,,estimate,", approve=False)
    bring(world.programme, world["reviewer"], "urban,42-sxd,2024,33.5,,,,official,sửa")
    assert list(check()) == []


def test_two_figures_that_hold_at_once(urban, broken):
    with broken("DROP INDEX figure_one_current"):
        urban.pk = None
        urban.save()
        found = list(one_current_figure())
    assert [(URBAN in one, "2" in one) for one in found] == [(True, True)]


def test_a_figure_that_was_ended_without_another(urban, broken):
    with broken(rows(urban), superseded_on=date(2026, 11, 20)):
        found = list(whole_chains())
    assert [URBAN in one for one in found] == [True]


def test_a_chain_with_a_gap(world, broken):
    for value in ("33.1", "33.2"):
        line = f"urban,42-sxd,2024,{value},,,,official,"
        bring(world.programme, world["reviewer"], line)
    first = Figure.objects.filter(year=2024, superseded_on__isnull=False)
    assert list(whole_chains()) == []
    with broken(first, superseded_on=date(2026, 11, 19)):
        assert len(list(whole_chains())) == 1


@pytest.mark.parametrize("changes", [{"value": "41.3"}, {"value": None}, {"approved_at": None}])
def test_an_approved_line_without_its_figure(urban, broken, changes):
    if "approved_at" in changes:
        changes = changes | {"approved_by": None}
    with broken(rows(urban), **changes):
        found = list(approved_entries())
    assert [URBAN in one for one in found] == [True]


def test_a_line_that_nobody_approved_needs_no_figure(approved, broken):
    lines = Entry.objects.filter(indicator__code="urban")
    with broken(lines, state="open", value="12"):
        assert list(approved_entries()) == []


def test_classes_that_do_not_add_up(approved, broken):
    with broken(Indicator.objects.filter(code="towns"), total_code="urban"):
        found = list(sums())
    assert len(found) == 1
    assert all(text in found[0] for text in ("towns", "3", "41,2"))


@pytest.mark.parametrize(
    "changes", [{"value": "41.21"}, {"nature": "estimate"}, {"denominator": "7"}]
)
def test_a_figure_that_somebody_changed(urban, broken, changes):
    with broken(rows(urban), **changes):
        found = list(figures_as_told())
    assert [URBAN in one for one in found] == [True]


def test_a_figure_that_nobody_recorded(urban, broken):
    with broken(rows(urban), year=2027):
        assert len(list(figures_as_told())) == 1


def test_a_figure_that_has_vanished(urban, broken):
    with broken():
        rows(urban).delete()
        found = list(told_figures_exist())
    assert ["urban/42-sxd/2026" in one for one in found] == [True]


def test_the_number_of_queries_is_that_of_the_batches(approved, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        for check in CHECKS:
            list(check())
