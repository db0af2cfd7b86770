"""Addresses that an installation adds in its settings, for the sign-in of a directory."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path


def extra_addresses() -> list[URLResolver]:
    """Those of EXTRA_ADDRESSES, open to visitors: whoever is on the way in is not in yet."""
    return [
        path(prefix, include(_opened(import_module(module).urlpatterns)))
        for prefix, module in settings.EXTRA_ADDRESSES
    ]


def _opened(patterns: list[URLPattern]) -> list[URLPattern]:
    for pattern in patterns:
        pattern.callback = login_not_required(pattern.callback)
    return patterns
