"""Bring a province's units and their succession to what a units file states."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from assignments.actions import load_units
from assignments.units_file import parse_units
from tracker.common.errors import SentenceError
from tracker.common.files import read_text


class Command(BaseCommand):
    """`load_units FILE`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say in sentences why nothing changed."""
        path: Path = options["file"]
        try:
            loaded = load_units(parse_units(read_text(path), path.name), by=None)
        except SentenceError as error:
            raise CommandError("\n".join([str(error), _("Nothing was changed.")])) from error
        self.stdout.write(
            _("%(file)s: %(new)d new, %(changed)d changed.")
            % {"file": path.name, "new": loaded.new, "changed": loaded.changed}
        )
