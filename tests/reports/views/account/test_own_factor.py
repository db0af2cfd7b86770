"""Xác thực hai bước: set up, asked for, used up, renewed and ended."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

from tests.tracker.accounts.factors import code_of, enter, with_factor
from tracker.accounts.models import RecoveryCode, SecondFactor, User
from tracker.audit.models import Event
from tracker.common.timestamps import now

PAGE, CODE = reverse("second_factor"), reverse("second_factor_code")
RENEW, END = reverse("second_factor_renew"), reverse("second_factor_end")


@pytest.fixture
def me(client, reader):
    client.force_login(reader)
    return client


@pytest.fixture
def armed(client, reader):
    """Signed in with the password only; the second step is missing."""
    with_factor(reader)
    client.force_login(reader)
    return client


def is_in(client):
    return client.get(reverse("inbox")).status_code == 200


def shown(client):
    """What the page shows: the nonce to send back, and the code of an app that has read it."""
    context = client.get(PAGE).context
    secret = context["secret"].replace(" ", "")
    return {"nonce": context["nonce"], "code": pyotp.TOTP(secret).at(now())}


def later(minutes):
    return time_machine.travel(now() + timedelta(minutes=minutes), tick=False)


def test_a_right_code_turns_it_on_and_recovery_codes_are_shown_once(me, reader):
    answer = me.post(PAGE, shown(me))
    codes = answer.context["codes"]
    text = answer.content.decode()
    assert (answer.status_code, len(codes)) == (200, 10)
    assert all(code in text for code in codes)
    assert "no-store" in answer["Cache-Control"]
    assert is_in(me)
    assert codes[0] not in me.get(PAGE).content.decode()
    assert Event.objects.get(verb="account.factor_begun").actor == reader


def test_the_other_sessions_are_asked_for_the_code(me, reader):
    elsewhere = Client()
    elsewhere.force_login(reader)
    me.post(PAGE, shown(me))
    assert not is_in(elsewhere)


def test_looking_at_the_page_sets_nothing_up(me):
    first, second = shown(me), shown(me)
    assert first != second
    assert not SecondFactor.objects.exists()


@pytest.mark.parametrize("code", ["000000", "", "12345", "x" * 41])
def test_a_wrong_code_sets_nothing_up_and_keeps_the_picture(me, code):
    context = me.get(PAGE).context
    answer = me.post(PAGE, {"nonce": context["nonce"], "code": code})
    assert (answer.status_code, SecondFactor.objects.exists()) == (422, False)
    assert answer.context["secret"] == context["secret"]


def test_a_picture_of_somebody_else_or_of_yesterday_does_not_count(me, reader, head):
    other = Client()
    other.force_login(head)
    assert me.post(PAGE, shown(other)).status_code == 422
    context = me.get(PAGE).context
    totp = pyotp.TOTP(context["secret"].replace(" ", ""))
    for minutes, status in ((61, 422), (59, 200)):
        with later(minutes):
            me.force_login(reader)  # the session has ended in the meantime
            sent = {"nonce": context["nonce"], "code": totp.at(now())}
            assert me.post(PAGE, sent).status_code == status


def test_the_password_alone_does_not_let_in(armed, reader):
    assert not is_in(armed)
    answer = armed.post(CODE, {"code": code_of(reader), "next": reverse("inbox")})
    assert answer.url == reverse("inbox")
    assert is_in(armed)


def test_the_session_gets_another_key_with_the_code(armed, reader):
    key = armed.session.session_key
    armed.post(CODE, {"code": code_of(reader)})
    assert armed.session.session_key != key


def test_a_code_is_not_accepted_twice(armed, reader):
    armed.post(CODE, {"code": code_of(reader)})
    thief = Client()
    thief.force_login(reader)
    answer = thief.post(CODE, {"code": code_of(reader)})
    assert answer.status_code == 422
    assert answer.context["form"].errors["code"]
    assert not is_in(thief)


def test_who_guesses_codes_has_to_wait_everywhere(armed, reader):
    for _number in range(5):
        assert armed.post(CODE, {"code": "000000"}).status_code == 422
    answer = armed.post(CODE, {"code": code_of(reader)})
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    elsewhere = Client()
    elsewhere.force_login(reader)
    assert elsewhere.post(CODE, {"code": code_of(reader)}).status_code == 429


def test_a_recovery_code_lets_in_without_the_app(client, reader):
    _factor, codes = with_factor(reader)
    client.force_login(reader)
    client.post(CODE, {"code": codes[3]})
    assert is_in(client)
    assert RecoveryCode.objects.count() == 9


def test_recovery_codes_are_renewed_for_a_code(armed, reader):
    enter(armed, reader)
    assert armed.post(RENEW, {"renew-code": "000000"}).status_code == 422
    answer = armed.post(RENEW, {"renew-code": code_of(reader)})
    assert len(answer.context["codes"]) == 10
    assert Event.objects.filter(verb="account.codes_renewed").count() == 1


def test_it_is_turned_off_for_a_code(armed, reader):
    enter(armed, reader)
    assert armed.post(END, {"end-code": "000000"}).status_code == 422
    assert SecondFactor.objects.exists()
    assert armed.post(END, {"end-code": code_of(reader)}).url == PAGE
    assert not SecondFactor.objects.exists()
    assert is_in(armed)
    assert Event.objects.get(verb="account.factor_ended").actor == reader


def test_whoever_needs_one_is_asked_at_once_for_another(client, reviewer, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    with_factor(reviewer)
    enter(client, reviewer)
    client.post(END, {"end-code": code_of(reviewer)})
    assert not is_in(client)
    assert _("Your role needs a second step. Set it up before you go on.") in (
        client.get(PAGE).content.decode()
    )
    client.post(PAGE, shown(client))
    assert is_in(client)


@pytest.mark.parametrize("path", [RENEW, END])
def test_the_deeds_need_the_second_step_themselves(armed, reader, path):
    answer = armed.post(path, {"end-code": code_of(reader), "renew-code": code_of(reader)})
    assert answer.url.startswith(reverse("login"))
    assert SecondFactor.objects.exists()


@pytest.mark.parametrize("path", [RENEW, END])
def test_the_deeds_without_anything_to_do(me, path):
    assert me.get(path).status_code == 405
    assert me.post(path).url == PAGE


def test_the_demonstration_has_no_second_step(me, reader, settings):
    sent = shown(me)
    User.objects.filter(pk=reader.pk).update(is_demonstration=True, username="thuongvu")
    settings.DEMONSTRATION = True
    assert "data:image" not in me.get(PAGE).content.decode()
    me.post(PAGE, sent)
    assert not SecondFactor.objects.exists()


@pytest.mark.parametrize("path", [PAGE, CODE, RENEW, END])
def test_a_visitor_is_sent_away(client, db, path):
    for method in ("get", "post"):
        assert getattr(client, method)(path).url.startswith(reverse("login"))


def test_the_picture_is_allowed_by_the_policy(me):
    answer = me.get(PAGE)
    assert re.search(r'<img class="qr" src="data:image/svg\+xml', answer.content.decode())
    assert "img-src 'self' data:" in answer["Content-Security-Policy"]
