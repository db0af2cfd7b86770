"""Second factors as tests need them: set up without the page, and the codes an app would show."""

from __future__ import annotations

import pyotp

from tracker.accounts.models import SecondFactor, User
from tracker.accounts.second_factor import add_factor, secret_of
from tracker.common.timestamps import now

NONCE = "a-nonce-of-the-tests"


def code_of(user: User, *, later: int = 0, nonce: str = NONCE) -> str:
    """What the app shows now, or so many half minutes later."""
    return pyotp.TOTP(secret_of(user, nonce)).at(now(), counter_offset=later)


def with_factor(user: User) -> tuple[SecondFactor, list[str]]:
    """The factor and its recovery codes; no code of the app has been used yet."""
    return add_factor(user, NONCE, step=0)


def enter(client, user: User) -> None:
    """Signed in with both steps."""
    client.force_login(user)
    session = client.session
    session["second_factor"] = user.factor.pk
    session.save()
