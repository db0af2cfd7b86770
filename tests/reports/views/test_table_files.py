"""Every table file: for whom, in both forms, with what it says of itself, at a fixed cost."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.conftest import TODAY
from tests.reports.figures import bring
from tests.reports.roadmaps.steps import cell, fill
from tests.reports.workflow.steps import report_in
from tracker.accounts.models import User

OPEN = [
    *(("gaps", ()), ("attention", ()), ("groups", ()), ("changes", ()), ("indicators", ())),
    *(("history", ("urban",)), ("trajectory", ("urban",)), ("contributions", ("broadband",))),
    *(("classes", ("towns",)), ("matrix", ()), ("clauses", ())),
    *(("units", ()), ("units_compared", ()), ("unit_indicators", ("42-sxd",))),
    *(("unit_tasks", ("42-sxd",)), ("unit_figures", ("18073",)), ("unit_reports", ("18073",))),
    *(("tasks", ()), ("task_leads", ("1.2",)), ("unassigned", ())),
    *(("roadmaps_wholes", ()), ("roadmaps_shares", ()), ("roadmaps_standings", ())),
    *(("roadmap", ("18073",)), ("roadmap_template", ("18073",))),
    *(("completeness", ()), ("chase_list", ("2026-Q4",)), ("calendar", ()), ("extensions", ())),
    *(("ledger", ()), ("my_work", ())),
]
"""Whoever sees the programme has these."""
OFFICE = [("review_queue", ()), ("report_lines", ("2026-Q4", "18073"))]
"""For others than the Office these do not exist."""
ADMINISTRATION = [
    *(("administration", ()), ("members", ()), ("unit_members", ("18073",))),
    *(("successions", ()), ("measures", ())),
]
"""Others may not have these."""
ALL = OPEN + OFFICE + ADMINISTRATION
BARE = ("roadmap_template",)
"""A file to be filled: it says nothing above its header in CSV."""


def at(name, args=(), ending="csv", **query):
    return reverse(f"{name}_file", args=["small", *args, ending], query=query)


@pytest.fixture
def full(world_with_tasks, scene):
    """Figures, a roadmap and a report that was sent."""
    scene.once("full", lambda: _fill(world_with_tasks))
    return world_with_tasks


def _fill(world):
    lines = (
        *("urban,42,2024,35.5,,,,illustrative,", "urban,42,2025,38.51,,,,estimate,"),
        *("broadband,18073,2026-Q2,,90,100,,official,", "towns,42,2025,2,,,II,official,"),
    )
    bring(world.programme, world.people["reviewer"], *lines)
    fill(world.programme, world.ward, world.people["head"], cell("broadband", 2030, 90, 1000))
    report_in(world, "submitted", world.ward)


@pytest.fixture
def sees(client, full):
    def sees(who):
        client.force_login(User.objects.get(username=who))
        return client

    return sees


def book(answer):
    return load_workbook(BytesIO(answer.content)).worksheets[0]


def header_of(sheet):
    """The row above the first that scrolls."""
    number = int(re.sub(r"\D", "", sheet.freeze_panes)) - 1
    return number, [one.value for one in sheet[number]]


def csv_lines(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


@pytest.mark.parametrize(("name", "args"), ALL)
class TestEveryFile:
    def test_both_forms_hold_the_same_and_say_what_they_are(self, sees, name, args):
        client = sees("reviewer")
        about, *lines = csv_lines(client.get(at(name, args)))
        sheet = book(client.get(at(name, args, "xlsx")))
        number, header = header_of(sheet)
        if name in BARE:
            assert (len(about), len(lines)) == (len(header), sheet.max_row - number)
            return
        assert lines[0] == header
        assert len(lines) - 1 == sheet.max_row - number
        above = [sheet.cell(row, 1).value for row in range(1, number)]
        assert [one for one in above if one] == about
        for said in ("1-CTr/TU: Chương trình nhỏ", "20/11/2026", "Reviewer"):
            assert any(said in line for line in about)

    def test_who_may_have_it_and_how(self, client, sees, name, args):
        """Work in progress knows only today: an address of another day leads there."""
        answer = client.get(at(name, args))
        assert (answer.status_code, answer.url.startswith(reverse("login"))) == (302, True)
        assert sees("stranger").get(at(name, args)).status_code == 404
        assert sees("reviewer").post(at(name, args)).status_code == 405
        status = client.get(at(name, args, as_of="x")).status_code
        assert status == (302 if name in ("my_work", "report_lines") else 400)

    def test_costs_few_queries(self, sees, name, args, django_assert_max_num_queries):
        client = sees("reviewer")
        for ending in ("csv", "xlsx"):
            with django_assert_max_num_queries(22):
                assert client.get(at(name, args, ending)).status_code == 200


@pytest.mark.parametrize(("name", "args"), OPEN)
def test_a_reader_has_it(sees, name, args):
    assert sees("reader").get(at(name, args)).status_code == 200


@pytest.mark.parametrize(("name", "args"), OFFICE)
def test_a_reader_does_not_know_it(sees, name, args):
    assert sees("reader").get(at(name, args)).status_code == 404


@pytest.mark.parametrize(("name", "args"), ADMINISTRATION)
def test_a_reader_may_not_have_it(sees, name, args):
    assert sees("reader").get(at(name, args)).status_code == 403


@pytest.mark.parametrize(
    ("name", "args"),
    [
        *(("history", ("nothing",)), ("trajectory", ("nothing",)), ("unit_tasks", ("nothing",))),
        *(("task_leads", ("9.9",)), ("roadmap", ("42-sxd",)), ("chase_list", ("2019-Q4",))),
        *(("report_lines", ("2026-Q4", "18754")), ("unit_members", ("38",))),
        ("classes", ("urban",)),
    ],
)
def test_what_does_not_exist_is_not_found(sees, name, args):
    assert sees("reviewer").get(at(name, args)).status_code == 404


def test_another_ending_is_no_address(sees):
    path = at("indicators").replace(".csv", ".ods")
    assert sees("reviewer").get(path).status_code == 404


PAGES = [
    *(("overview", ()), ("indicators", ()), ("indicator", ("urban",)), ("matrix", ())),
    *(("units", ()), ("units_compared", ()), ("unit", ("42-sxd",)), ("unit", ("18073",))),
    *(("tasks", ()), ("task", ("1.2",)), ("unassigned", ()), ("roadmaps", ())),
    *(("roadmap", ("18073",)), ("completeness", ()), ("chase_list", ("2026-Q4",))),
    *(("calendar", ()), ("ledger", ()), ("review_queue", ()), ("review", ("2026-Q4", "18073"))),
    *(("administration", ()), ("administration_unit", ("18073",)), ("successions", ())),
    *(("measures", ()), ("clauses", ()), ("my_work", ())),
]


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_every_link_to_a_file_leads_to_it(sees, name, args):
    client = sees("colleague" if name == "my_work" else "reviewer")
    page = client.get(reverse(name, args=["small", *args])).content.decode()
    links = re.findall(r'href="([^"]+\.(?:csv|xlsx)[^"]*)"', page)
    assert links or name in ("successions",)
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_filters_are_said_in_words_and_carried_over(sees):
    client = sees("reviewer")
    links = client.get(reverse("indicators", args=["small"]), {"group": "Hạ tầng"}).context["files"]
    first, _header, *rows = client.get(links.csv).content.decode("utf-8-sig").splitlines()
    assert "Nhóm: Hạ tầng" in first
    assert rows
    assert all(";Hạ tầng;" in row for row in rows)
    assert "Nhóm:" not in client.get(at("indicators")).content.decode().splitlines()[0]


def test_numbers_are_numbers_with_their_unit_beside_them(sees):
    sheet = book(sees("reviewer").get(at("indicators", (), "xlsx")))
    number, header = header_of(sheet)
    rows = {row[0]: dict(zip(header, row, strict=True)) for row in sheet.values}
    urban = rows["urban"]
    assert (urban["Thực hiện mới nhất"], urban["Đơn vị tính"]) == (38.5, "%")
    assert number == 6 + 1


def test_illustrative_data_are_marked_where_they_are(sees):
    client = sees("reviewer")
    assert "minh họa" in client.get(at("trajectory", ("urban",))).content.decode().splitlines()[0]
    assert "minh họa" in client.get(at("tasks")).content.decode().splitlines()[0]
    for name, args in (("history", ("broadband",)), ("successions", ()), ("units", ())):
        assert "minh họa" not in client.get(at(name, args)).content.decode().splitlines()[0]


def test_a_past_day_is_that_day(sees):
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    answer = sees("reviewer").get(at("indicators", as_of=yesterday))
    assert yesterday in answer["Content-Disposition"]
    assert "19/11/2026" in answer.content.decode().splitlines()[0]


def test_a_file_in_english(sees):
    client = sees("reviewer")
    client.cookies["django_language"] = "en"
    lines = client.get(at("indicators")).content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("Code,Indicator,Group,Status,Latest figure,")


def test_ones_own_work_and_nobody_elses(sees):
    text = sees("colleague").get(at("my_work")).content.decode()
    assert "Phường Thành Sen" in text
    assert len(sees("reader").get(at("my_work")).content.decode().splitlines()) == 2


def test_a_cut_ledger_says_so(sees, monkeypatch):
    monkeypatch.setattr("reports.queries.ledger_pages.REACH", 3)
    first, _header, *rows = sees("reviewer").get(at("ledger")).content.decode().splitlines()
    assert len(rows) == 3
    assert "3" in first.rsplit(";", 1)[-1]


@pytest.mark.office
def test_libreoffice_opens_and_prints_a_table(sees, libreoffice):
    from pypdf import PdfReader

    content = sees("reviewer").get(at("indicators", (), "xlsx")).content
    pages = PdfReader(BytesIO(libreoffice(content, "xlsx", "pdf"))).pages
    text = " ".join(pages[0].extract_text().split())
    assert "1-CTr/TU: Chương trình nhỏ" in text
    assert re.search(r"38[.,]5", text)
    assert f"1/{len(pages)}" in text
    assert pages[0].mediabox.width > pages[0].mediabox.height
    back = libreoffice(content, "xlsx", "xlsx")
    assert list(load_workbook(BytesIO(back)).worksheets[0].values)[7][0] == "urban"
