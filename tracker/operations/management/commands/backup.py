"""Write the installation into one file; see docs/operations.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.common.errors import SentenceError
from tracker.common.timestamps import now
from tracker.operations.backing_up import back_up
from tracker.operations.retention import name_of


class Command(BaseCommand):
    """`backup FILE|FOLDER [--to-key age1…]`: rows of one moment and every evidence file."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The file to write, or the folder for one that is named by the moment; and the public key
        to which it is encrypted, BACKUP_KEY unless another is given (`--to-key ''`: none)."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--to-key", default=settings.BACKUP_KEY, help="public key of the kind age1…"
        )

    def handle(self, *_args: Any, file: Path, to_key: str, **_options: Any) -> None:
        """Never writes over a file that is there."""
        if file.is_dir():
            file /= name_of(timezone.localtime(now()), is_encrypted=bool(to_key))
        if file.exists():
            raise CommandError(_("%(file)s is there already.") % {"file": file})
        try:
            done = back_up(target=file.absolute(), recipient=to_key)
        except (SentenceError, OSError) as error:
            raise CommandError(str(error)) from error
        if done.missing:
            self.stderr.write(
                _("These files of evidence are missing in EVIDENCE_DIR: %(names)s.")
                % {"names": ", ".join(done.missing)}
            )
        self.stdout.write(
            _("%(file)s: %(rows)d rows, %(files)d files, %(size)d bytes.")
            % {"file": file, "rows": done.rows, "files": done.files, "size": done.size}
        )
