"""Check and send: what is missing, the buttons of each person, and every verb's bad luck."""

import pytest
from django.urls import reverse

from reports.calendar import lock
from reports.models import Report, ReportState
from reports.reporting import Filling, save_remarks, send_back, submit
from reports.reviewing import approve_report, return_entries
from tests.conftest import decimal
from tests.reports.figures import bring
from tests.reports.views.entry_cast import FULL, begin, entry_of, fill, page
from tracker.audit.models import Event


@pytest.fixture
def report(programme, units, reporter) -> Report:
    return begin(programme, units["42-sxd"], reporter)


@pytest.fixture
def full(report, reporter) -> Report:
    fill(report, reporter, **FULL)
    return report


@pytest.fixture
def sent(full, reporter) -> Report:
    return submit(report=full, by=reporter)


@pytest.fixture
def signing(full, units, reporter) -> Report:
    """A report of a unit whose head signs."""
    full.unit.wants_sign_off = True
    full.unit.save(update_fields=["wants_sign_off"])
    return submit(report=full, by=reporter)


@pytest.fixture
def act(client, report):
    """Press a button; the answer, and the report as it is afterwards."""

    def act(by, verb, **said):
        client.force_login(by)
        seen = {"version": Report.objects.order_by("-revision").first().version}
        response = client.post(page("report_act"), {"verb": verb, **seen, **said})
        return response, Report.objects.order_by("-revision").first()

    return act


def verbs(client, by) -> dict[str, bool]:
    client.force_login(by)
    return {
        one.verb: one.is_enabled for one in client.get(page("report_check")).context["page"].acts
    }


def test_without_a_version_nothing_is_done(client, report, full, reporter):
    """Nobody sends what they have not seen."""
    client.force_login(reporter)
    response = client.post(page("report_act"), {"verb": "submit"})
    assert response.status_code == 409
    assert Report.objects.get().state == "draft"


class TestThePage:
    def test_what_is_missing_keeps_the_report_from_being_sent(self, client, report, reporter):
        client.force_login(reporter)
        shown = client.get(page("report_check")).context["page"]
        assert len(shown.missing) == 4
        (submit_button,) = shown.acts
        assert not submit_button.is_enabled
        assert submit_button.why_not == shown.obstacle != ""

    def test_a_warning_without_a_reason(self, client, programme, full, reporter, reviewer):
        bring(programme, reviewer, "urban,42,2025,20,,,,official,")
        client.force_login(reporter)
        shown = client.get(page("report_check")).context["page"]
        assert [one.key for one in shown.silent] == [entry_of(full, "urban").pk]
        assert shown.obstacle

    def test_the_buttons_of_each_person(self, client, full, reporter, head, reviewer):
        assert verbs(client, reporter) == verbs(client, head) == {"submit": True}
        submit(report=full, by=reporter)
        assert verbs(client, reporter) == {"withdraw": True}
        assert verbs(client, reviewer) == {}

    def test_the_buttons_of_a_sign_off(self, client, signing, reporter, head):
        assert verbs(client, reporter) == {"withdraw": True}
        assert verbs(client, head) == {"sign": True, "send_back": True, "withdraw": True}

    def test_the_buttons_of_an_approved_report(self, client, sent, reporter, reviewer):
        approve_report(report=sent, by=reviewer)
        assert verbs(client, reporter) == {"revise": True}

    def test_a_locked_period_says_why(self, client, full, reporter, reviewer):
        lock(period=full.period, by=reviewer)
        assert verbs(client, reporter) == {"submit": False}

    @pytest.mark.parametrize("person", ["stranger", "reader", "reviewer"])
    def test_a_draft_does_not_exist_for_others(self, client, full, request, person):
        client.force_login(request.getfixturevalue(person))
        assert client.get(page("report_check")).status_code == 404

    def test_a_visitor_signs_in_first(self, client, report):
        assert client.get(page("report_check")).url.startswith(reverse("login"))

    def test_takes_no_post(self, client, report, reporter):
        client.force_login(reporter)
        assert client.post(page("report_check")).status_code == 405

    def test_takes_at_most_thirty_queries(
        self, client, full, reporter, django_assert_max_num_queries
    ):
        client.force_login(reporter)
        with django_assert_max_num_queries(30):
            client.get(page("report_check"))


class TestActing:
    def test_sending_with_remarks(self, act, full, reporter):
        response, after = act(reporter, "submit", remarks="Số ước", version=full.version)
        assert (response.status_code, response.url) == (302, page("report_check"))
        assert (after.state, after.remarks) == (ReportState.SUBMITTED, "Số ước")

    def test_a_double_click_sends_once(self, act, full, reporter):
        answers = [act(reporter, "submit", version=full.version)[0] for _click in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert Event.objects.filter(verb="report.submitted").count() == 1

    def test_an_incomplete_report_stays_and_keeps_the_remarks(self, act, report, reporter):
        response, after = act(reporter, "submit", remarks="Đã ghi", version=report.version)
        assert response.status_code == 409
        assert after.state == ReportState.DRAFT
        assert "Đã ghi" in response.content.decode()

    def test_remarks_alone(self, act, report, reporter):
        response, after = act(reporter, "remarks", remarks="Đã ghi", version=report.version)
        assert (response.status_code, after.remarks) == (302, "Đã ghi")

    def test_remarks_that_are_too_long_are_not_lost(self, act, report, reporter):
        response, after = act(reporter, "remarks", remarks="x" * 5001, version=report.version)
        assert (response.status_code, after.remarks) == (409, "")
        assert "x" * 5001 in response.content.decode()

    def test_somebody_else_wrote_remarks_meanwhile(self, act, full, reporter, head):
        seen = full.version
        save_remarks(report=full, remarks="của lãnh đạo", by=head)
        response, after = act(reporter, "submit", remarks="của tôi", version=seen)
        assert response.status_code == 409
        assert (after.state, after.remarks) == (ReportState.DRAFT, "của lãnh đạo")
        assert "của tôi" in response.content.decode()

    def test_the_head_signs(self, act, signing, head):
        response, after = act(head, "sign", version=signing.version)
        assert (response.status_code, after.state) == (302, ReportState.SUBMITTED)

    def test_the_head_gives_it_back_with_a_reason(self, act, signing, head):
        response, after = act(head, "send_back", version=signing.version, reason=" ")
        assert (response.status_code, after.state) == (409, ReportState.SIGNING)
        response, after = act(head, "send_back", version=signing.version, reason="Thiếu nguồn")
        assert (response.status_code, after.state) == (302, ReportState.DRAFT)

    def test_nobody_signs_what_they_have_not_seen(self, act, signing, reporter, head):
        seen = signing.version
        send_back(report=signing, by=head, reason="Sửa lại")
        submit(report=signing, by=reporter)
        response, after = act(head, "sign", version=seen)
        assert (response.status_code, after.state) == (409, ReportState.SIGNING)

    def test_the_reporter_cannot_sign(self, act, signing, reporter):
        response, after = act(reporter, "sign", version=signing.version)
        assert (response.status_code, after.state) == (403, ReportState.SIGNING)

    def test_taking_it_back_until_the_office_decides(self, act, sent, reporter, reviewer):
        urban = entry_of(sent, "urban")
        return_entries(report=sent, reasons={urban.pk: "Sai nguồn"}, by=reviewer)
        assert act(reporter, "withdraw")[0].status_code == 409

    def test_taking_it_back(self, act, sent, reporter):
        response, after = act(reporter, "withdraw", version=sent.version)
        assert (response.status_code, after.state) == (302, ReportState.DRAFT)

    def test_correcting_an_approved_report(self, act, sent, reporter, reviewer):
        approve_report(report=sent, by=reviewer)
        response, after = act(reporter, "revise", reason="Sai số", version=sent.version)
        assert (response.status_code, after.revision) == (302, 2)

    @pytest.mark.parametrize("verb", ["", "nonsense", "approve", "return", "fill"])
    def test_a_verb_that_nobody_has(self, act, full, reporter, verb):
        response, after = act(reporter, verb)
        assert (response.status_code, after.state) == (409, ReportState.DRAFT)

    @pytest.mark.parametrize(
        ("person", "status"), [("stranger", 404), ("reader", 404), ("reviewer", 404)]
    )
    def test_others_cannot_send(self, act, full, request, person, status):
        response, after = act(request.getfixturevalue(person), "submit")
        assert (response.status_code, after.state) == (status, ReportState.DRAFT)

    def test_the_office_cannot_take_a_report_back(self, act, sent, reviewer):
        assert act(reviewer, "withdraw")[0].status_code == 403

    def test_only_a_post_acts(self, client, report, reporter):
        client.force_login(reporter)
        assert client.get(page("report_act")).status_code == 405

    def test_a_visitor_signs_in_first(self, client, report):
        assert client.post(page("report_act")).url.startswith(reverse("login"))


def test_a_correction_walks_the_whole_way(client, act, sent, reporter, reviewer):
    urban = entry_of(sent, "urban")
    return_entries(report=sent, reasons={urban.pk: "Sai nguồn"}, by=reviewer)
    client.force_login(reporter)
    grid = client.get(page("report"))
    assert [one.sentence for one in grid.context["page"].returned] == ["Sai nguồn"]
    fill(sent, reporter, urban=Filling(value=decimal("41.5"), note="Theo Cục Thống kê"))
    response, after = act(reporter, "submit")
    assert (response.status_code, after.state) == (302, ReportState.SUBMITTED)
