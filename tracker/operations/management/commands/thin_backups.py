"""Delete the backups of a folder that nobody needs any more; see docs/operations.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from tracker.operations.retention import Keeping, backups, superfluous


class Command(BaseCommand):
    """`thin_backups FOLDER [--daily 7] [--weekly 4] [--monthly 12] [--dry-run]`."""

    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, and how much is kept."""
        usual = Keeping()
        parser.add_argument("folder", type=Path)
        parser.add_argument("--daily", type=int, default=usual.daily)
        parser.add_argument("--weekly", type=int, default=usual.weekly)
        parser.add_argument("--monthly", type=int, default=usual.monthly)
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *_args: Any, folder: Path, **options: Any) -> None:
        """Name each that goes; the newest backup never goes."""
        keeping = Keeping(options["daily"], options["weekly"], options["monthly"])
        if min(keeping.daily, keeping.weekly, keeping.monthly) < 0 or keeping.daily == 0:
            raise CommandError(_("At least one day must be kept, and nothing below zero."))
        try:
            found = backups(folder)
            gone = superfluous(found, keeping)
            for path in gone:
                if not options["dry_run"]:
                    path.unlink()
                self.stdout.write(f"- {path.name}")
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("%(kept)d backups kept, %(gone)d deleted.")
            % {"kept": len(found) - len(gone), "gone": len(gone)}
        )
