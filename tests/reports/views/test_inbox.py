"""Hộp thư: a person's own lines, read one by one, all at once, or by following them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from reports.models import Notification
from reports.notices import NotificationKind, notify

INBOX = reverse("inbox")
PLACE = "/p/small/don-vi/42-sxd/"


@pytest.fixture
def lines(programme, reporter, reviewer):
    """Three lines of the reporter's, the first of the Office's."""
    for number in range(3):
        kind, words = NotificationKind.REPORT_RETURNED, f"<b>lý do {number}</b>"
        notify([reporter], kind, subject=f"Sở {number}", words=words, url=PLACE, by=reviewer)
    return list(Notification.objects.order_by("pk"))


@pytest.fixture
def reporting(client, reporter):
    client.force_login(reporter)
    return client


def unread():
    return list(Notification.objects.filter(read_at=None).order_by("pk"))


def test_unread_lines_first_with_who_and_why(reporting, lines):
    reporting.post(reverse("inbox_read"), {"notification": lines[2].pk})
    answer = reporting.get(INBOX)
    assert [line.key for line in answer.context["lines"]] == [one.pk for one in lines[1::-1]] + [
        lines[2].pk
    ]
    page = answer.content.decode()
    assert page.count("Reviewer ·") == 3
    assert "&lt;b&gt;lý do 0&lt;/b&gt;" in page
    assert '<span class="inbox-link__count">2</span>' in page


def test_the_latest_come_first_whenever_they_were_written_down_or_read(reporting, lines):
    """Demonstration data and a restored installation write them down in another order."""
    first, second, third = lines
    for one, days in ((first, 1), (second, -1)):
        day = third.created_at + timedelta(days=days)
        Notification.objects.filter(pk=one.pk).update(created_at=day)
    newest_first = [first.pk, third.pk, second.pk]
    assert [line.key for line in reporting.get(INBOX).context["lines"]] == newest_first
    for key in (second.pk, third.pk, first.pk):
        reporting.post(reverse("inbox_read"), {"notification": key})
    assert [line.key for line in reporting.get(INBOX).context["lines"]] == newest_first


def test_following_a_line_reads_it_and_leads_to_its_place(reporting, lines):
    answer = reporting.post(reverse("inbox_follow", args=[lines[0].pk]))
    assert (answer.status_code, answer.url) == (302, PLACE)
    assert unread() == lines[1:]
    page = reporting.get(INBOX).content.decode()
    assert page.count('class="inbox__follow"') == 2
    assert page.count(f'href="{PLACE}"') == 1


def test_looking_changes_nothing(reporting, lines):
    assert reporting.get(INBOX).status_code == 200
    assert reporting.get(reverse("inbox_follow", args=[lines[0].pk])).status_code == 405
    assert reporting.get(reverse("inbox_read")).status_code == 405
    assert reporting.post(INBOX).status_code == 405
    assert unread() == lines


def test_nobody_follows_the_line_of_another(client, lines, stranger):
    client.force_login(stranger)
    assert client.post(reverse("inbox_follow", args=[lines[0].pk])).status_code == 404
    client.post(reverse("inbox_read"), {"notification": lines[0].pk})
    client.post(reverse("inbox_read"))
    assert unread() == lines


@pytest.mark.parametrize("key", ["", "x", "9" * 30])
def test_all_at_once(reporting, lines, key):
    assert reporting.post(reverse("inbox_read"), {"notification": key}).url == INBOX
    assert unread() == []


def test_the_past_stays_on_further_pages(reporting, lines, monkeypatch):
    monkeypatch.setattr("reports.views.review.inbox.PER_PAGE", 2)
    reporting.post(reverse("inbox_read"))
    assert len(reporting.get(INBOX).context["lines"]) == 2
    assert len(reporting.get(INBOX, {"page": 2}).context["lines"]) == 1


def test_an_empty_inbox_says_what_will_come(client, programme, reader):
    client.force_login(reader)
    assert 'class="empty"' in client.get(INBOX).content.decode()


def test_queries_do_not_grow_with_the_lines(reporting, lines, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        reporting.get(INBOX)
