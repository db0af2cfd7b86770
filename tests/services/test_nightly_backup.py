"""The backup of the night, carried out by a real process and restored by another."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pyrage

RUN = """
import json
from reports.jobs.work.backup import back_up_nightly
from reports.jobs.running import carry_out, claim
from reports.models import Job
from tracker.accounts.models import User
from tracker.common.timestamps import now
User.objects.create_user("an", "secret-2026-pass", full_name="An")
job = Job.objects.create(kind="backup", slot="backup/now", language="vi", asked_at=now())
carry_out(claim(job.pk), back_up_nightly)
job.refresh_from_db()
print(json.dumps([job.state, job.failure, job.outcome]))
"""


def test_what_the_night_wrote_can_be_restored(manage, tmp_path):
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(str(key))
    folder = tmp_path / "backups"
    folder.mkdir()
    more = {"BACKUP_DIR": str(folder), "BACKUP_KEY": str(key.to_public())}
    manage("migrate", "-v0")
    state, failure, outcome = json.loads(
        manage("shell", "--verbosity=0", "--command", RUN, **more).splitlines()[-1]
    )
    assert (state, failure) == ("done", "")
    (archive,) = folder.iterdir()
    assert (archive.name, archive.stat().st_size) == (outcome["file"], outcome["bytes"])
    assert archive.read_bytes().startswith(b"age-encryption.org/")
    anew = {"VAR_DIR": str(tmp_path / "anew")}
    manage("restore", str(archive), "--key", str(tmp_path / "key"), **anew)
    assert people(tmp_path / "anew") == [("an",)]


def people(var: Path) -> list[tuple[str]]:
    with sqlite3.connect(var / "db.sqlite3") as connection:
        return connection.execute("SELECT username FROM accounts_user").fetchall()
