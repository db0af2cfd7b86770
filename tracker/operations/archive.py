"""One file that holds an installation: members with their checksums, and a manifest at its end."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from tracker.common.errors import SentenceError

MANIFEST = "manifest.json"
FORMAT = 1
_CHUNK = 1024 * 1024


class ArchiveError(SentenceError):
    """The file is no whole archive of this product."""


@dataclass(frozen=True)
class Manifest:
    """What the archive is of; `members` are name → SHA-256, `tables` label → number of rows."""

    made_at: str
    database: str
    migrations: tuple[tuple[str, str], ...]
    tables: Mapping[str, int]
    columns: Mapping[str, tuple[str, ...]]
    members: Mapping[str, str]

    def as_json(self) -> str:
        """The manifest as it is written."""
        return json.dumps({"format": FORMAT, **vars(self)}, ensure_ascii=False, indent=1)

    @classmethod
    def of_json(cls, text: str | bytes) -> Manifest:
        """The manifest read back; ArchiveError for another format and for what is none."""
        try:
            stored: dict[str, Any] = dict(json.loads(text))
            if stored.pop("format", None) != FORMAT:
                raise ArchiveError(_("This archive was made by another version of the product."))
            stored["migrations"] = tuple((app, name) for app, name in stored["migrations"])
            stored["columns"] = {label: tuple(names) for label, names in stored["columns"].items()}
            stored |= {name: dict(stored[name]) for name in ("tables", "members")}
            return cls(**stored)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _damaged() from error


class ArchiveWriter:
    """Adds files one after another and remembers their checksums."""

    def __init__(self, stream: BinaryIO) -> None:
        self._tar = tarfile.open(fileobj=stream, mode="w")  # noqa: SIM115
        self.members: dict[str, str] = {}

    def add(self, name: str, path: Path) -> None:
        """A file of the disk under this name."""
        with path.open("rb") as stream:
            self.members[name] = hashlib.file_digest(stream, "sha256").hexdigest()
            size = stream.tell()
            stream.seek(0)
            self._put(name, stream, size)

    def finish(self, manifest: Manifest) -> None:
        """The manifest last: an archive that was cut short has none."""
        content = manifest.as_json().encode()
        self._put(MANIFEST, io.BytesIO(content), len(content))
        self._tar.close()

    def _put(self, name: str, stream: BinaryIO, size: int) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self._tar.addfile(entry, stream)


def unpack(stream: BinaryIO, folder: Path) -> Manifest:
    """Unpack into an empty folder and compare every checksum; ArchiveError at the first fault."""
    found: dict[str, str] = {}
    try:
        with tarfile.open(fileobj=stream, mode="r|") as tar:
            for entry in tar:
                if entry.name in found:
                    raise _foreign()
                found[entry.name] = _unpack_one(tar, entry, folder)
    except (tarfile.TarError, EOFError) as error:
        raise _damaged() from error
    if MANIFEST not in found:
        raise _damaged()
    manifest = Manifest.of_json((folder / MANIFEST).read_bytes())
    del found[MANIFEST]
    for name in sorted(found.keys() ^ manifest.members.keys()):
        raise ArchiveError(_("The archive lacks %(name)s, or does not name it.") % {"name": name})
    for name, checksum in found.items():
        if manifest.members[name] != checksum:
            raise ArchiveError(_("%(name)s is not what was backed up.") % {"name": name})
    return manifest


def _unpack_one(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> str:
    """Write one member and return its checksum; nothing outside the folder, only plain files."""
    name = PurePosixPath(entry.name)
    content = tar.extractfile(entry) if entry.isreg() else None
    if content is None or name.is_absolute() or ".." in name.parts:
        raise _foreign()
    path = folder / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        for chunk in _chunks(content):
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()


def _foreign() -> ArchiveError:
    return ArchiveError(_("The archive holds something that no backup writes."))


def _damaged() -> ArchiveError:
    return ArchiveError(_("The archive is damaged or cut short."))


def _chunks(stream: Any) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk
