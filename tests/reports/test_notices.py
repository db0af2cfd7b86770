"""What a line in the inbox says: what was done, by whom, until when."""

from __future__ import annotations

from datetime import date

import pytest

from reports.calendar import ask_extension, decide_extension
from reports.models import Notification
from reports.notices import NotificationKind, follow, notify, until
from reports.presenters.review.inbox import inbox_lines
from reports.queries.dialogue import inbox_of
from reports.reporting import submit
from reports.reviewing import return_report
from reports.task_extensions import ask_more_time, decide_more_time, set_deadline
from tests.reports.oversight_cast import filled, periods_of
from tests.reports.task_cast import lead_of, three_tasks

KIND = NotificationKind


def said(person):
    """The sentences of a person's inbox with who did it, the latest first."""
    return [(line.sentence, line.actor) for line in inbox_lines(inbox_of(person))]


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        ((date(2026, 12, 28), ""), "được gia hạn đến ngày 28/12/2026."),
        ((None, "Đã đủ thời gian"), "đề nghị gia hạn không được chấp thuận."),
    ],
)
def test_more_time_for_a_report(programme, units, reporter, reviewer, decision, sentence):
    granted, answer = decision
    period = periods_of(programme)["2026-Q4"]
    wish = ask_extension(
        period=period,
        unit=units["42-sxd"],
        reason="Chờ số liệu",
        wanted_until=date(2026, 12, 28),
        by=reporter,
    )
    assert said(reviewer) == [("Sở Xây dựng · Quý IV/2026: đơn vị đề nghị gia hạn.", "Reporter")]
    decide_extension(extension=wish, granted_until=granted, answer=answer, by=reviewer)
    assert said(reporter) == [(f"Sở Xây dựng · Quý IV/2026: {sentence}", "Reviewer")]


def test_more_time_for_a_task_and_a_day_set_by_the_office(programme, units, reporter, reviewer):
    duty = lead_of(three_tasks(programme, units)["1.1"])
    day = date(2027, 1, 15)
    wish = ask_more_time(assignment=duty, reason="Chờ ý kiến", wanted_until=day, by=reporter)
    decide_more_time(wish=wish, granted_until=day, answer="", by=reviewer)
    set_deadline(assignment=duty, due=date(2027, 2, 1), reason="KL 12", by=reviewer)
    about = "Sở Xây dựng · 1.1 Lập quy hoạch chung"
    assert said(reporter) == [
        (f"{about}: thời hạn mới là ngày 01/02/2027.", "Reviewer"),
        (f"{about}: được gia hạn đến ngày 15/01/2027.", "Reviewer"),
    ]


def test_who_returned_a_report_and_who_sent_it(programme, units, reporter, reviewer):
    period = periods_of(programme)["2026-Q4"]
    report = filled(period, units["42-sxd"], reporter)
    submit(report=report, by=reporter)
    return_report(report=report, reason="Thiếu nguồn", by=reviewer)
    assert [actor for _words, actor in said(reviewer)] == ["Reporter"]
    assert [actor for _words, actor in said(reporter)] == ["Reviewer"]


def test_nobody_is_told_of_their_own_deed_by_their_name(reporter):
    notify([reporter], KIND.REMINDER, subject="x", words="", url="/", by=reporter)
    notify([reporter], KIND.REMINDER, subject="x", words="", url="/")
    assert [actor for _words, actor in said(reporter)] == ["", ""]


def test_a_long_subject_keeps_its_day(reporter):
    subject = until("Rất dài " * 60, date(2026, 12, 16))
    notify([reporter], KIND.DEADLINE_NEAR, subject=subject, words="", url="/")
    ((sentence, _actor),) = said(reporter)
    assert sentence.startswith("Rất dài") and sentence.endswith("16/12/2026.")


def test_following_marks_one_s_own_line_only(reporter, reviewer):
    for person in (reporter, reporter, reviewer):
        notify([person], KIND.REMINDER, subject="x", words="", url="/p/small/")
    first, second, other = Notification.objects.order_by("pk")
    assert follow(by=reporter, key=first.pk) == "/p/small/"
    assert follow(by=reporter, key=other.pk) is None
    unread = set(Notification.objects.filter(read_at=None))
    assert unread == {second, other}
    first.refresh_from_db()
    read_at = first.read_at
    assert follow(by=reporter, key=first.pk) == "/p/small/"
    first.refresh_from_db()
    assert first.read_at == read_at
