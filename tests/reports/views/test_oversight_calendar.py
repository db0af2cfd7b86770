"""Lịch báo cáo: the Office keeps it with sentences for what is wrong, others read it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.calendar import ask_extension, lock
from reports.models import Extension, ReportingPeriod
from tests.reports.oversight_cast import NOT_THE_OFFICE, commune_reporter, periods_of

DAYS = {"starts_on": "2026-09-15", "cut_off": "2026-12-14", "deadline": "2026-12-18"}


@pytest.fixture
def periods(programme):
    return periods_of(programme)


@pytest.fixture
def wish(periods, units):
    return ask_extension(
        period=periods["2026-Q4"],
        unit=units["18073"],
        reason="Chờ kiểm kê đất",
        wanted_until=date(2026, 12, 23),
        by=commune_reporter(units["18073"]),
    )


@pytest.fixture
def office(client, reviewer):
    client.force_login(reviewer)
    return client


def at(name, *args):
    return reverse(name, args=["small", *args])


def stored(period):
    return ReportingPeriod.objects.get(pk=period.pk)


def said(answer):
    return [str(one) for one in answer.context["messages"]]


@pytest.mark.parametrize(
    ("year", "count"), [("2027", 4), ("2026", 0), ("2021", 0), ("2028", 0), ("xx", 0), ("", 0)]
)
def test_opening_a_year(office, periods, year, count):
    answer = office.post(at("calendar_open_year"), {"year": year}, follow=True)
    assert ReportingPeriod.objects.count() == 4 + count
    assert len(said(answer)) == 1


def test_moving_a_deadline(office, periods):
    answer = office.post(at("period_dates", "2026-Q4"), DAYS, follow=True)
    assert stored(periods["2026-Q4"]).deadline == date(2026, 12, 18)
    assert said(answer) == ["Đã đặt các ngày của Quý IV/2026."]


@pytest.mark.parametrize(
    "wrong",
    [
        {"deadline": "2026-12-01"},
        {"starts_on": "2026-12-31"},
        {"deadline": "2062-12-18"},
        {"deadline": "soon"},
        {"cut_off": ""},
    ],
)
def test_wrong_days_come_back_with_a_sentence(office, periods, wrong):
    answer = office.post(at("period_dates", "2026-Q4"), DAYS | wrong)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    found = stored(periods["2026-Q4"])
    assert (found.starts_on, found.deadline) == (date(2026, 9, 15), date(2026, 12, 16))


def test_locking_and_reopening(office, periods):
    fourth = periods["2026-Q4"]
    office.post(at("period_lock", "2026-Q4"))
    assert stored(fourth).is_locked
    answer = office.post(at("period_lock", "2026-Q4"), follow=True)
    assert said(answer)[-1] == _("Somebody else has just locked or reopened this period.")
    answer = office.post(at("period_reopen", "2026-Q4"), {"reason": " "}, follow=True)
    assert said(answer) == [_("Say why the period is opened again.")]
    assert stored(fourth).is_locked
    office.post(at("period_reopen", "2026-Q4"), {"reason": "Bổ sung"})
    assert not stored(fourth).is_locked


def test_a_period_locks_by_itself_until_that_is_taken_back(office, periods):
    fourth, address = periods["2026-Q4"], at("period_plan_lock", "2026-Q4")
    answer = office.post(address, {"lock_on": "2026-12-21"}, follow=True)
    assert said(answer) == [
        _("%(period)s locks by itself on %(day)s.") % {"period": "Quý IV/2026", "day": "21/12/2026"}
    ]
    line = answer.context["years"][0].lines[3]
    assert "21/12/2026" in line.locks_on
    assert "Reviewer" in line.locks_on
    heads = office.get(at("completeness")).context["table"].page.heads
    assert ["21/12/2026" in head.locks_on for head in heads] == [False, False, False, True]
    answer = office.post(address, {"take_back": "1", "lock_on": "2026-12-30"}, follow=True)
    assert said(answer) == [_("%(period)s stays open.") % {"period": "Quý IV/2026"}]
    assert stored(fourth).lock_on is None


@pytest.mark.parametrize("day", ["", "soon", "2026-12-16", "2026-11-20"])
def test_a_wrong_day_of_the_lock_is_a_sentence(office, periods, day):
    answer = office.post(at("period_plan_lock", "2026-Q4"), {"lock_on": day}, follow=True)
    assert len(said(answer)) == 1
    assert stored(periods["2026-Q4"]).lock_on is None


def test_the_ledger_says_from_which_day_to_which(office, periods, reviewer):
    for day in ("2026-12-21", "2026-12-23"):
        office.post(at("period_plan_lock", "2026-Q4"), {"lock_on": day})
    lines = office.get(at("ledger"), {"verb": "period.lock_planned"}).context["lines"]
    assert [line.change for line in lines] == ["21/12/2026 → 23/12/2026", "21/12/2026"]


def test_granting(office, wish):
    posted = {"decision": "grant", "granted_until": "2026-12-22", "answer": "đồng ý"}
    office.post(at("extension_decide", wish.pk), posted)
    wish.refresh_from_db()
    assert (wish.granted_until, wish.answer) == (date(2026, 12, 22), "đồng ý")


def test_declining(office, wish):
    posted = {"decision": "decline", "granted_until": "2026-12-22", "answer": "không đủ lý do"}
    office.post(at("extension_decide", wish.pk), posted)
    wish.refresh_from_db()
    assert (wish.granted_until, wish.answer) == (None, "không đủ lý do")
    assert wish.decided_at is not None


@pytest.mark.parametrize(
    "posted",
    [
        {"decision": "decline", "answer": " "},
        {"decision": "grant"},
        {"decision": "grant", "granted_until": "soon"},
        {"decision": "grant", "granted_until": "2026-12-16"},
        {"decision": "perhaps", "granted_until": "2026-12-22"},
        {},
    ],
)
def test_half_a_decision_is_none(office, wish, posted):
    answer = office.post(at("extension_decide", wish.pk), posted, follow=True)
    assert len(said(answer)) == 1
    assert Extension.objects.get().decided_at is None


def test_a_second_decision_is_a_sentence(office, wish):
    posted = {"decision": "grant", "granted_until": "2026-12-22"}
    office.post(at("extension_decide", wish.pk), posted)
    answer = office.post(at("extension_decide", wish.pk), posted, follow=True)
    assert said(answer)[1:] == [_("Somebody else has already decided on this request.")]


@pytest.mark.parametrize("who", NOT_THE_OFFICE)
def test_only_the_office_decides(client, wish, request, who):
    client.force_login(request.getfixturevalue(who))
    answer = client.post(at("extension_decide", wish.pk), {"decision": "grant"})
    assert answer.status_code == (404 if who == "stranger" else 403)
    assert Extension.objects.get().decided_at is None


def test_a_request_that_is_not_there(office, periods):
    assert office.post(at("extension_decide", 999)).status_code == 404


@pytest.mark.parametrize("who", ["reporter", "reader", "administrator"])
def test_others_read_the_calendar(client, wish, request, who):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(at("calendar"))
    page = answer.content.decode()
    assert "16/12/2026" in page
    assert "Chờ kiểm kê đất" not in page
    assert at("period_lock", "2026-Q4") not in page
    assert at("calendar_open_year") not in page


def test_a_unit_sees_its_own_request(client, wish):
    client.force_login(wish.asked_by)
    assert [one.reason for one in client.get(at("calendar")).context["requests"]] == [
        "Chờ kiểm kê đất"
    ]


def test_a_locked_period_says_by_whom(office, periods, reviewer):
    lock(period=periods["2026-Q3"], by=reviewer)
    lines = office.get(at("calendar")).context["years"][0].lines
    assert [(line.code, line.state, line.locked) for line in lines][2] == (
        "2026-Q3",
        "đã khóa",
        "Reviewer, 20/11/2026",
    )
    assert [line.code for line in lines if line.is_current] == ["2026-Q4"]
