"""Each night: the whole installation into one file of BACKUP_DIR, and old backups thinned."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.jobs.running import Ending, Running
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now
from tracker.operations.backing_up import UNFINISHED, BackedUp, back_up
from tracker.operations.retention import Keeping, backups, superfluous

_STEPS = 2
_ABANDONED_AFTER = 24 * 3600


class BackupError(SentenceError):
    """The folder cannot be written to."""


def back_up_nightly(running: Running) -> Ending:
    """A backup that has its name only once it is whole, encrypted if BACKUP_KEY is set.

    Then what a worker that was killed has left half written goes, and the backups that no day, week
    or month keeps. Outcome: `file`, `bytes`, `rows`, `files`, and how many were `deleted`.
    """
    folder = Path(settings.BACKUP_DIR)
    running.progress(0, _STEPS)
    try:
        target, done = _write(folder)
        running.progress(1, _STEPS)
        _sweep(folder)
        deleted = _thin(folder)
    except OSError as error:
        words = {"folder": folder, "reason": error.strerror or type(error).__name__}
        raise BackupError(_("No backup could be written to %(folder)s: %(reason)s.") % words) from (
            error
        )
    outcome = {"file": target.name, "bytes": done.size, "rows": done.rows, "files": done.files}
    return lambda: outcome | {"deleted": deleted}


def _write(folder: Path) -> tuple[Path, BackedUp]:
    ending = "tar.age" if settings.BACKUP_KEY else "tar"
    target = folder / f"lotrinh-{timezone.localtime(now()):%Y-%m-%dT%H%M}.{ending}"
    return target, back_up(target=target, recipient=settings.BACKUP_KEY)


def _sweep(folder: Path) -> None:
    """Half-written backups of yesterday: nobody writes at them any more."""
    for path in folder.glob(f"{UNFINISHED}*"):
        if path.is_dir() and time.time() - path.stat().st_mtime > _ABANDONED_AFTER:
            shutil.rmtree(path)


def _thin(folder: Path) -> int:
    gone = superfluous(backups(folder), Keeping())
    for path in gone:
        path.unlink()
    return len(gone)
