"""My work: what waits for a person, and asking for more time."""

import pytest
import time_machine
from django.urls import reverse

from assignments.actions import join_unit
from reports.calendar import decide_extension, lock
from reports.models import Extension, Report
from reports.reporting import Filling, submit
from reports.reviewing import return_entries
from tests.conftest import TODAY, decimal
from tests.reports.views.entry_cast import FULL, begin, entry_of, fill, fourth_quarter, page
from tracker.accounts.roles import Role

HOME = "/p/small/viec-cua-toi/"


@pytest.fixture
def report(programme, units, reporter) -> Report:
    return begin(programme, units["42-sxd"], reporter)


@pytest.fixture
def work(client):
    """The page as this person sees it."""

    def work(by):
        client.force_login(by)
        response = client.get(HOME)
        assert response.status_code == 200
        return response.context["page"]

    return work


def wish(**changed) -> dict[str, str]:
    return {"wanted_until": "2026-12-28", "reason": "Chờ số liệu Thống kê"} | changed


class TestMyWork:
    def test_says_what_is_done_and_until_when(self, work, report, reporter):
        fill(report, reporter, urban=Filling(value=decimal("41")))
        (card,) = work(reporter).current
        assert (card.done, card.total, card.deadline) == (1, 4, "16/12/2026")
        assert "26" in card.left
        assert (len(card.open_tasks), card.is_full) == (3, False)

    def test_before_the_first_visit(self, work, programme, reporter):
        fourth_quarter(programme)
        (card,) = work(reporter).current
        assert (card.is_begun, card.owes, card.total) == (False, True, 4)

    def test_returned_figures_come_first_with_the_reviewers_words(
        self, work, report, reporter, reviewer
    ):
        fill(report, reporter, **FULL)
        submit(report=report, by=reporter)
        reasons = {entry_of(report, "urban").pk: "Sai nguồn"}
        return_entries(report=report, reasons=reasons, by=reviewer)
        (card,) = work(reporter).returned
        assert [one.sentence for one in card.returned] == ["Sai nguồn"]
        assert (card.returned_by, card.is_mended) == ("Reviewer", False)

    def test_a_corrected_figure_is_done_again(self, work, report, reporter, reviewer):
        fill(report, reporter, **FULL)
        submit(report=report, by=reporter)
        reasons = {entry_of(report, "urban").pk: "Sai nguồn"}
        return_entries(report=report, reasons=reasons, by=reviewer)
        assert work(reporter).current[0].done == 3
        with time_machine.travel("2026-11-20T15:00:00+07:00"):
            fill(report, reporter, urban=Filling(value=decimal("41.5")))
            (card,) = work(reporter).returned
        assert (card.done, card.returned[0].is_settled, card.is_mended) == (4, True, True)
        assert card.is_full

    def test_a_report_waits_for_its_head_only(self, work, report, reporter, head):
        report.unit.wants_sign_off = True
        report.unit.save(update_fields=["wants_sign_off"])
        fill(report, reporter, **FULL)
        submit(report=report, by=reporter)
        assert len(work(head).to_sign) == 1
        assert not work(reporter).to_sign

    def test_a_sent_report_is_no_work(self, work, report, reporter):
        fill(report, reporter, **FULL)
        submit(report=report, by=reporter)
        (card,) = work(reporter).current
        assert (card.is_sent, card.can_ask, card.left) == (True, False, "")
        assert "20/11/2026" in card.sent

    def test_earlier_periods_still_open(self, work, programme, units, reporter, reviewer):
        period = fourth_quarter(programme)
        join_unit(user=reporter, unit=units["18073"], role=Role.REPORTER, by=None)
        assert [card.period for card in work(reporter).earlier] == [
            "Quý III/2026",
            "Quý II/2026",
            "Quý I/2026",
        ]
        lock(period=period.programme.periods.get(quarter=2), by=reviewer)
        assert len(work(reporter).earlier) == 2

    @pytest.mark.parametrize("person", ["reader", "reviewer", "administrator"])
    def test_nobodys_work_is_an_empty_page(self, work, report, request, person):
        shown = work(request.getfixturevalue(person))
        assert not shown.has_units
        assert shown.has_periods

    def test_before_the_calendar_is_open(self, work, programme, reporter):
        assert not work(reporter).has_periods

    def test_a_stranger_finds_nothing(self, client, report, stranger):
        client.force_login(stranger)
        assert client.get(HOME).status_code == 404

    def test_a_visitor_signs_in_first(self, client, report):
        assert client.get(HOME).url.startswith(reverse("login"))

    def test_takes_no_post(self, client, report, reporter):
        client.force_login(reporter)
        assert client.post(HOME).status_code == 405

    def test_queries_do_not_grow_with_units(
        self, client, report, units, reporter, django_assert_max_num_queries
    ):
        for code in ("18073", "18754", "436", "447"):
            join_unit(user=reporter, unit=units[code], role=Role.REPORTER, by=None)
        client.force_login(reporter)
        with django_assert_max_num_queries(22):
            client.get(HOME)


class TestAskingForMoreTime:
    def test_a_request_goes_to_the_office(self, client, work, report, reporter):
        client.force_login(reporter)
        response = client.post(page("extension_ask"), wish())
        assert (response.status_code, response.url) == (302, HOME)
        (card,) = work(reporter).current
        assert card.wish
        assert not card.can_ask

    def test_a_granted_one_moves_the_deadline(self, client, work, report, reporter, reviewer):
        client.force_login(reporter)
        client.post(page("extension_ask"), wish())
        until = TODAY.replace(month=12, day=28)
        decide_extension(
            extension=Extension.objects.get(), granted_until=until, answer="", by=reviewer
        )
        (card,) = work(reporter).current
        assert (card.deadline, bool(card.extension)) == ("28/12/2026", True)

    @pytest.mark.parametrize(
        "changed", [{"reason": " "}, {"wanted_until": ""}, {"wanted_until": "2026-12-01"}]
    )
    def test_a_fault_is_shown_beside_what_was_typed(self, client, report, reporter, changed):
        client.force_login(reporter)
        response = client.post(page("extension_ask"), wish(**changed))
        assert response.status_code == 422
        assert response.context["form"].errors
        assert not Extension.objects.exists()

    def test_two_requests_at_once(self, client, report, reporter):
        client.force_login(reporter)
        answers = [client.post(page("extension_ask"), wish()).status_code for _click in range(2)]
        assert answers == [302, 422]

    def test_the_form_itself(self, client, report, reporter):
        client.force_login(reporter)
        assert client.get(page("extension_ask")).status_code == 200

    @pytest.mark.parametrize(
        ("person", "status"), [("stranger", 404), ("reader", 404), ("reviewer", 403)]
    )
    def test_only_the_unit_asks(self, client, report, request, person, status):
        client.force_login(request.getfixturevalue(person))
        assert client.post(page("extension_ask"), wish()).status_code == status

    def test_a_visitor_signs_in_first(self, client, report):
        assert client.post(page("extension_ask"), wish()).url.startswith(reverse("login"))

    def test_other_verbs_are_refused(self, client, report, reporter):
        client.force_login(reporter)
        assert client.put(page("extension_ask")).status_code == 405
