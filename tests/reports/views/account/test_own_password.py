"""Đổi mật khẩu: the first one, every other, and the end of all sessions."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.audit.models import Event
from tracker.common.timestamps import now

PAGE, EVERYWHERE = reverse("own_password"), reverse("sign_out_of_all")
OLD, NEW = "secret-2026-pass", "lúa chín vàng đồng"
RIGHT = {"old": OLD, "new": NEW, "again": NEW}


@pytest.fixture
def me(client, reader):
    client.force_login(reader)
    return client


def is_in(client):
    return client.get(reverse("inbox")).status_code == 200


def test_a_new_password_counts_from_now_on(me, reader):
    answer = me.post(PAGE, RIGHT | {"next": reverse("inbox")}, follow=True)
    assert answer.redirect_chain == [(reverse("inbox"), 302)]
    assert authenticate(username="reader", password=NEW) == reader
    assert authenticate(username="reader", password=OLD) is None
    assert Event.objects.get(verb="account.password_changed").actor == reader


def test_the_other_sessions_end_and_this_one_gets_another_key(me, reader):
    elsewhere = Client()
    elsewhere.force_login(reader)
    key = me.session.session_key
    me.post(PAGE, RIGHT)
    assert is_in(me)
    assert me.session.session_key != key
    assert not is_in(elsewhere)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"old": "falsch-2026-pass"}, "old"),
        ({"new": "kurz", "again": "kurz"}, "new"),
        ({"new": "password123", "again": "password123"}, "new"),
        ({"new": "reader2026", "again": "reader2026"}, "new"),
        ({"new": OLD, "again": OLD}, "new"),
        ({"again": "another one entirely"}, "again"),
        ({"new": ""}, "new"),
        ({"new": "x" * 129, "again": "x" * 129}, "new"),
    ],
)
def test_what_is_refused_changes_nothing(me, reader, wrong, field):
    answer = me.post(PAGE, RIGHT | wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "error-summary" in answer.content.decode()
    assert authenticate(username="reader", password=OLD) == reader


def test_no_password_is_sent_back(me):
    text = me.post(PAGE, RIGHT | {"again": "another one entirely"}).content.decode()
    assert NEW not in text
    assert OLD not in text


def test_who_guesses_the_current_password_in_an_open_browser_has_to_wait(me):
    for _number in range(5):
        assert me.post(PAGE, RIGHT | {"old": "wrong"}).status_code == 422
    assert me.post(PAGE, RIGHT).status_code == 429


def test_the_first_password_is_changed_before_anything_else(client, reader):
    User.objects.filter(pk=reader.pk).update(one_time_until=now())
    client.force_login(reader)
    assert not is_in(client)
    assert _("Choose your own password") in client.get(PAGE).content.decode()
    assert client.post(PAGE, RIGHT | {"new": "kurz", "again": "kurz"}).status_code == 422
    assert not is_in(client)
    client.post(PAGE, RIGHT)
    assert is_in(client)
    assert User.objects.get(pk=reader.pk).one_time_until is None


def test_a_half_signed_in_person_cannot_keep_the_one_time_password(client, reader):
    User.objects.filter(pk=reader.pk).update(one_time_until=now())
    client.force_login(reader)
    assert client.post(PAGE, {"old": OLD, "new": OLD, "again": OLD}).status_code == 422


def test_the_demonstration_keeps_its_password(me, reader):
    User.objects.filter(pk=reader.pk).update(is_demonstration=True, username="thuongvu")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.DEMONSTRATION", True)
        assert 'name="new"' not in me.get(PAGE).content.decode()
        assert me.post(PAGE, RIGHT).status_code == 403
        assert authenticate(username="thuongvu", password=OLD) == reader


def test_a_password_of_a_directory_is_changed_there(me, reader):
    reader.set_unusable_password()
    reader.save()
    me.force_login(reader)
    assert 'name="new"' not in me.get(PAGE).content.decode()


def test_signing_out_everywhere(me, reader):
    elsewhere = Client()
    elsewhere.force_login(reader)
    assert me.get(EVERYWHERE).status_code == 405
    assert me.post(EVERYWHERE).url == reverse("login")
    assert not is_in(me)
    assert not is_in(elsewhere)
    assert Event.objects.get(verb="account.signed_out").actor == reader


@pytest.mark.parametrize("name", ["own_password", "sign_out_of_all"])
def test_a_visitor_is_sent_away(client, db, name):
    for method in ("get", "post"):
        assert getattr(client, method)(reverse(name)).url.startswith(reverse("login"))


def test_the_page_is_kept_by_no_cache_and_takes_no_other_verb(me):
    assert "no-store" in me.get(PAGE)["Cache-Control"]
    assert me.put(PAGE).status_code == 405


def test_the_menu_leads_there(me):
    text = me.get(reverse("inbox")).content.decode()
    assert f'href="{PAGE}"' in text
    assert f'href="{reverse("second_factor")}"' in text


def test_nobody_is_sent_to_another_host(me):
    assert me.post(PAGE, RIGHT | {"next": "//evil.example/"}).url == "/"


def test_what_is_typed_can_be_shown_and_is_measured(me):
    """The switch and the meter wait hidden for js/password.js, which both pages load."""
    own, entrance = me.get(PAGE), Client().get(reverse("login"))
    assert 'data-strength="id_new" hidden' in own.content.decode()
    for page in (own.content.decode(), entrance.content.decode()):
        assert "data-show-passwords hidden" in page
        assert "js/password.js" in page
