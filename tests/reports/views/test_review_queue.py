"""The queue: who may see it, in what order, and many reports at once."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.assessment import assess_programme
from reports.models import Figure, Report, ReportState
from reports.presenters.review.queue import queue_summary
from reports.queries.shares import shares_in
from reports.reporting import Filling
from tests.reports.figures import bring
from tests.reports.views.review_cast import (
    DEPARTMENT,
    WARD,
    fourth_quarter,
    posted,
    reporter_of,
    sent,
)
from tracker.common.timestamps import today

QUEUE = ("review_queue", ("small",))
SHEET = ("review", ("small", "2026-Q4", "42-sxd"))
BULK = ("review_bulk", ("small",))
ACT = ("review_act", ("small", "2026-Q4", "42-sxd"))


@pytest.fixture
def period(programme):
    return fourth_quarter(programme)


@pytest.fixture
def report(period, reporter):
    return sent(period, "42-sxd", reporter, DEPARTMENT)


@pytest.fixture
def wards(period):
    """Two wards; the first one's broadband jumps from 60 to 90 %."""
    return [sent(period, unit, reporter_of(unit), WARD) for unit in ("18073", "18754")]


@pytest.fixture
def office(client, reviewer):
    client.force_login(reviewer)
    return client


def url(page):
    return reverse(page[0], args=page[1])


def queue(client):
    return client.get(url(QUEUE)).context["lines"]


def key(report):
    report.refresh_from_db()
    return f"{report.pk}-{report.version}"


@pytest.mark.parametrize("person", ["reporter", "head", "reader", "stranger", "administrator"])
@pytest.mark.parametrize("page", [QUEUE, SHEET])
def test_the_desk_of_the_office_does_not_exist_for_others(client, request, report, person, page):
    client.force_login(request.getfixturevalue(person))
    assert client.get(url(page)).status_code == 404


@pytest.mark.parametrize("person", ["reporter", "head", "reader", "stranger", "administrator"])
@pytest.mark.parametrize("page", [BULK, ACT])
def test_others_cannot_decide(client, request, report, person, page):
    client.force_login(request.getfixturevalue(person))
    data = posted(report, "approve-all") | {"report": [key(report)]}
    assert client.post(url(page), data).status_code == 404
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED


@pytest.mark.parametrize("page", [QUEUE, SHEET, BULK, ACT])
def test_a_visitor_is_sent_to_the_sign_in_page(client, report, page):
    assert client.get(url(page)).url.startswith(reverse("login"))


@pytest.mark.parametrize("page", [QUEUE, SHEET])
def test_pages_take_no_post(office, report, page):
    assert office.post(url(page)).status_code == 405


@pytest.mark.parametrize("page", [BULK, ACT])
def test_deeds_take_no_get(office, report, page):
    assert office.get(url(page)).status_code == 405


@pytest.mark.parametrize("where", ["2026-Q3/42-sxd", "2027-Q4/42-sxd", "x/42-sxd", "2026-Q4/x"])
def test_a_place_that_is_not_there_is_not_found(office, report, where):
    expected = 200 if where == "2026-Q3/42-sxd" else 404
    assert office.get(f"/p/small/tham-dinh/{where}/").status_code == expected


def test_only_the_office_has_the_queue_in_its_navigation(client, report, reviewer, reader):
    for person, there in ((reviewer, True), (reader, False)):
        client.force_login(person)
        page = client.get(reverse("overview", args=["small"]))
        addresses = [item.url.partition("?")[0] for item in page.context["shell"].nav]
        assert (url(QUEUE) in addresses) is there


def test_an_empty_queue_says_so(office, period):
    assert queue(office) == ()


def test_the_suspicious_come_first_then_the_weighty_then_the_oldest(
    office, programme, reviewer, report, wards
):
    bring(
        programme,
        reviewer,
        "urban,42,2025,37,,,,official,",
        "broadband,18754,2026-Q3,,60,100,,official,",
    )
    lines = queue(office)
    assert [line.unit for line in lines] == ["Phường Sông Trí", "Sở Xây dựng", "Phường Thành Sen"]
    assert [line.warnings for line in lines] == [1, 0, 0]
    assert lines[1].filled == "4/4"
    assert lines[0].refusal
    assert not lines[1].refusal


def test_a_late_report_comes_before_one_in_time(office, period, report):
    with time_machine.travel("2026-12-20T12:00:00+07:00", tick=False):
        sent(period, "18073", reporter_of("18073"), WARD)
    lines = queue(office)
    assert [(line.unit, line.is_late) for line in lines] == [
        ("Phường Thành Sen", True),
        ("Sở Xây dựng", False),
    ]


def test_what_waits_is_counted_apart_from_what_the_units_have_back(office, report, wards):
    assert office.get(url(QUEUE)).context["summary"].startswith("3 ")
    states = [ReportState.SUBMITTED, ReportState.RETURNED, ReportState.SUBMITTED]
    cases = [SimpleNamespace(report=Report(state=state)) for state in states]
    waiting, _semicolon, back = queue_summary(cases).partition("; ")
    assert (waiting[:2], back[:2]) == ("2 ", "1 ")


def test_chosen_reports_are_approved_together(office, report, wards):
    response = office.post(url(BULK), {"report": [key(report), key(wards[0])]})
    assert response.status_code == 302
    approved = Report.objects.filter(state=ReportState.APPROVED)
    assert {one.unit.code for one in approved} == {"42-sxd", "18073"}
    assert [line.unit for line in queue(office)] == ["Phường Sông Trí"]


@pytest.mark.parametrize("fault", ["warned", "moved", "none", "nonsense"])
def test_all_are_approved_or_none(office, programme, reviewer, report, wards, fault):
    if fault == "warned":
        bring(programme, reviewer, "broadband,18754,2026-Q3,,60,100,,official,")
    chosen = [key(report), key(wards[1])]
    if fault == "moved":
        Report.objects.filter(pk=wards[1].pk).update(version=9)
    data = {"none": [], "nonsense": [key(report), "17"]}.get(fault, chosen)
    response = office.post(url(BULK), {"report": data})
    assert response.status_code == 409
    assert str(response.context["error"])
    assert not Report.objects.filter(state=ReportState.APPROVED).exists()
    assert not Figure.objects.filter(year=2026, unit__code="42-sxd").exists()


def test_the_sentence_names_the_unit_that_stands_in_the_way(
    office, programme, reviewer, report, wards
):
    bring(programme, reviewer, "broadband,18754,2026-Q3,,60,100,,official,")
    response = office.post(url(BULK), {"report": [key(report), key(wards[1])]})
    assert "Phường Sông Trí" in response.content.decode()
    assert response.context["chosen"] == [key(report), key(wards[1])]


def test_more_reports_take_no_more_queries(office, report, period):
    few = queries(office)
    for unit in ("18073", "18754"):
        sent(period, unit, reporter_of(unit), WARD)
    assert queries(office) == few <= 20


def queries(client):
    with CaptureQueriesContext(connection) as found:
        client.get(url(QUEUE))
    return len(found)


def test_a_figure_of_a_warned_report_is_explained_in_words(
    office, programme, reviewer, period, wards
):
    bring(programme, reviewer, "broadband,18754,2026-Q3,,900,1000,,official,")
    bring(programme, reviewer, "housing,18754,2025,,10,100,,official,")
    page = office.get(reverse("review", args=["small", "2026-Q4", "18754"])).context["sheet"]
    warned = {row.name: len(row.warnings) for row in page.rows}
    assert warned == {"Sàn nhà ở bình quân": 1, "Hộ gia đình có cáp quang": 0}


def test_the_share_of_a_ward_is_its_part_of_the_denominators(office, programme, reviewer, wards):
    bring(
        programme,
        reviewer,
        "housing,18073,2025,,900,30,,official,",
        "housing,18754,2025,,2100,70,,official,",
    )
    state = assess_programme(programme, today(), ["housing"])
    shares = shares_in(state, state.indicators)
    found = [shares.of(report.unit, *state.indicators) for report in wards]
    assert found == [Decimal("0.3"), Decimal("0.7")]


def test_filling_is_counted(office, period, reporter):
    sent(period, "42-sxd", reporter, DEPARTMENT | {"urban": Filling(value=Decimal(0))})
    assert queue(office)[0].filled == "4/4"
