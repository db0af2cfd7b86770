"""Units hear that their report is due soon: once for each day, and not once they have sent it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assignments.programme.loading import load_programme
from assignments.programme.spec import spec_of
from indicators.models import Programme
from reports.approaching import TOLD, periods_due_soon, tell_deadline
from reports.calendar import ask_extension, decide_extension, lock, open_year
from reports.models import Notification
from reports.notices import NotificationKind
from reports.presenters.review.inbox import inbox_lines
from reports.reporting import submit
from tests.reports.oversight_cast import commune_reporter, filled, on, periods_of
from tracker.audit.models import Event

NEAR, BEFORE, DUE = date(2026, 12, 11), date(2026, 12, 10), date(2026, 12, 16)


@pytest.fixture
def fourth(programme):
    """Due on 16/12/2026."""
    return periods_of(programme)["2026-Q4"]


def tell(programme, day):
    with on(day):
        return sum(tell_deadline(period=one) for one in periods_due_soon(programme))


def told():
    """Who was told of what, in words."""
    rows = Notification.objects.filter(kind=NotificationKind.DEADLINE_NEAR).order_by("pk")
    lines = inbox_lines(rows)
    return [(row.person.username, line.sentence) for row, line in zip(rows, lines, strict=True)]


@pytest.mark.parametrize(
    ("day", "count"), [(BEFORE, 0), (NEAR, 2), (DUE, 2), (date(2026, 12, 17), 0)]
)
def test_only_in_the_last_days(programme, fourth, reporter, head, day, count):
    assert tell(programme, day) == count


def test_once_with_the_day_and_the_way_to_the_report(programme, fourth, reporter):
    assert [tell(programme, NEAR), tell(programme, DUE)] == [1, 0]
    assert told() == [
        ("reporter", "Sở Xây dựng · Quý IV/2026: hạn gửi báo cáo là ngày 16/12/2026.")
    ]
    line = Notification.objects.get(kind=NotificationKind.DEADLINE_NEAR)
    assert (line.url, line.actor) == ("/p/small/bao-cao/2026-Q4/42-sxd/", None)
    event = Event.objects.get(verb=TOLD)
    assert (event.actor, event.subject_key, event.after["deadline"]) == (
        None,
        "2026-Q4",
        "2026-12-16",
    )
    assert "42-sxd" in event.after["units"]


def test_who_has_sent_is_left_in_peace(programme, fourth, reporter, units):
    sen = commune_reporter(units["18073"])
    submit(report=filled(fourth, units["42-sxd"], reporter), by=reporter)
    assert tell(programme, NEAR) == 1
    assert told()[0][0] == sen.username


def test_more_time_is_a_day_of_its_own(programme, fourth, reporter, reviewer, units):
    wish = {"reason": "Chờ số liệu", "wanted_until": date(2026, 12, 28)}
    extension = ask_extension(period=fourth, unit=units["42-sxd"], by=reporter, **wish)
    tell(programme, NEAR)
    with on(NEAR):
        granted = date(2026, 12, 28)
        decide_extension(extension=extension, granted_until=granted, answer="", by=reviewer)
    days = [DUE, date(2026, 12, 22), date(2026, 12, 23), date(2026, 12, 28), date(2026, 12, 29)]
    assert [tell(programme, day) for day in days] == [0, 0, 1, 0, 0]
    assert [sentence[-11:-1] for _who, sentence in told()] == ["16/12/2026", "28/12/2026"]


def test_two_programmes_are_told_of_apart(programme, fourth, reporter):
    other = replace(spec_of(programme), code="other")
    load_programme(other, by=None)
    second = Programme.objects.get(code="other")
    open_year(programme=second, year=2026, by=None)
    assert [tell(one, NEAR) for one in (programme, second, programme, second)] == [1, 1, 0, 0]


def test_a_locked_period_hurries_nobody(programme, fourth, reporter, reviewer):
    with on(NEAR):
        lock(period=fourth, by=reviewer)
        assert periods_due_soon(programme) == []
    assert tell(programme, NEAR) == 0
