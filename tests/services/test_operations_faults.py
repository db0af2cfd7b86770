"""Backup, restore and copying when something goes wrong, or goes on, in the middle."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.services.installations import content, evidence, manage, python, users

WRITING = """
from pathlib import Path
from tracker.accounts.models import User
from tracker.operations import rows
from tracker.operations.backing_up import back_up
read, labels = rows.read_rows, []
def read_rows(model, connection):
    if not labels:
        User.objects.create_user("late", "secret-2026-pass", full_name="Late")
    labels.append(model._meta.label_lower)
    yield from read(model, connection)
rows.read_rows = read_rows
try:
    back_up(target=Path({target!r}))
finally:
    User.objects.filter(username="late").delete()
assert "accounts.user" in labels[1:]
"""
FULL_DISK = """
import errno
from pathlib import Path
from django.core.management import call_command
placed, replace = [], Path.replace
def full(path, target):
    if Path(target).parent.name == "evidence":
        if placed:
            raise OSError(errno.ENOSPC, "No space left on device")
        placed.append(path)
    return replace(path, target)
Path.replace = full
call_command("restore", {archive!r})
"""
LOOK = """
from pathlib import Path
from tracker.operations import backing_up
pack = backing_up._pack
def look(*args):
    pack(*args)
    print(sorted(path.name for path in Path({folder!r}).rglob("*") if path.is_file()))
backing_up._pack = look
backing_up.back_up(target=Path({folder!r}) / "backup.age", recipient={key!r})
"""
ADDRESS = "postgres://lotrinh@127.0.0.1:1/lotrinh?sslmode=verify-full&sslrootcert=/ca.pem"
OPTIONS = """
import json
from django.conf import settings
from tracker.operations.databases import connected
found = [settings.DATABASES["default"]["OPTIONS"]]
for address in (None, {address!r}, "postgres://lotrinh@127.0.0.1:1/other"):
    with connected(address) as other:
        found.append(other.settings_dict["OPTIONS"])
print(json.dumps(found))
"""


@pytest.fixture
def copied(grown, tmp_path) -> Path:
    """The grown installation once more, to be changed."""
    return Path(shutil.copytree(grown, tmp_path / "copied"))


def rewritten(archive: Path, target: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """The archive with another manifest."""
    with tarfile.open(archive) as old, tarfile.open(target, "w") as new:
        for entry in old:
            stored = old.extractfile(entry).read()
            if entry.name == "manifest.json":
                told = json.loads(stored)
                change(told)
                stored = json.dumps(told).encode()
            entry.size = len(stored)
            new.addfile(entry, BytesIO(stored))
    return target


def told_by(archive: Path) -> dict[str, Any]:
    with tarfile.open(archive) as tar:
        return json.loads(tar.extractfile("manifest.json").read())


def check_refused(done) -> None:
    assert done.returncode == 1
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_backup_is_of_one_moment_whatever_is_written_meanwhile(grown, tmp_path):
    """The user who comes while the first table is read is in none that is read later."""
    done = python(grown, WRITING.format(target=str(tmp_path / "backup.tar")))
    assert done.returncode == 0, done.stderr
    assert told_by(tmp_path / "backup.tar")["tables"]["accounts.user"] == users(grown)


def test_an_upload_under_way_is_nobody_s_file_yet(copied, tmp_path):
    names = set(evidence(copied))
    for name in ("under-way.part", "abandoned"):
        (copied / "evidence" / name).write_bytes(b"%PDF")
    done = manage(copied, "backup", str(tmp_path / "backup.tar"))
    assert done.returncode == 0, done.stderr
    kept = {name for name in told_by(tmp_path / "backup.tar")["members"] if "evidence/" in name}
    assert kept == {f"evidence/{name}" for name in names}


def test_a_file_that_is_gone_is_named_and_the_rest_backed_up(copied, tmp_path):
    gone, kept = sorted(evidence(copied))
    (copied / "evidence" / gone).unlink()
    done = manage(copied, "backup", str(tmp_path / "backup.tar"))
    assert done.returncode == 0
    assert gone in done.stderr
    assert f"evidence/{kept}" in told_by(tmp_path / "backup.tar")["members"]


def test_a_restore_that_ends_in_the_middle_can_be_given_again(grown, archive, tmp_path):
    done = python(tmp_path, FULL_DISK.format(archive=str(archive)))
    assert done.returncode != 0
    assert "No space left" in done.stderr
    assert users(tmp_path) == 0
    again = manage(tmp_path, "restore", str(archive))
    assert again.returncode == 0, again.stderr
    assert evidence(tmp_path) == evidence(grown)
    assert content(tmp_path / "db.sqlite3") == content(grown / "db.sqlite3")


def test_what_is_restored_is_for_its_owner_only(archive, tmp_path):
    assert manage(tmp_path, "restore", str(archive)).returncode == 0
    folder = tmp_path / "evidence"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_somebody_s_file_of_the_same_name_is_not_written_over(grown, archive, tmp_path):
    name = min(evidence(grown))
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / name).write_bytes(b"mine")
    done = manage(tmp_path, "restore", str(archive))
    check_refused(done)
    assert name in done.stderr
    assert evidence(tmp_path) == {name: b"mine"}
    assert not (tmp_path / "db.sqlite3").exists() or users_table_is_empty(tmp_path)


def users_table_is_empty(var: Path) -> bool:
    with sqlite3.connect(var / "db.sqlite3") as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE name = 'accounts_user'")
        return found.fetchone() is None or users(var) == 0


def one_more(told: dict[str, Any]) -> None:
    told["tables"]["accounts.user"] += 1


def another_column(told: dict[str, Any]) -> None:
    told["columns"]["accounts.user"][1] = "secret"


def a_table_less(told: dict[str, Any]) -> None:
    del told["tables"]["accounts.user"]


def a_newer_version(told: dict[str, Any]) -> None:
    told["migrations"].append(["reports", "9999_future"])


@pytest.mark.parametrize("lie", [one_more, another_column, a_table_less, a_newer_version])
def test_a_manifest_that_lies_restores_nothing(archive, tmp_path, lie):
    changed = rewritten(archive, tmp_path / "changed.tar", lie)
    check_refused(manage(tmp_path / "var", "restore", str(changed)))
    assert users_table_is_empty(tmp_path / "var")


def test_rows_of_a_newer_version_are_not_left_behind_unseen(copied, tmp_path):
    with sqlite3.connect(copied / "db.sqlite3") as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('reports', '9999_future', '2027-01-01')"
        )
    done = manage(copied, "backup", str(tmp_path / "backup.tar"))
    check_refused(done)
    assert "reports.9999_future" in done.stderr
    assert list(tmp_path.glob("backup*")) == []
    target = f"sqlite:///{tmp_path / 'target.sqlite3'}"
    check_refused(
        manage(
            tmp_path, "copy_database", f"--from=sqlite:///{copied / 'db.sqlite3'}", f"--to={target}"
        )
    )


def test_rows_of_an_older_version_go_into_no_newer_tables(tmp_path):
    """An empty database that was migrated to the newest version takes rows of that one only."""
    old, new = tmp_path / "old", tmp_path / "new"
    assert manage(old, "migrate", "-v0", "reports", "0006").returncode == 0
    assert manage(new, "migrate", "-v0").returncode == 0
    addresses = [f"sqlite:///{var / 'db.sqlite3'}" for var in (old, new)]
    check_refused(manage(old, "copy_database", "--from", addresses[0], "--to", addresses[1]))
    assert users(new) == 0


def test_with_a_key_nothing_lies_in_the_clear_beside_the_archive(grown, tmp_path):
    import pyrage

    key = str(pyrage.x25519.Identity.generate().to_public())
    done = python(grown, LOOK.format(folder=str(tmp_path), key=key))
    assert done.stdout.strip() == "['archive']", done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["backup.age"]
    assert not list(grown.glob(".backup-*"))


def test_options_of_an_address_reach_the_database(tmp_path):
    done = python(tmp_path, OPTIONS.format(address=ADDRESS), DATABASE_URL=ADDRESS)
    assert done.returncode == 0, done.stderr
    pages, own, named, other = json.loads(done.stdout)
    wanted = {"sslmode": "verify-full", "sslrootcert": "/ca.pem"}
    assert wanted.items() <= pages.items()
    assert pages["pool"]
    assert own == wanted | {"connect_timeout": 5, "options": "-c random_page_cost=1.1"}
    assert named == wanted
    assert other == {}
