"""Configuration of the accounts app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People and how they sign in."""

    name = "tracker.accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        """From now on decisions at sign-in are logged."""
        from tracker.accounts.decisions import listen  # noqa: PLC0415 - models are loaded by now

        listen()
