"""Print the whole judgement of a programme, as JSON for machines or as a table for people."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from indicators.queries import programme_by_code
from reports.assessment import assess_programme
from reports.presenters.assessment_json import as_json
from reports.presenters.assessment_table import as_table
from tracker.common.errors import SentenceError
from tracker.common.timestamps import today


class Command(BaseCommand):
    """`assess --programme CODE [--as-of DATE] [--indicator CODE] --format json|table`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Programme, day, one indicator, format."""
        parser.add_argument("--programme", required=True)
        parser.add_argument("--as-of", default="", help="a day, e.g. 2026-09-30; default today")
        parser.add_argument("--indicator", help="one indicator only")
        parser.add_argument("--format", choices=("json", "table"), default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        """Assess and print."""
        try:
            codes = [options["indicator"]] if options["indicator"] else None
            result = assess_programme(
                programme_by_code(options["programme"]), _day(options["as_of"]), codes
            )
        except SentenceError as error:
            raise CommandError(str(error)) from error
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_json(result), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(as_table(result))


def _day(text: str) -> date:
    if not text:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SentenceError(
            _("“%(text)s” is not a day. Write it as 2026-09-30.") % {"text": text}
        ) from error
