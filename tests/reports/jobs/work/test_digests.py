"""E-mails of the morning: who gets one, what it says, and what a failing server does."""

from __future__ import annotations

import socket
from datetime import date

import pytest
from django.core import mail
from django.test import override_settings

from reports.digests import SHOWN, claim, queue_digests, waiting
from reports.jobs.work import digests
from reports.jobs.work.digests import PATIENCE, send_digests
from reports.models import JobKind, JobState, MailDigest, Notification
from reports.notices import NotificationKind, mark_read, notify
from tests.reports.jobs.work.night import ended
from tests.reports.jobs.work.post_office import post_office
from tests.reports.oversight_cast import on
from tracker.accounts.models import User
from tracker.common.timestamps import today

SITE = "https://lotrinh.example.vn"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL, settings.DEFAULT_FROM_EMAIL = SITE, "lotrinh@example.vn"


@pytest.fixture
def person(db) -> User:
    return with_address("an", "Nguyễn Văn An")


def with_address(name: str, full_name: str = "Chị Sen") -> User:
    user = User.objects.create_user(name, full_name=full_name)
    user.email = f"{name}@example.vn"
    user.save()
    return user


def tell(user: User, count: int = 1, words: str = "") -> None:
    for number in range(count):
        notify(
            [user],
            NotificationKind.REPORT_APPROVED,
            subject=f"Sở Số {number} · 2026-Q3",
            words=words,
            url=f"/p/small/{number}/",
        )


def morning():
    """The job of today, asked for again and again."""
    return ended(JobKind.DIGESTS, send_digests)


def to():
    return [message.to[0] for message in mail.outbox]


def test_one_letter_with_what_is_new_and_where(person):
    tell(person, 3, words="Tỷ lệ 41 % là sai")
    assert morning().outcome == {"sent": 1, "refused": 0, "needless": 0, "left": 0}
    (letter,) = mail.outbox
    assert (letter.to, letter.from_email) == (["an@example.vn"], "lotrinh@example.vn")
    assert letter.subject == "[Lộ trình] 3 việc mới"
    assert "Nguyễn Văn An" in letter.body
    assert "Sở Số 2 · Quý III/2026: báo cáo đã được phê duyệt." in letter.body
    assert f"{SITE}/p/small/2/" in letter.body
    assert f"{SITE}/tai-khoan/thu-dien-tu/" in letter.body
    assert "41" not in letter.body
    assert letter.content_subtype == "plain"
    assert not letter.message().is_multipart()


def test_at_most_twenty_are_named(person):
    tell(person, SHOWN + 5)
    morning()
    body = mail.outbox[0].body
    assert body.count("/p/small/") == SHOWN
    assert f"/p/small/{SHOWN + 4}/" in body
    assert "/p/small/4/" not in body
    assert "5 việc khác" in body


def test_one_a_day(person):
    tell(person)
    morning()
    tell(person)
    morning()
    assert len(mail.outbox) == 1
    with on(date(2026, 11, 21)):
        morning()
        tell(person)
    with on(date(2026, 11, 22)):
        morning()
    assert [one.subject for one in mail.outbox] == ["[Lộ trình] 1 việc mới"] * 3
    assert mail.outbox[1].body == mail.outbox[2].body


def test_nothing_new_no_letter(person):
    tell(person)
    morning()
    with on(date(2026, 11, 21)):
        assert morning().outcome["sent"] == 0
    assert MailDigest.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [{"email": ""}, {"wants_mail": False}, {"is_active": False}, {"is_demonstration": True}],
)
def test_who_gets_none(person, change):
    tell(person)
    User.objects.filter(pk=person.pk).update(**change)
    morning()
    assert mail.outbox == []


def test_what_was_read_is_not_told(person):
    tell(person, 2)
    mark_read(by=person, key=Notification.objects.earliest("pk").pk)
    morning()
    assert mail.outbox[0].subject == "[Lộ trình] 1 việc mới"


@pytest.mark.parametrize("meanwhile", ["read", "ended"])
def test_what_happened_since_the_row_was_made(person, meanwhile):
    tell(person)
    queue_digests(today())
    if meanwhile == "read":
        mark_read(by=person)
    else:
        User.objects.filter(pk=person.pk).update(wants_mail=False)
    assert morning().outcome == {"sent": 0, "refused": 0, "needless": 1, "left": 0}
    assert mail.outbox == []


def test_two_workers_never_send_one_twice(person):
    tell(person)
    assert [queue_digests(today()), queue_digests(today())] == [1, 0]
    (key,) = waiting(today())
    assert [claim(key) is None, claim(key) is None] == [False, True]


def test_so_many_in_one_run_and_who_waits_longest_first(person, monkeypatch):
    tell(person)
    with on(date(2026, 11, 19)):
        morning()
    tell(person)
    other = with_address("binh")
    tell(other)
    monkeypatch.setattr(digests, "MOST", 1)
    assert morning().outcome == {"sent": 1, "refused": 0, "needless": 0, "left": 1}
    assert to() == ["an@example.vn", "binh@example.vn"]
    assert morning().outcome["left"] == 0
    assert to()[2:] == ["an@example.vn"]


def test_without_an_address_of_the_site_nothing_goes_out(person, settings):
    settings.SITE_URL = ""
    tell(person)
    job = morning()
    assert (job.state, MailDigest.objects.count()) == (JobState.FAILED, 0)
    assert "SITE_URL" in job.failure


@pytest.fixture
def office():
    """A real server; e-mails go there."""
    with post_office() as found:
        where = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": found.port, "EMAIL_TIMEOUT": 5}
        backend = "django.core.mail.backends.smtp.EmailBackend"
        with override_settings(EMAIL_BACKEND=backend, **where):
            yield found


def test_over_the_wire(person, office):
    tell(person, 2)
    tell(with_address("binh"))
    assert morning().outcome["sent"] == 2
    assert office.calls == 1
    (recipient, letter), (second, _letter) = office.letters
    assert (recipient, second) == ("an@example.vn", "binh@example.vn")
    assert letter["Subject"] == "[Lộ trình] 2 việc mới"
    assert letter["From"] == "lotrinh@example.vn"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@lotrinh.example.vn>")
    assert letter.get_content_type() == "text/plain"
    assert "Quý III/2026" in letter.get_content()


def test_a_refused_address_stops_no_other_and_is_not_written_down(person, office):
    other = with_address("binh")
    tell(person)
    tell(other)
    office.refused.add("an@example.vn")
    assert morning().outcome == {"sent": 1, "refused": 1, "needless": 0, "left": 0}
    assert [recipient for recipient, _letter in office.letters] == ["binh@example.vn"]
    assert MailDigest.objects.get(recipient=person).failure == "SMTPRecipientsRefused 550"


def test_what_did_not_arrive_is_told_the_next_day(person, office):
    tell(person)
    office.refused.add("an@example.vn")
    morning()
    office.refused.clear()
    assert morning().outcome["sent"] == 0
    with on(date(2026, 11, 21)):
        assert morning().outcome["sent"] == 1


def test_a_server_that_hangs_up_keeps_nobody_else_waiting(person, office):
    tell(person)
    tell(with_address("binh"))
    office.hangs_up_on.add("an@example.vn")
    assert morning().outcome == {"sent": 1, "refused": 1, "needless": 0, "left": 0}
    assert "SMTPServerDisconnected" in MailDigest.objects.get(recipient=person).failure


def test_a_server_that_always_hangs_up_is_left_alone(office, db):
    for number in range(PATIENCE + 3):
        user = with_address(f"person{number}")
        office.hangs_up_on.add(user.email)
        tell(user)
    job = morning()
    assert job.state == JobState.FAILED
    assert "@" not in job.failure
    assert len(waiting(today())) == 3


def test_no_server_at_all(person):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        where = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": closed.getsockname()[1]}
        backend = "django.core.mail.backends.smtp.EmailBackend"
        tell(person)
        with override_settings(EMAIL_BACKEND=backend, **where):
            job = morning()
    assert job.state == JobState.FAILED
    assert len(waiting(today())) == 1
    assert morning().outcome["sent"] == 1


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"EMAIL_HOST": ""}, []),
        ({}, []),
        ({"SITE_URL": ""}, ["reports.W001"]),
        ({"SITE_URL": "lotrinh.example.vn"}, ["reports.W001"]),
        ({"DEFAULT_FROM_EMAIL": "lotrinh@localhost"}, ["reports.W002"]),
    ],
)
def test_settings_that_do_not_go_together(settings, change, found):
    from reports.system_checks import mail_has_what_it_needs

    for name, value in ({"EMAIL_HOST": "mail.example.vn"} | change).items():
        setattr(settings, name, value)
    assert [one.id for one in mail_has_what_it_needs()] == found
