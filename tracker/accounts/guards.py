"""Who is asking."""

from __future__ import annotations

from django.http import HttpRequest

from tracker.accounts.models import User


def signed_in_user(request: HttpRequest) -> User:
    """The person behind a request that LoginRequiredMiddleware let through."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("LoginRequiredMiddleware lets no one else in.")
    return user
