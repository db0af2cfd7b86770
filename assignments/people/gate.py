"""The gate between signing in and being in: until every step is taken, a person is nobody."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from assignments.people.rules import needs_second_factor
from tracker.accounts.guards import HalfSignIn, Step, may_sign_in
from tracker.accounts.models import User

FACTOR_KEY = "second_factor"
"""In the session: the key of the second factor whose code was given."""
_OWN_BACKEND = "tracker.accounts.backends.AccountBackend"


class SignInGate:
    """After AuthenticationMiddleware: to every view, and so to every rule below, a half signed-in
    person is a visitor. No address can be forgotten."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let through who may be let through, whichever backend has recognised them."""
        request.user = SimpleLazyObject(lambda: _admitted(request))  # type: ignore[assignment]
        return self._get_response(request)


def next_step(user: User, session: SessionBase) -> Step | None:
    """What this person must still do in this session; None if nothing.

    A password of a directory is the directory's business, not ours.
    """
    factor = user.factor
    if factor is not None and session.get(FACTOR_KEY) != factor.pk:
        return Step.CODE
    if user.one_time_until is not None and session.get(BACKEND_SESSION_KEY) == _OWN_BACKEND:
        return Step.PASSWORD
    if factor is None and settings.SECOND_FACTOR_REQUIRED and needs_second_factor(user):
        return Step.SECOND_FACTOR
    return None


def _admitted(request: HttpRequest) -> User | AnonymousUser:
    user = get_user(request)
    if not isinstance(user, User) or not may_sign_in(user):
        return AnonymousUser()
    step = next_step(user, request.session)
    if step is None:
        return user
    request.half_sign_in = HalfSignIn(user, step)  # type: ignore[attr-defined]
    return AnonymousUser()
