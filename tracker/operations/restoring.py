"""The verb: an installation out of its archive, into an empty place."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
from tracker.operations.staging import staging


@dataclass(frozen=True)
class Restored:
    """Of when the archive is, and how many rows and files came out of it."""

    made_at: str
    rows: int
    files: int


def restore(*, archive: Path, identity: Path | None = None) -> Restored:
    """Every row and file of the archive into this installation, then migrated to the newest.

    All checksums are compared before anything is written, all rows written in one transaction and
    counted. The rows come last: until they are there the same command may be given again.
    TransferError if the installation is in use or holds other files, OtherVersionError for rows
    that this version cannot hold, ArchiveError and WrongKeyError for the file.
    """
    settings.EVIDENCE_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Staged beside where the files go, so that each is placed by its name alone.
    with staging(settings.EVIDENCE_DIR, ".restore-") as place, connected() as connection:
        with decrypted(archive, identity, place) as stream:
            manifest = unpack(stream, place)
        _check_files(place / FILES)
        check_is_free(connection)
        found = _prepared(connection, manifest)
        files = _place_files(place / FILES)
        _load(connection, manifest, found, place / "tables")
        rows.bring_to(connection, None)
    return Restored(manifest.made_at, sum(manifest.tables.values()), files)


def _prepared(connection: BaseDatabaseWrapper, manifest: Manifest) -> dict[str, rows.Model]:
    """Empty tables as the archive's version has them, by their label."""
    apps = rows.state_of(connection, manifest.migrations)
    found = {model._meta.label_lower: model for model in rows.tables(apps)}
    columns = {label: {one.attname for one in rows.columns(found[label])} for label in found}
    told = {label: set(names) for label, names in manifest.columns.items()}
    if found.keys() != manifest.tables.keys() or columns != told:
        raise ArchiveError(_("The archive does not hold the tables of its version."))
    rows.bring_to(connection, manifest.migrations)
    return found


def _load(
    connection: BaseDatabaseWrapper,
    manifest: Manifest,
    found: dict[str, rows.Model],
    place: Path,
) -> None:
    with transaction.atomic(using=connection.alias):
        for model in found.values():
            rows.empty(model, connection)
        for label, model in found.items():
            lines = _read(place / f"{label}.jsonl.gz")
            rows.write_rows(model, manifest.columns[label], lines, connection)
            check_count(model, manifest.tables[label], connection)
        rows.settle(list(found.values()), connection)


def _read(path: Path) -> Iterator[rows.Row]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _files(place: Path) -> list[Path]:
    return sorted(path for path in place.rglob("*") if path.is_file())


def _check_files(place: Path) -> None:
    """TransferError for a file that says something else: it is somebody's, not to be lost."""
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
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.replace(target)
    return len(found)
