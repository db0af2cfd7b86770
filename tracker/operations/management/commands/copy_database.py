"""Copy a grown installation from one database into another, SQLite or PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from tracker.common.errors import SentenceError
from tracker.operations.copying import copy_database


class Command(BaseCommand):
    """`copy_database --from sqlite:///… --to postgres://…`; prints the rows of each table."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Both addresses, as in DATABASE_URL."""
        parser.add_argument("--from", dest="source", required=True)
        parser.add_argument("--to", dest="target", required=True)

    def handle(self, *_args: Any, source: str, target: str, **_options: Any) -> None:
        """Into an empty database only."""
        try:
            counts = copy_database(source=source, target=target)
        except (SentenceError, DatabaseError) as error:
            raise CommandError(str(error)) from error
        for table, count in counts.items():
            self.stdout.write(f"{count:>10}  {table}")
        self.stdout.write(_("%(count)d rows in all.") % {"count": sum(counts.values())})
