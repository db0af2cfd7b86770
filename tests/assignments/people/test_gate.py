"""Half signed in is not signed in: until every step is taken a person is nobody anywhere."""

from __future__ import annotations

import pytest
from django.conf import settings as product
from django.shortcuts import resolve_url
from django.urls import get_resolver, reverse

from tests.meta.test_addresses import OPEN, addresses
from tests.tracker.accounts.factors import enter, with_factor
from tracker.accounts.guards import Step
from tracker.accounts.models import User
from tracker.common.timestamps import now

STEPS = {step.value for step in Step} | {"logout"}


def must_change_password(user, settings):
    User.objects.filter(pk=user.pk).update(one_time_until=now())


def must_give_code(user, settings):
    with_factor(user)


def must_set_up(user, settings):
    settings.SECOND_FACTOR_REQUIRED = True


HALF = {
    Step.PASSWORD: must_change_password,
    Step.CODE: must_give_code,
    Step.SECOND_FACTOR: must_set_up,
}


def answers_of(client, name):
    """What every guarded page says to a request of this kind."""
    found = dict(addresses(get_resolver()))
    closed = {path for key, path in found.items() if key not in OPEN and key not in STEPS}
    closed = {path for path in closed if not path.startswith(("/api/", "/health", "/metrics"))}
    assert len(closed) > 80
    return {path: getattr(client, name)(path) for path in closed}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("step", HALF)
def test_no_address_lets_anybody_in_before_the_step(client, reviewer, settings, step, method):
    HALF[step](reviewer, settings)
    client.force_login(reviewer)
    sign_in = resolve_url(product.LOGIN_URL)
    answers = answers_of(client, method)
    passed = {
        path: answer.status_code
        for path, answer in answers.items()
        if answer.status_code != 302 or not answer.url.startswith(f"{sign_in}?")
    }
    assert passed == {}


@pytest.mark.parametrize("step", HALF)
def test_the_sign_in_page_leads_to_the_step_and_keeps_where_one_was_going(
    client, reviewer, settings, step
):
    HALF[step](reviewer, settings)
    client.force_login(reviewer)
    answer = client.get("/p/small/ma-tran/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{reverse(step.value)}?next=%2Fp%2Fsmall%2Fma-tran%2F"
    assert answer.status_code == 200
    text = answer.content.decode()
    assert reviewer.full_name not in text
    assert "nav-main" not in text


@pytest.mark.parametrize("step", HALF)
def test_only_the_page_of_the_own_step_opens(client, reviewer, settings, step):
    HALF[step](reviewer, settings)
    client.force_login(reviewer)
    codes = {one.value: client.get(reverse(one.value)).status_code for one in Step}
    assert codes == {one.value: 200 if one is step else 302 for one in Step}


@pytest.mark.parametrize("step", HALF)
def test_one_can_leave(client, reviewer, settings, step):
    HALF[step](reviewer, settings)
    client.force_login(reviewer)
    assert client.post(reverse("logout")).status_code == 302
    assert client.get(reverse("login")).status_code == 200


def test_the_code_comes_before_the_password(client, reviewer, settings):
    """Whoever was given a one-time password of somebody else does not get to choose a new one."""
    must_change_password(reviewer, settings)
    must_give_code(reviewer, settings)
    client.force_login(reviewer)
    assert client.get(reverse("login")).url == reverse("second_factor_code")
    enter(client, reviewer)
    assert client.get(reverse("login")).url == reverse("own_password")


@pytest.mark.parametrize(
    ("who", "needed"),
    [("reviewer", True), ("administrator", True), ("reporter", False), ("reader", False)],
)
def test_who_needs_a_second_factor(client, request, settings, who, needed):
    user = request.getfixturevalue(who)
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(user)
    assert client.get(reverse("inbox")).status_code == (302 if needed else 200)
    settings.SECOND_FACTOR_REQUIRED = False
    assert client.get(reverse("inbox")).status_code == 200


def test_the_accounts_of_the_demonstration_do_not(client, reviewer, settings):
    settings.SECOND_FACTOR_REQUIRED = settings.DEMONSTRATION = True
    User.objects.filter(pk=reviewer.pk).update(is_demonstration=True, username="thuongvu")
    client.force_login(reviewer)
    assert client.get(reverse("inbox")).status_code == 200


def test_a_second_factor_that_was_set_up_anew_asks_every_session(client, reviewer):
    with_factor(reviewer)
    enter(client, reviewer)
    assert client.get(reverse("inbox")).status_code == 200
    reviewer.factor.delete()
    with_factor(User.objects.get(pk=reviewer.pk))
    assert client.get(reverse("inbox")).status_code == 302


def test_a_directory_keeps_its_own_passwords(client, reader, settings):
    """Whom another backend let in is not asked to change a password that they never had."""
    must_change_password(reader, settings)
    other = "django.contrib.auth.backends.ModelBackend"
    settings.AUTHENTICATION_BACKENDS = [other, *settings.AUTHENTICATION_BACKENDS]
    client.force_login(reader, backend=other)
    assert client.get(reverse("inbox")).status_code == 200


def test_no_backend_lets_a_closed_account_in(client, reader, settings):
    other = "django.contrib.auth.backends.AllowAllUsersModelBackend"
    settings.AUTHENTICATION_BACKENDS = [other]
    client.force_login(reader, backend=other)
    assert client.get(reverse("inbox")).status_code == 200
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert client.get(reverse("inbox")).status_code == 302


def test_whoever_is_in_costs_no_query_more(client, reader, django_assert_num_queries):
    client.force_login(reader)
    client.get(reverse("second_factor"))
    with django_assert_num_queries(2):  # the session and the person with the second factor
        client.get(reverse("login"))
