"""Tải biểu mẫu: who gets the form of which report, and how it arrives."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reports.calendar import lock
from reports.exports.form.content import FormHead
from reports.exports.form.naming import form_name
from reports.imports.form.reading import read_form
from reports.models import Report
from reports.reporting import submit
from tests.reports.exports.form.forms import HEAD
from tests.reports.views.entry_cast import FULL, begin, fill, fourth_quarter, page

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def report(programme, units, reporter) -> Report:
    return begin(programme, units["42-sxd"], reporter)


@pytest.fixture
def sent(report, reporter) -> Report:
    fill(report, reporter, **FULL)
    return submit(report=report, by=reporter)


class TestWhoGetsIt:
    def test_the_first_visit_makes_the_draft(self, client, programme, reporter):
        fourth_quarter(programme)
        client.force_login(reporter)
        form = read_form(client.get(page("form_file")).content)
        assert len(form.figures) == Report.objects.get().entries.count() == 4
        assert (form.programme, form.unit, form.period) == ("small", "42-sxd", "2026-Q4")

    @pytest.mark.parametrize("person", ["reporter", "head"])
    def test_the_unit_gets_what_it_has_filled(self, client, report, reporter, request, person):
        fill(report, reporter, **FULL)
        client.force_login(request.getfixturevalue(person))
        rows = read_form(client.get(page("form_file")).content).figures
        assert {row.code: row.cells["value"].text for row in rows} == {
            "urban": "41",
            "towns/II": "2",
            "towns/III": "1",
            "city": "chưa",
        }

    def test_the_office_gets_a_sent_report(self, client, sent, reviewer):
        client.force_login(reviewer)
        assert len(read_form(client.get(page("form_file")).content).figures) == 4

    @pytest.mark.parametrize("person", ["stranger", "reader", "reviewer", "administrator"])
    def test_a_draft_does_not_exist_for_others(self, client, report, request, person):
        client.force_login(request.getfixturevalue(person))
        assert client.get(page("form_file")).status_code == 404

    def test_a_visitor_signs_in_first(self, client, report):
        response = client.get(page("form_file"))
        assert (response.status_code, response.url[: len(reverse("login"))]) == (
            302,
            reverse("login"),
        )

    @pytest.mark.parametrize("method", ["post", "put", "delete"])
    def test_other_verbs_are_refused(self, client, report, reporter, method):
        client.force_login(reporter)
        assert getattr(client, method)(page("form_file")).status_code == 405

    @pytest.mark.parametrize("period", ["2026-Q3x", "2031-Q4", "2026", "x"])
    def test_a_period_that_is_not_there(self, client, report, reporter, period):
        client.force_login(reporter)
        there = page("form_file", place=("small", period, "42-sxd"))
        assert client.get(there).status_code == 404


class TestHowItArrives:
    def test_as_a_workbook_with_a_readable_name_never_kept(self, client, report, reporter):
        client.force_login(reporter)
        response = client.get(page("form_file"))
        assert response["Content-Type"] == EXCEL
        wanted = 'attachment; filename="Bieu-mau-2026-Q4-so-xay-dung.xlsx"'
        assert response["Content-Disposition"] == wanted
        assert "no-store" in response["Cache-Control"]

    def test_where_there_is_no_report_the_page_says_why(
        self, client, programme, reporter, reviewer
    ):
        lock(period=fourth_quarter(programme), by=reviewer)
        client.force_login(reporter)
        response = client.get(page("form_file"))
        assert response.status_code == 200
        assert response["Content-Type"].startswith("text/html")
        assert not Report.objects.exists()

    def test_an_address_of_another_day_leads_to_today(self, client, report, reporter):
        client.force_login(reporter)
        response = client.get(page("form_file") + "?as_of=2026-11-01")
        assert (response.status_code, response.url) == (302, page("form_file"))


class TestItsName:
    @pytest.mark.parametrize(
        ("unit", "name"),
        [
            ("Sở Xây dựng", "so-xay-dung"),
            ("Ban Quản lý Khu kinh tế Nghi Sơn", "ban-quan-ly-khu-kinh-te-nghi-son"),
            ('Phường "Đồng\r\nTiến"/..', "phuong-dong-tien"),
            ("…", "42-sxd"),
        ],
    )
    def test_every_disk_takes_it(self, unit, name):
        head = FormHead(**(HEAD.__dict__ | {"unit_name": unit}))
        assert form_name(head) == f"Bieu-mau-2026-Q4-{name}.xlsx"

    def test_a_long_one_is_cut(self):
        head = FormHead(**(HEAD.__dict__ | {"unit_name": "Sở " * 90}))
        assert len(form_name(head)) < 90


class TestButtons:
    @pytest.mark.parametrize("name", ["report", "my_work"])
    def test_the_grid_and_my_work_offer_it(self, client, report, reporter, name):
        client.force_login(reporter)
        there = page("report") if name == "report" else reverse("my_work", args=["small"])
        assert page("form_file") in client.get(there).content.decode()

    def test_what_is_sent_is_not_offered_among_the_work(self, client, sent, reporter):
        client.force_login(reporter)
        said = client.get(reverse("my_work", args=["small"])).content.decode()
        assert page("form_file") not in said
