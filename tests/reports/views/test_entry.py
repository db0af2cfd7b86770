"""The grid: who sees it, what it shows, and the form that saves all its rows."""

import pytest
from django.urls import reverse

from reports.calendar import lock
from reports.models import Entry, Report
from reports.reporting import Filling, submit
from tests.conftest import decimal
from tests.reports.figures import bring
from tests.reports.views.entry_cast import (
    FULL,
    begin,
    entry_of,
    fill,
    fourth_quarter,
    make_known,
    page,
    row_fields,
)


@pytest.fixture
def report(programme, units, reporter) -> Report:
    return begin(programme, units["42-sxd"], reporter)


@pytest.fixture
def sent(report, reporter) -> Report:
    fill(report, reporter, **FULL)
    return submit(report=report, by=reporter)


class TestWhoSeesTheGrid:
    def test_the_first_visit_makes_a_draft(self, client, programme, reporter):
        fourth_quarter(programme)
        client.force_login(reporter)
        assert client.get(page("report")).status_code == 200
        assert Report.objects.get().entries.count() == 4

    def test_a_visitor_signs_in_first(self, client, report):
        response = client.get(page("report"))
        assert response.status_code == 302
        assert response.url.startswith(reverse("login"))

    @pytest.mark.parametrize("person", ["stranger", "reader", "reviewer"])
    def test_a_draft_does_not_exist_for_others(self, client, report, request, person):
        client.force_login(request.getfixturevalue(person))
        assert client.get(page("report")).status_code == 404

    def test_the_office_sees_a_sent_report_without_inputs(self, client, sent, reviewer):
        client.force_login(reviewer)
        response = client.get(page("report"))
        assert response.status_code == 200
        assert not response.context["page"].is_writable
        assert b"data-field" not in response.content

    def test_the_office_cannot_save(self, client, sent, reviewer):
        client.force_login(reviewer)
        data = row_fields(entry_of(sent, "urban"), value="50")
        assert client.post(page("report"), data).status_code == 403

    @pytest.mark.parametrize("method", ["put", "delete"])
    def test_other_verbs_are_refused(self, client, report, reporter, method):
        client.force_login(reporter)
        assert getattr(client, method)(page("report")).status_code == 405

    @pytest.mark.parametrize("period", ["2026-Q3x", "2031-Q4", "2026", "x"])
    def test_a_period_that_is_not_there(self, client, report, reporter, period):
        client.force_login(reporter)
        there = page("report", place=("small", period, "42-sxd"))
        assert client.get(there).status_code == 404

    def test_an_address_of_another_day_leads_to_today(self, client, report, reporter):
        client.force_login(reporter)
        response = client.get(page("report") + "?as_of=2026-11-01")
        assert (response.status_code, response.url) == (302, page("report"))


class TestWhatItShows:
    def test_the_last_figure_the_year_before_and_the_trajectory(
        self, client, programme, report, reporter, reviewer
    ):
        bring(
            programme,
            reviewer,
            "urban,42,2024,36.5,,,,official,",
            "urban,42,2025,38.5,,,,estimate,",
        )
        client.force_login(reporter)
        (row,) = client.get(page("report")).context["page"].sections[0].items[0].rows
        assert (row.last, row.last_period) == ("38,5\u00a0%", "2025")
        assert row.year_before == "38,5\u00a0%"
        assert row.expected == "41,0\u00a0%"
        assert [field.column for field in row.fields] == ["numerator", "denominator", "value"]

    def test_classes_stand_under_one_heading_with_their_sum(self, client, report, reporter):
        fill(
            report,
            reporter,
            towns_II=Filling(value=decimal("2")),
            towns_III=Filling(value=decimal("5")),
        )
        client.force_login(reporter)
        towns = client.get(page("report")).context["page"].sections[1].items[0]
        assert (towns.has_classes, len(towns.rows), towns.sum_text) == (True, 2, "7")

    def test_how_a_number_was_understood(self, client, report, reporter):
        filling = Filling(numerator=decimal("1234"), denominator=decimal("3000"))
        fill(report, reporter, urban=filling)
        client.force_login(reporter)
        (row,) = client.get(page("report")).context["page"].sections[0].items[0].rows
        assert row.text == "41,13\u00a0%"
        assert [field.text for field in row.fields] == ["1234", "3000", ""]

    def test_a_warning_in_words_beside_the_cell(
        self, client, programme, report, reporter, reviewer
    ):
        bring(programme, reviewer, "urban,42,2025,20,,,,official,")
        fill(report, reporter, urban=Filling(value=decimal("41")))
        client.force_login(reporter)
        (row,) = client.get(page("report")).context["page"].sections[0].items[0].rows
        assert len(row.warnings) == 1
        assert row.wants_reason
        assert row.change == "+21,00 điểm phần trăm"
        assert row.warnings[0].startswith("+105,0\u00a0%")

    def test_why_it_cannot_be_filled(self, client, sent, reporter):
        client.force_login(reporter)
        shown = client.get(page("report")).context["page"]
        assert not shown.is_writable
        assert shown.head.why_closed

    def test_a_locked_period_without_a_report(self, client, programme, reporter, reviewer):
        lock(period=fourth_quarter(programme), by=reviewer)
        client.force_login(reporter)
        response = client.get(page("report"))
        assert response.templates[0].name == "entry/nothing.html"
        assert not Report.objects.exists()

    def test_a_unit_that_has_ended(self, client, programme, units, reporter, django_user_model):
        from assignments.actions import join_unit
        from tracker.accounts.roles import Role

        fourth_quarter(programme)
        join_unit(user=reporter, unit=units["447"], role=Role.REPORTER, by=None)
        client.force_login(reporter)
        response = client.get(page("report", place=("small", "2026-Q4", "447")))
        assert response.status_code == 200
        assert response.context["has_ended"]


class TestTheFormWithoutJavaScript:
    def test_saves_only_the_rows_that_were_changed(self, client, report, reporter):
        client.force_login(reporter)
        data = row_fields(entry_of(report, "urban"), numerator="1.234,5", denominator="3000")
        data |= row_fields(entry_of(report, "towns", "II"))
        data |= row_fields(entry_of(report, "city"), value="15/09/2026", note="Nghị quyết 12")
        response = client.post(page("report"), data)
        assert (response.status_code, response.url) == (302, page("report"))
        assert entry_of(report, "urban").numerator == decimal("1234.5")
        assert entry_of(report, "city").done_on.isoformat() == "2026-09-15"
        assert entry_of(report, "towns", "II").version == 1

    def test_a_fault_stores_nothing_of_its_row_and_keeps_what_was_typed(
        self, client, report, reporter
    ):
        client.force_login(reporter)
        data = row_fields(entry_of(report, "urban"), value="1.234")
        data |= row_fields(entry_of(report, "towns", "II"), value="2")
        response = client.post(page("report"), data)
        assert response.status_code == 422
        (problem,) = response.context["page"].problems
        assert problem.key == entry_of(report, "urban").pk
        assert b'value="1.234"' in response.content
        assert entry_of(report, "urban").value is None
        assert entry_of(report, "towns", "II").value == 2

    def test_a_stale_row_shows_both_values_and_loses_none(self, client, report, reporter, head):
        client.force_login(reporter)
        data = row_fields(entry_of(report, "urban"), value="41")
        fill(report, head, urban=Filling(value=decimal("40")))
        response = client.post(page("report"), data)
        assert response.status_code == 422
        (row,) = response.context["page"].sections[0].items[0].rows
        assert "40" in row.theirs
        assert row.fields[2].text == "41"
        assert entry_of(report, "urban").value == 40
        again = {field.name: field.text for field in (*row.fields, row.note)}
        client.post(page("report"), again | {f"e{row.key}-version": row.stamp})
        assert entry_of(report, "urban").value == 41

    def test_an_untouched_row_never_undoes_what_somebody_else_saved(
        self, client, report, reporter, head
    ):
        client.force_login(reporter)
        data = row_fields(entry_of(report, "urban"))
        fill(report, head, urban=Filling(value=decimal("40")))
        assert client.post(page("report"), data).status_code == 302
        assert entry_of(report, "urban").value == 40

    def test_the_last_figure_kept_wants_a_reason(
        self, client, programme, report, reporter, reviewer
    ):
        bring(programme, reviewer, "urban,42,2025,,300,1000,,official,")
        client.force_login(reporter)
        data = row_fields(entry_of(report, "urban"), kept="on")
        assert client.post(page("report"), data).status_code == 422
        data = row_fields(entry_of(report, "urban"), kept="on", note="Chưa điều tra lại")
        assert client.post(page("report"), data).status_code == 302
        urban = entry_of(report, "urban")
        assert (urban.numerator, urban.denominator, urban.is_unchanged) == (300, 1000, True)

    def test_a_sent_report_keeps_what_was_typed_on_the_page(self, client, report, reporter):
        data = row_fields(entry_of(report, "urban"), value="39")
        fill(report, reporter, **FULL)
        submit(report=report, by=reporter)
        client.force_login(reporter)
        response = client.post(page("report"), data)
        assert response.status_code == 422
        assert "39" in response.content.decode()
        assert entry_of(report, "urban").value == 41

    def test_a_session_that_ended_keeps_what_was_typed(self, client, report, reporter):
        data = row_fields(entry_of(report, "urban"), value="41,5")
        make_known(client)
        response = client.post(page("report"), data)
        assert response.status_code == 302
        assert response.url.startswith(reverse("login"))
        client.force_login(reporter)
        shown = client.get(page("report"))
        (row,) = shown.context["page"].sections[0].items[0].rows
        assert row.fields[2].text == "41,5"
        assert row.unsaved
        assert not client.get(page("report")).context["page"].sections[0].items[0].rows[0].unsaved

    def test_goes_on_to_the_check(self, client, report, reporter):
        client.force_login(reporter)
        response = client.post(page("report"), {"check": "1"})
        assert response.url == page("report_check")


def test_the_grid_takes_at_most_25_queries(
    client, programme, report, reporter, reviewer, django_assert_max_num_queries
):
    bring(programme, reviewer, "urban,42,2025,38.5,,,,official,", "towns,42,2025,2,,,II,official,")
    client.force_login(reporter)
    with django_assert_max_num_queries(25):
        client.get(page("report"))
    assert Entry.objects.filter(updated_at__isnull=False).count() == 0
