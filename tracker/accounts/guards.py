"""Who is asking, and who is half signed in: known by password, with a step still to be taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from tracker.accounts.models import User


class Step(Enum):
    """What a half signed-in person must do first: the name of the page on which it is done."""

    PASSWORD = "own_password"  # noqa: S105 - the name of a page
    CODE = "second_factor_code"
    SECOND_FACTOR = "second_factor"


@dataclass(frozen=True)
class HalfSignIn:
    """A person who is nobody to every other page until the step is taken."""

    user: User
    step: Step


def signed_in_user(request: HttpRequest) -> User:
    """The person behind a request that LoginRequiredMiddleware let through."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("LoginRequiredMiddleware lets no one else in.")
    return user


def half_sign_in(request: HttpRequest) -> HalfSignIn | None:
    """What the gate has found out about a person whom it did not let through; None for others."""
    if request.user.is_authenticated:
        return None
    return getattr(request, "half_sign_in", None)


def may_sign_in(user: AbstractBaseUser) -> bool:
    """Whether the account is open, a demonstration account only in a demonstration."""
    return (
        isinstance(user, User)
        and user.is_active
        and (settings.DEMONSTRATION or not user.is_demonstration)
    )
