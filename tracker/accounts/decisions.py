"""Every decision at sign-in leaves a line in the log, whichever backend has made it.

A person stands there by number; whoever is not known to be one by a keyed digest, as in `throttle`.
"""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from tracker.accounts.models import User
from tracker.accounts.visitors import marks

_log = logging.getLogger("lotrinh.security")


def listen() -> None:
    """Once, when the application is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="lotrinh.signed_in")
    user_login_failed.connect(_failed, dispatch_uid="lotrinh.failed")
    user_logged_out.connect(_signed_out, dispatch_uid="lotrinh.signed_out")


def _signed_in(user: User, **more: Any) -> None:
    backend = getattr(user, "backend", "").rpartition(".")[2]
    _log.info("signed in: user %d, %s", user.pk, backend)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **more: Any) -> None:
    _log.warning("sign-in failed: %s", marks(request, str(credentials.get("username", ""))))


def _signed_out(user: User | None, **more: Any) -> None:
    if user is not None:
        _log.info("signed out: user %d", user.pk)
