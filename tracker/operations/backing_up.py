"""The verb: an installation into one file, consistent while people go on working."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from tracker.common.timestamps import now
from tracker.operations import rows
from tracker.operations.archive import ArchiveWriter, Manifest
from tracker.operations.databases import connected, one_moment
from tracker.operations.keys import encrypted
from tracker.operations.staging import staging

FILES = "evidence"
UNFINISHED = ".backup-"
"""How the folder of a backup under way begins."""
_NAMED_BY = ("reports.evidence", "stored_name")
"""The table and the column that name the stored files."""


@dataclass(frozen=True)
class BackedUp:
    """What was written: how many rows and files, and the size of the archive in bytes.

    `missing` are files that rows speak of and that were not there to be backed up.
    """

    rows: int
    files: int
    size: int
    missing: tuple[str, ...] = ()


def back_up(*, target: Path, recipient: str = "") -> BackedUp:
    """Write the archive, encrypted to an age public key if one is given.

    The rows are of one moment, the files those that they speak of: a file is whole before its row
    is there, and never changed. The target appears whole or not at all; what lies in the clear
    until it is encrypted lies in VAR_DIR, with all the rest.
    """
    with (
        staging(settings.VAR_DIR, UNFINISHED) as place,
        _appearing(target) as stream,
        encrypted(stream, recipient, place) as inner,
    ):
        with connected() as connection, one_moment(connection):
            manifest, names = _dump(connection, place), _stored_names(connection)
        kept = [name for name in names if (settings.EVIDENCE_DIR / name).is_file()]
        _pack(inner, place, manifest, kept)
    missing = tuple(sorted(set(names) - set(kept)))
    return BackedUp(sum(manifest.tables.values()), len(kept), target.stat().st_size, missing)


def _stored_names(connection: BaseDatabaseWrapper) -> list[str]:
    table, column = _NAMED_BY
    apps = rows.state_of(connection, rows.applied_migrations(connection))
    named = apps.get_model(table)._base_manager.using(connection.alias)
    return [str(name) for name in named.order_by(column).values_list(column, flat=True)]


def _dump(connection: BaseDatabaseWrapper, place: Path) -> Manifest:
    migrations = rows.applied_migrations(connection)
    counts, columns = {}, {}
    for model in rows.tables(rows.state_of(connection, migrations)):
        label = model._meta.label_lower
        columns[label] = tuple(field.attname for field in rows.columns(model))
        counts[label] = _write(rows.read_rows(model, connection), place / f"{label}.jsonl.gz")
    return Manifest(now().isoformat(), connection.vendor, migrations, counts, columns, members={})


def _write(found: Iterator[rows.Row], path: Path) -> int:
    count = 0
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as stream:
        for count, row in enumerate(found, start=1):  # noqa: B007 - the last number is the count
            stream.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    return count


def _pack(stream: BinaryIO, place: Path, manifest: Manifest, kept: list[str]) -> None:
    writer = ArchiveWriter(stream)
    for label in manifest.tables:
        writer.add(f"tables/{label}.jsonl.gz", place / f"{label}.jsonl.gz")
    for name in kept:
        writer.add(f"{FILES}/{name}", settings.EVIDENCE_DIR / name)
    writer.finish(replace(manifest, members=dict(writer.members)))


@contextmanager
def _appearing(target: Path) -> Iterator[BinaryIO]:
    """A file that has its name only once it is complete and on the disk."""
    with staging(target.parent, UNFINISHED) as place:
        path = place / "archive"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        path.replace(target)
