"""Bring the figures of a CSV file or a workbook into a programme; all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from indicators.queries import programme_by_code
from reports.imports.figures import import_figures
from tracker.accounts.queries import person
from tracker.common.errors import SentenceError
from tracker.common.files import read_file


class Command(BaseCommand):
    """`import_figures FILE.csv|FILE.xlsx --programme CODE --by USER [--approve]`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """File, programme, person and whether the figures count at once."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--programme", required=True)
        parser.add_argument("--by", required=True, help="user name of the person who brings them")
        parser.add_argument("--approve", action="store_true", help="the figures count at once")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or say in sentences why nothing was stored."""
        try:
            recorded = import_figures(
                programme=programme_by_code(options["programme"]),
                content=read_file(options["file"]),
                by=person(options["by"]),
                approve=options["approve"],
            )
        except SentenceError as error:
            raise CommandError("\n".join([str(error), _("Nothing was stored.")])) from error
        self.stdout.write(
            _("%(new)d new, %(changed)d changed, %(unchanged)d unchanged.")
            % {
                "new": recorded.new,
                "changed": recorded.changed,
                "unchanged": recorded.unchanged,
            }
        )
