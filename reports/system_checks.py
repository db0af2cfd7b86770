"""What `manage.py check` says of settings that do not go together."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register


@register()
def mail_has_what_it_needs(**_options: Any) -> list[CheckMessage]:
    """With a mail server named, e-mails need the site's public address and a sender."""
    if not settings.EMAIL_HOST:
        return []
    found: list[CheckMessage] = []
    site = urlsplit(settings.SITE_URL)
    if site.scheme not in ("http", "https") or not site.hostname:
        found.append(
            Warning(
                "No e-mail is sent: SITE_URL is not set.",
                hint="Set SITE_URL to the address that people type: https://lotrinh.example.vn",
                id="reports.W001",
            )
        )
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        found.append(
            Warning(
                "E-mails have no proper sender: DEFAULT_FROM_EMAIL is not set.",
                hint="Set DEFAULT_FROM_EMAIL to an address of yours: lotrinh@example.vn",
                id="reports.W002",
            )
        )
    return found
