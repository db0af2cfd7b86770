"""Bring an installation back out of its archive, into an empty place; see docs/operations.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from tracker.common.errors import SentenceError
from tracker.operations.databases import await_database
from tracker.operations.restoring import restore


class Command(BaseCommand):
    """`restore FILE [--key FILE|-] [--patience SECONDS]`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The archive, and where the secret key is if it is encrypted: a file, or `-` for the
        standard input."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", type=Path, help="file with the secret key AGE-SECRET-KEY-…")
        parser.add_argument("--patience", type=float, default=60, help="seconds")

    def handle(
        self, *_args: Any, file: Path, key: Path | None, patience: float, **_options: Any
    ) -> None:
        """Once the database answers. Every fault in a sentence; nothing half restored."""
        try:
            await_database(patience)
            done = restore(archive=file, identity=key)
        except (SentenceError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("Restored the state of %(when)s: %(rows)d rows, %(files)d files.")
            % {"when": done.made_at, "rows": done.rows, "files": done.files}
        )
