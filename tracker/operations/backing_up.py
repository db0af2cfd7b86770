"""The verb: an installation into one file, consistent while people go on working."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from tracker.common.timestamps import now
from tracker.operations import rows
from tracker.operations.archive import ArchiveWriter, Manifest
from tracker.operations.databases import connected, one_moment
from tracker.operations.keys import encrypted

FILES = "evidence"


@dataclass(frozen=True)
class BackedUp:
    """What was written: how many rows and files, and the size of the archive in bytes."""

    rows: int
    files: int
    size: int


def back_up(*, target: Path, recipient: str = "") -> BackedUp:
    """Write the archive, encrypted to an age public key if one is given.

    The rows are of one moment; files are never changed once they are stored, so that those the
    rows speak of are all there. The target appears whole or not at all.
    """
    with TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        place = Path(folder)
        with connected() as connection, one_moment(connection):
            manifest = _dump(connection, place)
        with _appearing(target, place) as stream, encrypted(stream, recipient) as inner:
            manifest, files = _pack(inner, place, manifest)
    return BackedUp(sum(manifest.tables.values()), files, target.stat().st_size)


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


def _pack(stream: BinaryIO, place: Path, manifest: Manifest) -> tuple[Manifest, int]:
    writer = ArchiveWriter(stream)
    for label in manifest.tables:
        writer.add(f"tables/{label}.jsonl.gz", place / f"{label}.jsonl.gz")
    kept = sorted(path for path in settings.EVIDENCE_DIR.rglob("*") if path.is_file())
    for path in kept:
        writer.add(f"{FILES}/{path.relative_to(settings.EVIDENCE_DIR).as_posix()}", path)
    whole = Manifest(**{**vars(manifest), "members": dict(writer.members)})
    writer.finish(whole)
    return whole, len(kept)


@contextmanager
def _appearing(target: Path, place: Path) -> Iterator[BinaryIO]:
    """A file that has its name only once it is complete and on the disk."""
    path = place / "archive"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
    path.replace(target)
