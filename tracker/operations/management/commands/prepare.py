"""Bring the database to this version, once it answers; what docker-compose.yml runs first."""

from __future__ import annotations

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

PAUSE = 0.5
"""Seconds between two tries."""


class Command(BaseCommand):
    """`prepare [--patience SECONDS]`; a second run changes nothing."""

    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """How long a database that is starting is waited for."""
        parser.add_argument("--patience", type=float, default=60, help="seconds")

    def handle(self, *_args: Any, patience: float, **_options: Any) -> None:
        """Wait, then migrate."""
        _await_database(patience)
        call_command("migrate", interactive=False, stdout=self.stdout)


def _await_database(patience: float) -> None:
    """Until a connection is made; CommandError when the patience is at its end."""
    end = time.monotonic() + patience
    while True:
        try:
            connection.ensure_connection()
        except DatabaseError as error:
            if time.monotonic() >= end:
                raise CommandError(
                    _("The database does not answer: %(reason)s") % {"reason": error}
                ) from error
            time.sleep(PAUSE)
        else:
            return
