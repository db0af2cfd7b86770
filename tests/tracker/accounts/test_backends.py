"""Who may sign in."""

import pytest
from django.contrib.auth import authenticate

from tracker.accounts.models import User


@pytest.fixture
def demonstration_account(db):
    return User.objects.create_user(
        "demo", "secret-2026-pass", full_name="Demo", is_demonstration=True
    )


def sign_in(name="reviewer", password="secret-2026-pass"):
    return authenticate(username=name, password=password)


def test_the_right_password_signs_in_whatever_the_case_of_the_name(reviewer):
    assert sign_in("Reviewer") == reviewer


@pytest.mark.parametrize(("name", "password"), [("reviewer", "wrong"), ("nobody", "wrong")])
def test_anything_else_does_not(reviewer, name, password):
    assert sign_in(name, password) is None


def test_a_deactivated_person_does_not(reviewer):
    reviewer.is_active = False
    reviewer.save()
    assert sign_in() is None


def test_a_demonstration_account_signs_in_only_in_a_demonstration(demonstration_account, settings):
    settings.DEMONSTRATION = False
    assert sign_in("demo") is None
    settings.DEMONSTRATION = True
    assert sign_in("demo") == demonstration_account


def test_a_session_of_a_demonstration_account_ends_with_the_demonstration(
    client, demonstration_account, settings
):
    settings.DEMONSTRATION = True
    client.force_login(demonstration_account)
    settings.DEMONSTRATION = False
    assert client.get("/").status_code == 302
