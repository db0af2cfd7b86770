"""Bring the database to this version, once it answers; what docker-compose.yml runs first."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.operations.databases import UnreachableError, await_database


class Command(BaseCommand):
    """`prepare [--patience SECONDS]`; a second run changes nothing."""

    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """How long a database that is starting is waited for."""
        parser.add_argument("--patience", type=float, default=60, help="seconds")

    def handle(self, *_args: Any, patience: float, **_options: Any) -> None:
        """Wait, migrate, then make what an older version did not keep for its pages."""
        try:
            await_database(patience)
        except UnreachableError as error:
            raise CommandError(str(error)) from error
        call_command("migrate", interactive=False, stdout=self.stdout)
        call_command("rebuild_observations", missing=True, stdout=self.stdout)
