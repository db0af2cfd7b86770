"""Thư điện tử: the switch is everybody's, another address needs the password."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.audit.models import Event

PAGE = reverse("own_mail")
PASSWORD = "secret-2026-pass"


@pytest.fixture
def me(client, reader):
    User.objects.filter(pk=reader.pk).update(email="old@example.vn")
    client.force_login(reader)
    return client


def stored():
    return User.objects.values_list("email", "wants_mail").get(username="reader")


def verbs():
    return sorted(Event.objects.filter(subject_kind="account").values_list("verb", flat=True))


def test_the_page_says_what_holds(me, settings):
    text = me.get(PAGE).content.decode()
    assert "old@example.vn" in text
    assert _("Only to change the address.") in text
    assert "chưa thiết lập máy chủ thư" in text
    settings.EMAIL_HOST, settings.SITE_URL = "mail.example.vn", "https://lotrinh.example.vn"
    assert "chưa thiết lập máy chủ thư" not in me.get(PAGE).content.decode()


def test_the_switch_needs_no_password(me):
    answer = me.post(PAGE, {"email": "old@example.vn"})
    assert answer.url == PAGE
    assert stored() == ("old@example.vn", False)
    me.post(PAGE, {"email": "old@example.vn", "wants_mail": "on"})
    assert stored() == ("old@example.vn", True)
    assert verbs() == ["account.mail_ended", "account.mail_wanted"]


def test_another_address_with_the_password(me, reader):
    posted = {"email": "new@example.vn", "wants_mail": "on", "old": PASSWORD}
    me.post(PAGE, posted)
    assert stored() == ("new@example.vn", True)
    event = Event.objects.get(verb="account.address_changed")
    assert event.actor == reader
    assert "example" not in f"{event.before} {event.after}"


@pytest.mark.parametrize("password", ["", "falsch-2026-pass"])
def test_without_it_nothing_is_changed(me, password):
    answer = me.post(PAGE, {"email": "new@example.vn", "old": password})
    assert (answer.status_code, stored()) == (422, ("old@example.vn", True))
    assert "error-summary" in answer.content.decode()


def test_guessing_is_counted(me):
    for _number in range(5):
        me.post(PAGE, {"email": "new@example.vn", "old": "falsch-2026-pass"})
    answer = me.post(PAGE, {"email": "new@example.vn", "old": PASSWORD})
    assert (answer.status_code, stored()[0]) == (429, "old@example.vn")


def test_no_address_at_all(me):
    me.post(PAGE, {"email": "", "wants_mail": "on", "old": PASSWORD})
    assert stored() == ("", True)


def test_what_is_no_address(me):
    assert me.post(PAGE, {"email": "new", "old": PASSWORD}).status_code == 422


def test_with_a_directory_the_address_is_the_administrators(me, reader):
    reader.set_unusable_password()
    reader.save(update_fields=["password"])
    me.force_login(reader)
    assert "old" not in me.get(PAGE).context["form"].fields
    me.post(PAGE, {"email": "new@example.vn"})
    assert stored() == ("old@example.vn", False)


def test_accounts_of_the_demonstration_stay_as_they_are(client, reader, settings):
    settings.DEMONSTRATION = True
    User.objects.filter(pk=reader.pk).update(is_demonstration=True, username="thuongvu")
    client.force_login(reader)
    assert client.post(PAGE, {"email": ""}).status_code == 403
    reader.refresh_from_db()
    assert (reader.email, reader.wants_mail) == ("", True)
    assert "<form class" not in client.get(PAGE).content.decode().partition("<main")[2]


def test_visitors_sign_in_first(client, db):
    assert client.get(PAGE).url.startswith(reverse("login"))


def test_the_menu_leads_there(me):
    assert f'href="{PAGE}"' in me.get(reverse("inbox")).content.decode()
