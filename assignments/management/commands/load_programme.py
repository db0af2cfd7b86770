"""Bring a programme to what its file states; a changed target becomes a recorded amendment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from assignments.programme.loading import load_programme
from indicators.programme_file import parse_programme
from tracker.accounts.queries import person
from tracker.common.errors import SentenceError
from tracker.common.files import read_file


class Command(BaseCommand):
    """`load_programme FILE [--reason "…"] [--by USER]`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """File, reason of an amendment, person."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--reason", default="", help="why targets or baselines change")
        parser.add_argument("--by", default="", help="user name of the person who loads it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say in sentences why nothing changed."""
        path: Path = options["file"]
        try:
            spec = parse_programme(read_file(path), path.name)
            by = person(options["by"]) if options["by"] else None
            applied = load_programme(spec, by=by, reason=options["reason"])
        except SentenceError as error:
            raise CommandError("\n".join([str(error), _("Nothing was changed.")])) from error
        if applied.is_nothing:
            self.stdout.write(_("%(code)s: nothing to change.") % {"code": spec.code})
            return
        self.stdout.write(
            _("%(code)s: %(new)d new, %(changed)d changed, %(withdrawn)d withdrawn.")
            % {
                "code": spec.code,
                "new": applied.new,
                "changed": applied.changed,
                "withdrawn": applied.withdrawn,
            }
        )
