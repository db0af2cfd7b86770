"""Make what is kept of the province's figures anew, from the figures themselves."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from indicators.models import Programme
from indicators.queries import programme_by_code
from reports.observing.rebuilding import rebuild_programme
from tracker.common.errors import SentenceError


class Command(BaseCommand):
    """`rebuild_observations [--programme CODE] [--missing]`; a second run changes no page."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """One programme, or only what is not kept."""
        parser.add_argument("--programme", default="", help="the code of one; default all")
        parser.add_argument(
            "--missing",
            action="store_true",
            help="only indicators whose observations are not kept or no longer hold",
        )

    def handle(self, *_args: Any, programme: str, missing: bool, **_options: Any) -> None:
        """Programme by programme, each with its counts."""
        try:
            found = [programme_by_code(programme)] if programme else Programme.objects.all()
        except SentenceError as error:
            raise CommandError(str(error)) from error
        for one in found:
            done = rebuild_programme(one, only_missing=missing)
            if done.indicators:
                self.stdout.write(
                    _("%(programme)s: %(indicators)d indicators, %(count)d observations.")
                    % {"programme": one.code, "indicators": done.indicators, "count": done.spans}
                )
