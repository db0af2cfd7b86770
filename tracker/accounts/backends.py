"""Who may sign in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from tracker.accounts.guards import may_sign_in
from tracker.accounts.models import User


class AccountBackend(BaseBackend):
    """User name and password; a demonstration account only where DEMONSTRATION is on."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The person, or None; an unknown name costs the same time as a wrong password."""
        if username is None or password is None:
            return None
        user = User.objects.filter(username=username.lower()).first()
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and may_sign_in(user) else None

    def get_user(self, user_id: int) -> User | None:
        """The signed-in person of a session, while they still may be."""
        user = User.objects.select_related("second_factor").filter(pk=user_id).first()
        return user if user is not None and may_sign_in(user) else None
