"""What comes back out of an archive is what went in; what no backup writes is refused whole."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile

import pytest

from tracker.operations.archive import FORMAT, MANIFEST, ArchiveError, ArchiveWriter, Manifest
from tracker.operations.archive import unpack as unpacked

ROWS = b"[1]\n"


def manifest(**changed: object) -> dict[str, object]:
    members = {"tables/a.b": hashlib.sha256(ROWS).hexdigest()}
    return {
        "format": FORMAT,
        "made_at": "2026-11-20T02:30:00+07:00",
        "database": "sqlite",
        "migrations": [["a", "0001_initial"]],
        "tables": {"a.b": 1},
        "columns": {"a.b": ["id"]},
        "members": members,
    } | changed


def packed(*members: tuple[str, bytes] | tarfile.TarInfo) -> io.BytesIO:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as tar:
        for one in members:
            if isinstance(one, tarfile.TarInfo):
                tar.addfile(one)
                continue
            entry = tarfile.TarInfo(one[0])
            entry.size = len(one[1])
            tar.addfile(entry, io.BytesIO(one[1]))
    stream.seek(0)
    return stream


def with_manifest(told: object, *more: tuple[str, bytes] | tarfile.TarInfo) -> io.BytesIO:
    text = told if isinstance(told, bytes) else json.dumps(told).encode()
    return packed(("tables/a.b", ROWS), *more, (MANIFEST, text))


def linked(name: str, kind: bytes, target: str) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "around" / "staged"
    made.mkdir(parents=True, mode=0o700)
    return made


def test_a_whole_one_is_unpacked_for_its_owner_only(folder):
    found = unpacked(with_manifest(manifest()), folder)
    assert (found.tables, found.columns) == ({"a.b": 1}, {"a.b": ("id",)})
    path = folder / "tables" / "a.b"
    assert path.read_bytes() == ROWS
    assert [one.stat().st_mode & 0o777 for one in (path, path.parent)] == [0o600, 0o700]


@pytest.mark.parametrize(
    "member",
    [
        ("../outside", b"x"),
        ("tables/../../outside", b"x"),
        ("/outside", b"x"),
        ("tables/a.b", b"[2]\n"),
        linked("link", tarfile.SYMTYPE, "/etc/passwd"),
        linked("link", tarfile.LNKTYPE, "tables/a.b"),
        linked("device", tarfile.CHRTYPE, ""),
    ],
)
def test_what_no_backup_writes_is_refused(folder, member):
    name = member[0] if isinstance(member, tuple) else member.name
    told = manifest(members=manifest()["members"] | {name: hashlib.sha256(b"x").hexdigest()})
    with pytest.raises(ArchiveError):
        unpacked(with_manifest(told, member), folder)
    assert list(folder.parent.iterdir()) == [folder]


@pytest.mark.parametrize(
    "told",
    [
        b"{not json",
        b"\xff\xfe",
        b"[]",
        b"5",
        {"format": FORMAT},
        manifest(format=FORMAT + 1),
        manifest(members={}),
        manifest(members=["tables/a.b"]),
        manifest(members={"tables/a.b": "0" * 64}),
        manifest(members=manifest()["members"] | {"evidence/gone": "0" * 64}),
        manifest(columns=["id"]),
        manifest(migrations=["0001_initial"]),
        manifest(more=1),
    ],
)
def test_a_manifest_that_lies_is_refused(folder, told):
    with pytest.raises(ArchiveError):
        unpacked(with_manifest(told), folder)


def test_without_a_manifest_it_is_cut_short(folder):
    with pytest.raises(ArchiveError):
        unpacked(packed(("tables/a.b", ROWS)), folder)


class FullDisk(io.RawIOBase):
    """Takes a little and then nothing more."""

    def __init__(self) -> None:
        self.left = 1000

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return 0

    def write(self, content) -> int:
        self.left -= len(content)
        if self.left < 0:
            raise OSError(28, "No space left on device")
        return len(content)


def test_a_full_disk_is_said_once(tmp_path, recwarn):
    """Nothing is written on behind the error, which would warn when the writer goes."""
    (tmp_path / "rows").write_bytes(ROWS * 1000)
    writer = ArchiveWriter(FullDisk())
    with pytest.raises(OSError, match="No space"):
        writer.add("rows", tmp_path / "rows")
    del writer
    assert not recwarn.list


def test_what_was_written_is_read_back(tmp_path, folder):
    (tmp_path / "rows").write_bytes(ROWS)
    stream = io.BytesIO()
    writer = ArchiveWriter(stream)
    writer.add("tables/a.b", tmp_path / "rows")
    told = Manifest("now", "sqlite", (("a", "1"),), {"a.b": 1}, {"a.b": ("id",)}, writer.members)
    writer.finish(told)
    stream.seek(0)
    assert unpacked(stream, folder) == told
