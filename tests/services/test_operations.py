"""Backup, restore and copying, by the commands that an administrator gives."""

from __future__ import annotations

import tarfile
import uuid
from collections.abc import Iterator

import dj_database_url
import psycopg
import pyrage
import pytest

from tests.services.installations import content, evidence, manage, python, users
from tracker.operations.retention import backups

MOMENT = """
from django.db import connection
from tracker.accounts.models import User
from tracker.operations.databases import connected, one_moment
with connected() as other, one_moment(other):
    before = User.objects.using(other.alias).count()
    User.objects.create_user("late", "secret-2026-pass", full_name="Late")
    print(before == User.objects.using(other.alias).count(), User.objects.count() - before)
User.objects.filter(username="late").delete()
"""


@pytest.fixture
def empty_postgres(postgres_url) -> Iterator[str]:
    """The address of an empty database on the private PostgreSQL."""
    name = f"moved_{uuid.uuid4().hex[:8]}"
    host = dj_database_url.parse(postgres_url)["HOST"]
    with psycopg.connect(host=host, user="lotrinh", dbname="lotrinh", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield f"{postgres_url.rpartition('/')[0]}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_what_is_restored_is_what_was_backed_up(grown, archive, tmp_path):
    done = manage(tmp_path, "restore", str(archive))
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / "db.sqlite3") == content(grown / "db.sqlite3")
    assert evidence(tmp_path) == evidence(grown)
    assert len(evidence(grown)) == 2


def test_an_archive_is_for_its_owner_only(archive):
    assert archive.stat().st_mode & 0o077 == 0


def test_nothing_is_written_over(grown, archive, tmp_path):
    before = content(grown / "db.sqlite3")
    done = manage(grown, "restore", str(archive))
    assert done.returncode == 1
    assert "đang được sử dụng" in done.stderr
    assert content(grown / "db.sqlite3") == before
    assert manage(grown, "backup", str(archive)).returncode == 1


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 0.99])
def test_an_archive_that_was_cut_short_is_refused_whole(archive, tmp_path, share):
    whole = archive.read_bytes().rstrip(b"\0")  # the end of a tar is padding
    (tmp_path / "short.tar").write_bytes(whole[: int(len(whole) * share)])
    done = manage(tmp_path, "restore", str(tmp_path / "short.tar"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "db.sqlite3").exists() or users(tmp_path) == 0


def test_an_archive_in_which_a_byte_changed_is_refused(grown, archive, tmp_path):
    whole = bytearray(archive.read_bytes())
    place = whole.find(bytes(range(256)))
    whole[place + 300] ^= 1
    (tmp_path / "changed.tar").write_bytes(whole)
    done = manage(tmp_path, "restore", str(tmp_path / "changed.tar"))
    assert done.returncode == 1
    assert f"evidence/{min(evidence(grown))}" in done.stderr
    assert evidence(tmp_path) == {}


def test_an_encrypted_archive_opens_with_its_key_only(grown, tmp_path):
    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    for name, identity in (("mine", mine), ("other", other)):
        (tmp_path / name).write_text(f"# created now\n{identity}\n")
    sealed = tmp_path / "backup.age"
    done = manage(grown, "backup", str(sealed), "--to-key", str(mine.to_public()))
    assert done.returncode == 0, done.stderr
    assert b"accounts.user" not in sealed.read_bytes()
    var = tmp_path / "var"
    assert manage(var, "restore", str(sealed)).returncode == 1
    assert manage(var, "restore", str(sealed), "--key", str(tmp_path / "other")).returncode == 1
    done = manage(var, "restore", str(sealed), "--key", str(tmp_path / "mine"))
    assert done.returncode == 0, done.stderr
    assert content(var / "db.sqlite3") == content(grown / "db.sqlite3")


def test_the_key_may_come_by_the_standard_input(grown, tmp_path):
    mine = pyrage.x25519.Identity.generate()
    sealed = tmp_path / "backup.age"
    assert manage(grown, "backup", str(sealed), "--to-key", str(mine.to_public())).returncode == 0
    words = ("restore", str(sealed), "--key", "-")
    for given, code in (("", 1), (f"# from the safe\n{mine}\n", 0)):
        done = manage(tmp_path, *words, given=given)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
    assert content(tmp_path / "db.sqlite3") == content(grown / "db.sqlite3")


def test_a_folder_is_given_a_file_named_by_the_moment_and_encrypted_as_the_settings_say(
    grown, tmp_path
):
    key = str(pyrage.x25519.Identity.generate().to_public())
    for more in ([], ["--to-key", ""]):
        done = manage(grown, "backup", str(tmp_path), *more, BACKUP_KEY=key)
        assert done.returncode == 0, done.stderr
    sealed, plain = sorted(backups(tmp_path), key=lambda path: path.suffix == ".tar")
    assert (sealed.suffixes, plain.suffixes) == ([".tar", ".age"], [".tar"])
    assert sealed.read_bytes().startswith(b"age-encryption.org/")
    assert tarfile.is_tarfile(plain)


def test_a_backup_is_of_one_moment_while_others_write(grown):
    done = python(grown, MOMENT)
    assert done.stdout.strip().splitlines()[-1] == "True 1", done.stderr


@pytest.mark.postgres
def test_a_grown_installation_moves_to_postgresql_and_back(grown, empty_postgres, tmp_path):
    source, back = grown / "db.sqlite3", tmp_path / "back.sqlite3"
    there = manage(
        tmp_path, "copy_database", f"--from=sqlite:///{source}", f"--to={empty_postgres}"
    )
    assert there.returncode == 0, there.stderr
    done = manage(tmp_path, "copy_database", f"--from={empty_postgres}", f"--to=sqlite:///{back}")
    assert done.returncode == 0, done.stderr
    assert done.stdout == there.stdout
    assert content(back) == content(source)
    moment = python(tmp_path, MOMENT, DATABASE_URL=empty_postgres)
    assert moment.stdout.strip().splitlines()[-1] == "True 1", moment.stderr


@pytest.mark.postgres
def test_a_backup_of_postgresql_is_restored_anywhere(grown, empty_postgres, tmp_path):
    source, archive = f"sqlite:///{grown / 'db.sqlite3'}", tmp_path / "backup.tar"
    done = manage(tmp_path, "copy_database", f"--from={source}", f"--to={empty_postgres}")
    assert done.returncode == 0, done.stderr
    done = manage(tmp_path, "backup", str(archive), DATABASE_URL=empty_postgres)
    assert done.returncode == 0, done.stderr
    done = manage(tmp_path / "var", "restore", str(archive))
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / "var" / "db.sqlite3") == content(grown / "db.sqlite3")
