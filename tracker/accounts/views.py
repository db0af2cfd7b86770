"""Signing in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView

from tracker.accounts.demonstration import DEMONSTRATION_ACCOUNTS


class SignInView(LoginView):
    """The sign-in page; in demonstration mode it lists the demonstration accounts."""

    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demonstration accounts, only in demonstration mode."""
        accounts = DEMONSTRATION_ACCOUNTS if settings.DEMONSTRATION else ()
        return super().get_context_data(demonstration_accounts=accounts, **kwargs)
