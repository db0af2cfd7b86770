"""Load both programmes, their units, published and illustrative figures, an account per role."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.demonstration.loading import load_demonstration
from tracker.accounts.demonstration import DEMONSTRATION_ACCOUNTS


class Command(BaseCommand):
    """`load_demonstration`; what is already there is kept as it is."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then print the accounts."""
        if not settings.DEMONSTRATION:
            raise CommandError(_("Set DEMONSTRATION=1: the accounts have a published password."))
        for line in load_demonstration():
            self.stdout.write(line)
        self.stdout.write(_("Demonstration accounts:"))
        for account in DEMONSTRATION_ACCOUNTS:
            self.stdout.write(f"  {account.username:<12}{account.password:<16}{account.purpose}")
