"""Fill an empty database with invented provinces, to measure or to try an installation."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from reports.load.loading import generate
from reports.load.people import ADMINISTRATOR
from reports.load.size import Size
from tracker.common.errors import SentenceError
from tracker.common.timestamps import today

_NUMBERS = {
    "provinces": (1, "up to 34"),
    "programmes": (1, "of each province"),
    "indicators": (60, "of each programme, a third of them collected from local units"),
    "units": (60, "local units of each province, beside its departments"),
    "years": (10, "of quarters, the last two by reports, those before from files"),
    "seed": (1, "another number gives other figures"),
}


class Command(BaseCommand):
    """`generate_load --provinces P --programmes N --indicators I --units U --years Y --seed S`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The size, the day, and how to sign in."""
        for name, (usual, words) in _NUMBERS.items():
            parser.add_argument(f"--{name}", type=int, default=usual, help=words)
        parser.add_argument("--day", type=date.fromisoformat, help="the last day; default today")
        parser.add_argument(
            "--password", default="", help="of everybody; without it nobody can sign in"
        )
        parser.add_argument("--jobs", type=int, help="processes at once (PostgreSQL only)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Generate, then say how much and how fast."""
        started = time.monotonic()
        try:
            numbers = {name: options[name] for name in _NUMBERS}
            size = Size(**numbers, day=options["day"] or today())
            count = generate(
                size, password=options["password"], jobs=options["jobs"], tell=self._tell
            )
        except SentenceError as error:
            raise CommandError(str(error)) from error
        seconds = time.monotonic() - started
        words = {"count": count, "seconds": seconds, "speed": count / seconds}
        self.stdout.write(_("%(count)d rows in %(seconds).0f s, %(speed).0f a second.") % words)
        self.stdout.write(_("The administrator is %(name)s.") % {"name": ADMINISTRATOR})

    def _tell(self, line: str) -> None:
        """At once, also into a file: it takes minutes."""
        self.stdout.write(line)
        self.stdout.flush()
