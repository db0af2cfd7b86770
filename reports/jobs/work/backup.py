"""Each night: the whole installation into one file of BACKUP_DIR, and old backups thinned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.jobs.running import Ending, Running
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now
from tracker.operations.backing_up import BackedUp, back_up
from tracker.operations.retention import Keeping, backups, name_of, superfluous

_STEPS = 2
_MOST_NAMED = 20


class BackupError(SentenceError):
    """The folder cannot be written to."""


def back_up_nightly(running: Running) -> Ending:
    """A backup that has its name only once it is whole, encrypted if BACKUP_KEY is set.

    Then the backups go that no day, week or month keeps. Outcome: `file`, `bytes`, `rows`, `files`,
    the first evidence that was `missing`, and how many backups were `deleted`.
    """
    folder = Path(settings.BACKUP_DIR)
    running.progress(0, _STEPS)
    try:
        target, done = _write(folder)
        running.progress(1, _STEPS)
        deleted = _thin(folder)
    except OSError as error:
        words = {"folder": folder, "reason": error.strerror or type(error).__name__}
        raise BackupError(_("No backup could be written to %(folder)s: %(reason)s.") % words) from (
            error
        )
    outcome: dict[str, Any] = {
        "file": target.name,
        "bytes": done.size,
        "rows": done.rows,
        "files": done.files,
    }
    outcome["missing"] = list(done.missing[:_MOST_NAMED])
    return lambda: outcome | {"deleted": deleted}


def _write(folder: Path) -> tuple[Path, BackedUp]:
    target = folder / name_of(timezone.localtime(now()), is_encrypted=bool(settings.BACKUP_KEY))
    return target, back_up(target=target, recipient=settings.BACKUP_KEY)


def _thin(folder: Path) -> int:
    gone = superfluous(backups(folder), Keeping())
    for path in gone:
        path.unlink()
    return len(gone)
