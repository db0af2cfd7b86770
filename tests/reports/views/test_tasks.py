"""Nhiệm vụ: the list with its counts and filters, its file, and the paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assignments.models import Unit, UnitKind
from tests.conftest import TODAY
from tests.reports.task_cast import DONE, LATE, RUNNING, lead, lead_of, record, three_tasks

READERS = ("reporter", "head", "reviewer", "reader", "administrator")
PAGES = ("tasks", "tasks_print", "unassigned")


@pytest.fixture
def tasks(programme, units):
    return three_tasks(programme, units)


@pytest.fixture
def reading(client, reader):
    client.force_login(reader)
    return client


def at(name, *args):
    return reverse(name, args=["small", *args])


def rows(answer):
    return [row for section in answer.context["sections"] for row in section.rows]


def counts(answer):
    return [tile.count for tile in answer.context["head"].tiles]


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("name", PAGES)
def test_whoever_sees_the_programme_reads(client, tasks, name, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(at(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_nothing_and_nobody_posts(client, tasks, stranger, reader, name):
    client.force_login(stranger)
    assert client.get(at(name)).status_code == 404
    client.force_login(reader)
    assert client.post(at(name)).status_code == 405


def test_tasks_by_section_not_leads(reading, tasks):
    answer = reading.get(at("tasks"))
    assert [row.code for row in rows(answer)] == ["1.1", "1.2", "2.1"]
    assert [section.number for section in answer.context["sections"]] == ["1", "2"]
    assert [row.lead for row in rows(answer)] == ["Sở Xây dựng", "2 đơn vị", ""]
    assert counts(answer) == ["0", "0", "1", "2", "1"]
    assert answer.context["head"].sum.endswith("3 = 0 + 0 + 1 + 2")


def test_a_state_shows_the_leads_that_match(reading, tasks, reviewer, units):
    record(lead_of(tasks["1.2"], units["18754"]), DONE, reviewer)
    answer = reading.get(at("tasks"), {"state": "overdue"})
    assert [(row.code, row.lead) for row in rows(answer)] == [("1.2", "Phường Thành Sen")]
    assert "don-vi=18073" in rows(answer)[0].url
    assert counts(answer) == ["1", "0", "1", "1", "1"]
    answer = reading.get(at("tasks"), {"state": "unassigned"})
    assert [row.code for row in rows(answer)] == ["2.1"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "QUY HOACH"}, ["1.1", "1.2"]),
        ({"q": "phan khu"}, ["1.2"]),
        ({"section": "2"}, ["2.1"]),
        ({"unit": "42-sxd"}, ["1.1"]),
        ({"unit": "42-vptu"}, ["1.1"]),
        ({"kind": "ward"}, ["1.2", "1.2"]),
        ({"soon": "1"}, ["1.1"]),
        ({"clarity": "result"}, ["1.2", "2.1"]),
        ({"clarity": "time"}, ["2.1"]),
        ({"clarity": "person"}, ["1.1", "1.2", "2.1"]),
        ({"clarity": "lead"}, ["2.1"]),
        ({"unit": "42-vptu", "state": "running"}, []),
        ({"q": "zzz"}, []),
        ({"state": "perhaps", "kind": "moon"}, ["1.1", "1.2", "2.1"]),
    ],
)
def test_filters(reading, tasks, query, found):
    assert [row.code for row in rows(reading.get(at("tasks"), query))] == found


def test_who_only_coordinates_is_marked(reading, tasks):
    (row,) = rows(reading.get(at("tasks"), {"unit": "42-vptu"}))
    assert row.part
    assert row.lead == "Sở Xây dựng"


def test_filters_survive_the_day_and_the_tiles(reading, tasks):
    day = (TODAY - timedelta(days=1)).isoformat()
    answer = reading.get(at("tasks"), {"kind": "ward", "as_of": day})
    assert all("kind=ward" in tile.url and day in tile.url for tile in answer.context["head"].tiles)
    assert f"as_of={day}" in answer.context["files"].csv


def test_a_past_day_knows_less(reading, tasks, reviewer):
    record(lead_of(tasks["1.1"]), LATE, reviewer)
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert counts(reading.get(at("tasks")))[:3] == ["1", "0", "0"]
    assert counts(reading.get(at("tasks"), {"as_of": yesterday}))[:3] == ["0", "0", "1"]


@pytest.fixture
def many(programme, tasks):
    """A hundred wards that lead their part of 2.1."""
    wards = [
        Unit(
            code=f"9{number:04}",
            province=programme.province,
            name=f"Phường {number}",
            kind=UnitKind.WARD,
        )
        for number in range(100)
    ]
    for unit in Unit.objects.bulk_create(wards):
        lead(tasks["2.1"], unit, is_own_part=True)


@pytest.mark.parametrize("name", [*PAGES, "task"])
def test_queries_do_not_grow_with_leads(reading, many, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert reading.get(at(name, *["2.1"] * (name == "task"))).status_code == 200


def test_leads_come_in_pages(reading, many):
    answer = reading.get(at("tasks"), {"kind": "ward", "page": 3})
    assert len(rows(answer)) == 2
    assert "page=2" in answer.content.decode()
    assert len(rows(reading.get(at("tasks")))) == 3


def test_the_file_has_a_line_for_each_lead(reading, tasks, units, reviewer):
    record(lead_of(tasks["1.1"]), RUNNING, reviewer)
    text = reading.get(at("tasks_file", "csv")).content.decode("utf-8-sig")
    lines = text.splitlines()
    assert len(lines) == 2 + 4
    assert lines[2].startswith("1;1.1;Lập quy hoạch chung;Sở Xây dựng;42-sxd;Văn phòng Tỉnh ủy;")
    assert ";40;" in lines[2]
    filtered = reading.get(at("tasks_file", "csv"), {"unit": "18073"}).content.decode()
    assert len(filtered.splitlines()) == 3


def test_the_paper_adds_up(reading, tasks, units, reviewer):
    record(lead_of(tasks["1.2"], units["18754"]), DONE, reviewer)
    record(lead_of(tasks["1.2"], units["18073"]), RUNNING, reviewer)
    paper = reading.get(at("tasks_print")).context["paper"]
    assert paper.sections[-1].cells == ("3", "1", "0", "1", "1", "1", "33,3 %")
    assert paper.units[-1].cells == paper.sections[-1].cells
    assert [line.label for line in paper.units if line.is_sub] == ["Phường Thành Sen"]
    (task,) = paper.overdue
    assert [(line.unit, line.reason) for line in task.lines] == [
        ("Phường Thành Sen", "Đang lấy ý kiến")
    ]
    assert paper.unassigned == ("2.1 Phát triển nhà ở xã hội",)


def test_the_navigation_leads_here(reading, tasks):
    nav = reading.get(at("tasks")).context["shell"].nav
    assert [item.url.partition("?")[0] for item in nav if item.is_current] == [at("tasks")]
