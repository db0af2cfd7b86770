"""What is found among the names that are kept, in which order, and as of which state."""

from __future__ import annotations

import pytest

from assignments.programme.loading import load_programme
from indicators.models import Indicator, Programme
from indicators.programme_file import parse_programme
from reports.queries.search import clauses_found, indicators_found, tasks_found, units_found
from reports.search import finding
from reports.search.finding import find
from reports.search.names import Kind
from reports.search.wanted import wanted
from tests.programmes import SMALL
from tests.reports.task_cast import three_tasks
from tracker.audit.models import DataChange

FOUND = {Kind.INDICATOR: indicators_found, Kind.UNIT: units_found, Kind.CLAUSE: clauses_found}
READ = FOUND | {Kind.TASK: tasks_found}


@pytest.fixture
def other(programme):
    """A second programme of the province, with the same indicators and clauses."""
    load_programme(parse_programme(SMALL.replace("code: small", "code: other", 1), "x"), by=None)
    return Programme.objects.get(code="other")


def keys(search, *programmes, current=None):
    """Codes of what was found, by kind."""
    found = find(wanted(search), programmes, current=current)
    return {
        kind: [getattr(row, "code", "") or row.ref for row in READ[kind](one.keys)]
        for kind, one in found.items()
        if kind in READ
    }


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("do thi hoa", {Kind.INDICATOR: ["urban"], Kind.CLAUSE: ["II.1"]}),
        ("đô thị hoá", {Kind.INDICATOR: ["urban"], Kind.CLAUSE: ["II.1"]}),
        ("urbanisation", {Kind.INDICATOR: ["urban"]}),
        ("II.1", {Kind.CLAUSE: ["II.1"]}),
        ("sở xây", {Kind.UNIT: ["42-sxd"]}),
        ("so xay d", {Kind.UNIT: ["42-sxd"]}),
        ("thi hoa", {Kind.INDICATOR: ["urban"], Kind.CLAUSE: ["II.1"]}),
        ("th hoa", {Kind.INDICATOR: ["urban"], Kind.CLAUSE: ["II.1"], Kind.TASK: ["1.1", "1.2"]}),
        ("42 sxd", {Kind.UNIT: ["42-sxd"]}),
        ("quy hoạch chung", {Kind.TASK: ["1.1"]}),
        ("khong co o dau", {}),
        ("%", {}),
    ],
)
def test_kinds(programme, units, search, found):
    three_tasks(programme, units)
    assert keys(search, programme) == found


def test_a_programme_by_its_number(programme):
    assert find(wanted("1 ctr tu"), [programme], current=None)[Kind.PROGRAMME].count == 1


def test_units_that_have_ended_follow_and_other_provinces_stay_out(programme):
    assert keys("ha tinh", programme)[Kind.UNIT] == ["42", "436"]
    assert keys("thanh", programme)[Kind.UNIT] == ["436", "18073"]
    assert Kind.UNIT not in keys("ubnd", programme)


def test_the_kind_that_fits_best_comes_first(programme):
    assert list(keys("tinh ha tinh", programme)) == [Kind.UNIT]
    first, *_others = keys("thành phố", programme)
    assert first == Kind.INDICATOR
    first, *_others = keys("Thành phố Hà Tĩnh", programme)
    assert first == Kind.UNIT


def test_the_current_programme_comes_first(programme, other):
    for current in (programme, other):
        found = find(wanted("do thi hoa"), [programme, other], current=current)
        rows = indicators_found(found[Kind.INDICATOR].keys)
        assert [row.programme_id == current.pk for row in rows] == [True, False]


def test_so_many_are_shown_and_all_are_counted(programme, monkeypatch):
    monkeypatch.setattr(finding, "SHOWN", 2)
    found = find(wanted("t"), [programme], current=programme)[Kind.UNIT]
    assert (len(found.keys), found.count) == (2, 5)


def test_what_is_withdrawn_is_not_found(programme):
    gone = parse_programme(SMALL.replace("code: urban\n", "code: urban-2\n", 1), "x")
    assert keys("do thi hoa", programme)[Kind.INDICATOR] == ["urban"]
    load_programme(gone, by=None, reason="QĐ 1")
    assert Indicator.objects.get(code="urban").retired_at
    assert keys("do thi hoa", programme)[Kind.INDICATOR] == ["urban-2"]


def test_names_are_kept_until_something_is_done(programme, other, django_assert_num_queries):
    both = [programme, other]
    with django_assert_num_queries(6):  # two states, units, and one query a kind for both
        find(wanted("do"), both, current=None)
    with django_assert_num_queries(2):
        find(wanted("thi"), both, current=None)
    DataChange.objects.create(programme_code="other")
    with django_assert_num_queries(5):
        find(wanted("hoa"), both, current=None)
