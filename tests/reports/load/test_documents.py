"""Invented programmes are files that the product would accept."""

from collections import Counter
from dataclasses import replace

import pytest

from indicators.method.facts import Comparator, Frequency, Kind
from indicators.programme_file import Collection, dump_programme, parse_programme
from reports.load.documents import document
from reports.load.places import province
from tests.reports.load.conftest import SMALL


@pytest.mark.parametrize("indicators", [3, 60, 600])
def test_the_file_of_a_programme_is_read_without_a_fault(indicators):
    spec = document(replace(SMALL, indicators=indicators), province(17), 1).spec
    assert parse_programme(dump_programme(spec), "load.yaml") == spec


def test_every_third_indicator_is_collected_from_local_units():
    made = document(replace(SMALL, indicators=60), province(0), 0)
    local = [one for one in made.measures if one.is_local]
    assert len(local) == 20
    assert {one.spec.kind for one in local} == {Kind.RATIO, Kind.COUNT}
    assert all(one.spec.collection is Collection.LOCAL for one in local)


def test_targets_compare_in_several_ways_and_some_figures_are_annual():
    made = document(replace(SMALL, indicators=60), province(0), 0)
    ways = Counter(one.spec.targets[0].comparator for one in made.measures)
    assert ways.keys() == {
        *(Comparator.GE, Comparator.GT, Comparator.LE, Comparator.RANGE, Comparator.APPROX)
    }
    assert sum(one.spec.frequency is Frequency.ANNUAL for one in made.measures) == 10


def test_another_seed_gives_other_targets_in_the_same_frame():
    one, other = (document(replace(SMALL, seed=seed), province(0), 0).spec for seed in (1, 2))
    assert one.code == other.code
    assert [indicator.targets for indicator in one.indicators] != [
        indicator.targets for indicator in other.indicators
    ]


def test_the_programmes_of_all_provinces_have_codes_of_their_own():
    codes = {document(SMALL, province(n), turn).spec.code for n in range(34) for turn in range(12)}
    assert len(codes) == 34 * 12
