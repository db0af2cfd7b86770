"""Units of one kind side by side: sorted without ranks, thin data never first or last."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assignments.small_world import a_task, a_unit, own_part
from tests.reports.oversight_cast import commune_reporter, periods_of, sent
from tests.reports.views.units_cast import address


@pytest.fixture
def ward_tasks(programme, units):
    """One ward with six tasks, four overdue; another with five, none overdue; a third has one."""
    third = a_unit("19999", since=date(2025, 7, 1), kind="ward")
    for place in range(6):
        due = date(2026, 1, 1) if place < 4 else date(2030, 1, 1)
        own_part(a_task(programme, f"A.{place}", due=due), units["18073"])
    for place in range(5):
        own_part(a_task(programme, f"B.{place}", due=date(2030, 1, 1)), units["18754"])
    own_part(a_task(programme, "C.1", due=date(2026, 1, 1)), third)
    return programme


def table(client, reader, **query):
    client.force_login(reader)
    return client.get(address("units_compared", **query)).context["table"].page


def codes(lines):
    return [line.unit.code for line in lines]


@pytest.mark.parametrize(
    ("sort", "order"),
    [("-overdue", ["18073", "18754"]), ("overdue", ["18754", "18073"])],
)
def test_thin_data_stand_apart_whichever_way_is_sorted(client, reader, ward_tasks, sort, order):
    page = table(client, reader, loai="ward", **{"sap-xep": sort})
    assert codes(page.lines) == order
    assert codes(page.thin) == ["19999"]
    assert page.has_thin


def test_by_code_everybody_is_in_one_list(client, reader, ward_tasks):
    page = table(client, reader, loai="ward")
    assert (codes(page.lines), page.thin) == (["18073", "18754", "19999"], ())
    falling = table(client, reader, loai="ward", **{"sap-xep": "-unit"})
    assert codes(falling.lines) == ["19999", "18754", "18073"]


def test_counts_and_punctuality_of_a_unit(client, reader, ward_tasks, units):
    periods = periods_of(ward_tasks)
    by = commune_reporter(units["18073"])
    sent(periods["2026-Q1"], units["18073"], by, date(2026, 3, 16))
    sent(periods["2026-Q2"], units["18073"], by, date(2026, 7, 20))
    page = table(client, reader, loai="ward")
    line = next(line for line in page.lines if line.unit.code == "18073")
    shown = {column.key: value for column, value in line.values}
    assert (shown["on_time"].text, shown["on_time"].is_thin) == ("1/3", False)
    assert shown["on_time"].share == "33\u00a0%"
    assert shown["reported"].text == "2/3"
    assert shown["reported"].is_thin
    assert shown["overdue"].text == "4"


def test_a_unit_without_tasks_has_no_zeros_to_be_compared(client, reader, ward_tasks):
    (line,) = table(client, reader).lines
    shown = {column.key: value for column, value in line.values}
    assert (shown["overdue"].text, shown["overdue"].is_empty) == ("–", True)
    assert shown["overdue"].is_thin


@pytest.mark.parametrize("query", [{"loai": "x"}, {"sap-xep": "x"}, {"sap-xep": "--unit"}, {}])
def test_what_there_is_not_changes_nothing(client, reader, ward_tasks, query):
    page = table(client, reader, **query)
    assert codes(page.lines) == ["42-sxd"]


def test_a_heading_sorts_and_sorts_back(client, reader, ward_tasks):
    page = table(client, reader, loai="ward", **{"sap-xep": "overdue"})
    (column,) = [one for one in page.columns if one.key == "overdue"]
    assert column.order == "ascending"
    assert "sap-xep=-overdue" in column.url
    assert "loai=ward" in column.url


def test_the_file_holds_the_same_in_the_same_order(client, reader, ward_tasks):
    client.force_login(reader)
    query = {"loai": "ward", "sap-xep": "-overdue"}
    file = client.get(address("units_compared_file", "csv", **query)).content.decode("utf-8-sig")
    rows = [line.split(";") for line in file.splitlines()[2:]]
    assert [row[1] for row in rows] == ["18073", "18754", "19999"]
    assert all(row[-1] for row in rows)


@pytest.mark.parametrize("name", [("units_compared",), ("units_compared_file", "csv")])
def test_who_may_see_it_and_how(client, reader, stranger, ward_tasks, name):
    assert client.get(address(*name)).status_code == 302
    client.force_login(stranger)
    assert client.get(address(*name)).status_code == 404
    client.force_login(reader)
    assert client.post(address(*name)).status_code == 405
    assert client.get(address(*name, as_of="x")).status_code == 400


def test_many_units_cost_no_more_queries(
    client, reviewer, ward_tasks, django_assert_max_num_queries
):
    periods_of(ward_tasks)
    task = a_task(ward_tasks, "D.1")
    for place in range(40):
        own_part(task, a_unit(f"2{place:04}", since=date(2025, 7, 1), kind="ward"))
    client.force_login(reviewer)
    with django_assert_max_num_queries(20):
        assert client.get(address("units_compared", loai="ward")).status_code == 200
