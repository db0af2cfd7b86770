"""The Office reviews in the browser: figure by figure, chosen ones, whole reports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from assignments.actions import join_unit
from assignments.models import Unit
from reports.assessment import assess_programme
from reports.calendar import lock
from reports.models import EntryState, Figure, Notification, ReportState
from reports.queries.review import queue_of
from reports.reporting import Filling, revise, submit, withdraw
from reports.reviewing import OWN_FIGURES
from tests.reports.figures import bring
from tests.reports.views.review_cast import (
    DEPARTMENT,
    WARD,
    entry,
    fill,
    fourth_quarter,
    name,
    posted,
    reporter_of,
    sent,
)
from tracker.accounts.roles import Role
from tracker.audit.models import Event

PLACE = ("small", "2026-Q4", "42-sxd")


@pytest.fixture
def period(programme):
    return fourth_quarter(programme)


@pytest.fixture
def report(period, reporter):
    return sent(period, "42-sxd", reporter, DEPARTMENT)


@pytest.fixture
def office(client, reviewer):
    client.force_login(reviewer)
    return client


def act(client, report, verb, *chosen, **fields):
    data = posted(report, verb, *chosen, **fields)
    return client.post(reverse("review_act", args=PLACE), data)


def states(report):
    return {name(one): one.state for one in report.entries.select_related("indicator")}


def sheet(client):
    return client.get(reverse("review", args=PLACE)).context["sheet"]


def test_the_page_shows_every_figure_with_what_stands_beside_it(
    office, report, programme, reviewer
):
    bring(programme, reviewer, "urban,42,2024,35.5,,,,official,", "urban,42,2025,37,,,,official,")
    row = sheet(office).rows[0]
    assert (row.name, row.value) == ("Tỷ lệ đô thị hóa", "38,5\u00a0%")
    assert (row.previous, row.previous_period) == ("37,0\u00a0%", "2025")
    assert row.year_before == "37,0\u00a0%"
    assert row.expected == "41,0\u00a0%"
    assert row.change == "+1,50 điểm phần trăm"
    assert row.note == "Niên giám"
    assert row.course.path


def test_two_figures_are_returned_with_reasons_and_the_unit_hears_of_it(office, report, reporter):
    response = act(office, report, "return", "urban", "city", urban="Xem lại mẫu số", reason="Rõ?")
    report.refresh_from_db()
    assert response.status_code == 302
    assert report.state == ReportState.RETURNED
    assert entry(report, "urban").return_reason == "Xem lại mẫu số"
    assert entry(report, "city").return_reason == "Rõ?"
    assert states(report)["towns/II"] == EntryState.OPEN
    (line,) = Notification.objects.filter(person=reporter)
    assert (line.kind, line.words) == ("report_returned", "Xem lại mẫu số; Rõ?")


@time_machine.travel("2026-12-15T12:00:00+07:00", tick=False)
def test_the_rest_is_approved_and_the_last_figure_approves_the_report_at_once(
    office, reviewer, report, reporter, programme
):
    office.force_login(reviewer)
    act(office, report, "return-urban", urban="Xem lại")
    act(office, report, "approve-all")
    report.refresh_from_db()
    assert (report.state, urban_today(programme)) == (ReportState.RETURNED, None)
    fill(report, "urban", Filling(value=Decimal("39.25")), reporter)
    submit(report=report, by=reporter)
    response = act(office, report, "approve-urban")
    report.refresh_from_db()
    assert report.state == ReportState.APPROVED
    assert response.url == reverse("review_queue", args=["small"]) + "?as_of=2026-12-15"
    assert urban_today(programme) == Decimal("39.25")


def urban_today(programme):
    latest = assess_programme(programme, date(2026, 12, 15), ["urban"]).indicators[0].latest
    return latest.value if latest else None


def test_what_is_approved_counts_at_once_even_before_the_cut_off(office, report, programme):
    response = act(office, report, "approve-all")
    assert "Số liệu được tính từ hôm nay." in office.get(response.url).content.decode()
    latest = assess_programme(programme, date(2026, 11, 20), ["urban"]).indicators[0].latest
    assert latest is not None
    assert str(latest.period) == "2026"


def test_what_changed_since_the_return_stands_beside_the_figure(office, report, reporter):
    act(office, report, "return", "urban", "city", reason="Xem lại")
    report.refresh_from_db()
    fill(report, "urban", Filling(value=Decimal(39), note="Niên giám"), reporter)
    submit(report=report, by=reporter)
    rows = {row.name: row for row in sheet(office).rows}
    change = rows["Tỷ lệ đô thị hóa"].since_return
    assert (change.old, change.new) == ("38,5\u00a0%", "39,0\u00a0%")
    assert (change.reason, change.who) == ("Xem lại", "Reviewer")
    assert not rows["Mở rộng thành phố"].since_return.is_changed
    assert rows["Đô thị theo loại, loại II"].since_return is None


def test_the_story_tells_it_all_latest_first(office, report, reporter):
    act(office, report, "return-urban", urban="Xem lại")
    act(office, report, "approve-city")
    told = [(line.who, line.what) for line in sheet(office).story]
    assert told == [
        ("Reviewer", "phê duyệt 1 số liệu"),
        ("Reviewer", "trả lại 1 số liệu"),
        ("Reporter", "gửi báo cáo đến Văn phòng"),
        ("Reporter", "nhập 4 số liệu"),
        ("Reporter", "mở báo cáo"),
    ]


def test_a_correction_shows_the_approved_figure_that_it_replaces(office, report, reporter):
    act(office, report, "approve-all")
    report.refresh_from_db()
    fresh = revise(report=report, reason="Sai mẫu số", by=reporter)
    fill(fresh, "urban", Filling(value=Decimal(37), note="Niên giám"), reporter)
    submit(report=fresh, by=reporter)
    page = sheet(office)
    assert page.report.revision_reason == "Sai mẫu số"
    assert [row.corrected_from for row in page.rows] == ["38,5\u00a0%", "", "", ""]


def test_a_return_without_a_reason_is_refused_and_the_choice_is_kept(office, report):
    response = act(office, report, "return", "urban", "city", urban="Xem lại")
    assert response.status_code == 400
    assert set(states(report).values()) == {EntryState.OPEN}
    rows = response.context["sheet"].rows
    assert [(row.is_chosen, row.typed_reason) for row in rows] == [
        (True, "Xem lại"),
        (False, ""),
        (False, ""),
        (True, ""),
    ]
    assert [row.lacks_reason for row in rows] == [False, False, False, True]


@pytest.mark.parametrize("verb", ["approve", "return", "nonsense", "", "approve-x", "approve-99"])
def test_a_form_that_chooses_nothing_stores_nothing(office, report, verb):
    response = act(office, report, verb, reason="Xem lại")
    assert response.status_code in (400, 409)
    assert set(states(report).values()) == {EntryState.OPEN}


def test_a_report_that_moved_meanwhile_is_not_decided_on(office, report, reporter):
    seen = posted(report, "approve-all")
    withdraw(report=report, by=reporter)
    fill(report, "urban", Filling(value=Decimal(80)), reporter)
    fill(report, "urban", Filling(value=Decimal(39)), reporter)
    submit(report=report, by=reporter)
    before = Event.objects.count()
    response = office.post(reverse("review_act", args=PLACE), seen)
    assert response.status_code == 409
    assert set(states(report).values()) == {EntryState.OPEN}
    assert not Figure.objects.exists()
    assert Event.objects.count() == before


def test_a_figure_that_the_unit_changed_meanwhile_is_not_approved_unseen(office, report, reporter):
    act(office, report, "return-city", city="Xem lại")
    seen = posted(report, "approve-urban")
    fill(report, "urban", Filling(value=Decimal(80)), reporter)
    assert office.post(reverse("review_act", args=PLACE), seen).status_code == 409
    assert not Figure.objects.exists()


def test_a_second_click_does_nothing_twice_and_does_not_complain(office, report):
    data = posted(report, "return", "urban", reason="Xem lại")
    for _click in range(2):
        assert office.post(reverse("review_act", args=PLACE), data).status_code == 302
    assert Event.objects.filter(verb="entry.returned").count() == 1
    data = posted(report, "approve-all")
    for _click in range(2):
        assert office.post(reverse("review_act", args=PLACE), data).status_code == 302
    assert Event.objects.filter(verb="entry.approved").count() == 3


def test_nobody_reviews_own_figures_and_the_button_says_why(client, report, reporter, reviewer):
    join_unit(user=reporter, unit=Unit.objects.get(code="42-vptu"), role=Role.REVIEWER, by=None)
    client.force_login(reporter)
    page = sheet(client)
    assert not page.can_decide
    assert page.rows[0].approve_refusal == str(OWN_FIGURES)
    assert act(client, report, "approve-all").status_code == 403
    assert set(states(report).values()) == {EntryState.OPEN}


def test_in_a_locked_period_figures_are_approved_but_not_returned(office, report, reviewer):
    lock(period=report.period, by=reviewer)
    row = sheet(office).rows[0]
    assert (row.approve_refusal, bool(row.return_refusal), row.is_decidable) == ("", True, True)
    assert act(office, report, "return-urban", urban="Xem lại").status_code == 400
    assert act(office, report, "approve-urban").status_code == 302
    assert entry(report, "urban").state == EntryState.APPROVED


def test_after_a_report_comes_the_next_of_the_queue(office, report, period):
    sent(period, "18073", reporter_of("18073"), WARD)
    response = act(office, report, "approve-all")
    assert reverse("review", args=["small", "2026-Q4", "18073"]) in response.url


def test_after_the_last_of_the_queue_comes_the_one_before_it(office, report, period):
    sent(period, "18073", reporter_of("18073"), WARD)
    before, last = (one.report for one in queue_of(period.programme)[0].cases)
    places = {one.pk: ["small", "2026-Q4", one.unit.code] for one in (before, last)}
    address = reverse("review_act", args=places[last.pk])
    response = office.post(address, posted(last, "approve-all"))
    assert response.url.partition("?")[0] == reverse("review", args=places[before.pk])


def test_after_the_only_report_comes_the_queue(office, report):
    response = act(office, report, "approve-all")
    assert response.url.partition("?")[0] == reverse("review_queue", args=["small"])


def test_while_figures_wait_no_other_report_is_looked_at(office, report, monkeypatch):
    monkeypatch.delattr("reports.views.review.sheet.queue_of")
    assert act(office, report, "approve-urban").status_code == 302


def test_while_figures_wait_the_page_stays_with_the_next_of_them(office, report):
    response = act(office, report, "approve-urban")
    assert response.url.endswith(f"#entry-{entry(report, 'towns/II').pk}")


def test_a_report_that_was_taken_back_is_not_shown(office, report, reporter):
    withdraw(report=report, by=reporter)
    response = office.get(reverse("review", args=PLACE))
    assert (response.status_code, response.context["sheet"]) == (200, None)
    assert "38,5" not in response.content.decode()


def test_a_report_takes_at_most_twenty_six_queries(
    office, report, programme, django_assert_max_num_queries
):
    with django_assert_max_num_queries(26):
        office.get(reverse("review", args=PLACE))
