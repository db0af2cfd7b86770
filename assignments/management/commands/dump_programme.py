"""Print a programme as the file that `load_programme` reads."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assignments.programme.spec import spec_of
from indicators.programme_file import dump_programme
from indicators.queries import programme_by_code
from tracker.common.errors import SentenceError


class Command(BaseCommand):
    """`dump_programme CODE`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The programme's code."""
        parser.add_argument("code")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the file."""
        try:
            programme = programme_by_code(options["code"])
        except SentenceError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(dump_programme(spec_of(programme)), ending="")
