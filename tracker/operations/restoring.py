"""The verb: an installation out of its archive, into an empty place."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from tracker.operations import rows
from tracker.operations.archive import ArchiveError, Manifest, unpack
from tracker.operations.backing_up import FILES
from tracker.operations.copying import TransferError, check_count, check_is_free
from tracker.operations.databases import connected
from tracker.operations.keys import decrypted


@dataclass(frozen=True)
class Restored:
    """Of when the archive is, and how many rows and files came out of it."""

    made_at: str
    rows: int
    files: int


def restore(*, archive: Path, identity: Path | None = None) -> Restored:
    """Every row and file of the archive into this installation, then migrated to the newest.

    All checksums are compared before anything is written, all rows written in one transaction and
    counted. TransferError if the installation is in use or holds other files, ArchiveError and
    WrongKeyError for the file.
    """
    settings.EVIDENCE_DIR.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.EVIDENCE_DIR.parent, prefix=".restore-") as folder:
        place = Path(folder)
        with decrypted(archive, identity) as stream:
            manifest = unpack(stream, place)
        _check_files(place / FILES)
        with connected() as connection:
            check_is_free(connection)
            _load(connection, manifest, place / "tables")
        files = _place_files(place / FILES)
    return Restored(manifest.made_at, sum(manifest.tables.values()), files)


def _load(connection: BaseDatabaseWrapper, manifest: Manifest, place: Path) -> None:
    rows.bring_to(connection, manifest.migrations)
    if rows.applied_migrations(connection) != manifest.migrations:
        raise TransferError(
            _("The archive is of another version: migrate an empty database with that version.")
        )
    found = {
        model._meta.label_lower: model
        for model in rows.tables(rows.state_of(connection, manifest.migrations))
    }
    if found.keys() != manifest.tables.keys():
        raise ArchiveError(_("The archive does not hold the tables of its version."))
    with transaction.atomic(using=connection.alias):
        for model in found.values():
            rows.empty(model, connection)
        for label, model in found.items():
            lines = _read(place / f"{label}.jsonl.gz")
            rows.write_rows(model, manifest.columns[label], lines, connection)
            check_count(model, manifest.tables[label], connection)
        rows.settle(list(found.values()), connection)
    rows.bring_to(connection, None)


def _read(path: Path) -> Iterator[rows.Row]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _files(place: Path) -> list[Path]:
    return sorted(path for path in place.rglob("*") if path.is_file())


def _check_files(place: Path) -> None:
    """A file of the same name that says something else is somebody's: it is not written over."""
    for path in _files(place):
        standing = settings.EVIDENCE_DIR / path.relative_to(place)
        if standing.exists() and standing.read_bytes() != path.read_bytes():
            raise TransferError(
                _("%(name)s stands there already and differs.") % {"name": standing.name}
            )


def _place_files(place: Path) -> int:
    found = _files(place)
    for path in found:
        target = settings.EVIDENCE_DIR / path.relative_to(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
    return len(found)
