"""Whether every file of evidence is what was stored, and none lies there that nobody knows."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from reports.evidence import path_of
from reports.models import Evidence

_AT_ONCE = 500
_SETTLED_AFTER = 3600
"""Seconds; a younger file may be on its way in: its row comes a moment later."""


def stored_files() -> Iterator[str]:
    """Each row's file exists with the size and the checksum that were recorded.

    Also those that were taken away: they are no longer shown, but the ledger speaks of them.
    """
    rows = Evidence.objects.select_related("report__period", "report__unit").order_by("pk")
    for row in rows.iterator(chunk_size=_AT_ONCE):
        words = {"name": row.shown_name, "report": row.report, "key": row.pk}
        fault = _fault(row)
        if fault == "missing":
            yield _("The file “%(name)s” (%(report)s, number %(key)d) is missing.") % words
        elif fault:
            yield (
                _("The file “%(name)s” (%(report)s, number %(key)d) is not what was stored.")
                % words
            )


def _fault(row: Evidence) -> str:
    path = path_of(row.stored_name)
    try:
        if path.stat().st_size != row.size:
            return "size"
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return "missing"
    return "" if found == row.sha256 else "checksum"


def unknown_files() -> Iterator[str]:
    """No file lies in the folder of evidence without a row, half-written ones neither."""
    for paths in _batches(_settled(Path(settings.EVIDENCE_DIR)), _AT_ONCE):
        names = {path: _uuid(path) for path in paths}
        wanted = [name for name in names.values() if name is not None]
        rows = Evidence.objects.filter(stored_name__in=wanted)
        known = set(rows.values_list("stored_name", flat=True))
        for path, name in names.items():
            if name not in known:
                yield _("No row speaks of the file %(name)s in the folder of evidence.") % {
                    "name": path.name
                }


def _settled(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    border = time.time() - _SETTLED_AFTER
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_mtime < border:
            yield path


def _uuid(path: Path) -> UUID | None:
    try:
        return UUID(path.name)
    except ValueError:
        return None


def _batches(paths: Iterable[Path], size: int) -> Iterator[Sequence[Path]]:
    rest = iter(paths)
    while some := list(islice(rest, size)):
        yield some
