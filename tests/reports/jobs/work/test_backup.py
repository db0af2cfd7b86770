"""The backup of the night: its name, what is thinned, and a folder that cannot be written to."""

from __future__ import annotations

import errno
import os
import time

import pytest

from reports.jobs.work import backup
from reports.jobs.work.backup import back_up_nightly
from reports.models import JobKind, JobState
from tests.reports.jobs.work.night import ended
from tracker.operations.backing_up import UNFINISHED, BackedUp

NOON = "lotrinh-2026-11-20T1200.tar"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.BACKUP_DIR, settings.BACKUP_KEY = str(tmp_path), ""
    return tmp_path


@pytest.fixture
def written(monkeypatch):
    """Stands in for the backup of a whole installation; what it was asked for."""
    asked = []

    def write(*, target, recipient=""):
        asked.append(recipient)
        target.write_bytes(b"archive")
        return BackedUp(rows=12, files=3, size=7)

    monkeypatch.setattr(backup, "back_up", write)
    return asked


def night():
    return ended(JobKind.BACKUP, back_up_nightly)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_it_says_what_it_wrote(db, folder, written):
    found = night().outcome
    assert found == {"file": NOON, "bytes": 7, "rows": 12, "files": 3, "deleted": 0}
    assert names(folder) == [NOON]
    assert written == [""]


def test_it_is_encrypted_to_the_key(db, folder, written, settings):
    settings.BACKUP_KEY = "age1key"
    assert night().outcome["file"] == f"{NOON}.age"
    assert written == ["age1key"]


def test_a_key_that_is_none_is_a_sentence_and_leaves_nothing(db, folder, settings, monkeypatch):
    from tracker.operations.keys import WrongKeyError

    def refuse(**_words):
        raise WrongKeyError("no key")

    monkeypatch.setattr(backup, "back_up", refuse)
    assert (night().failure, names(folder)) == ("no key", [])


def test_old_ones_are_thinned_as_documented(db, folder, written):
    for day in range(1, 20):
        (folder / f"lotrinh-2026-11-{day:02}T0230.tar").touch()
    (folder / "notes.txt").touch()
    found = night().outcome
    # Seven days; of the four weeks two more; of the twelve months none beside those.
    kept = [f"lotrinh-2026-11-{day:02}T0230.tar" for day in (1, 8, 14, 15, 16, 17, 18, 19)]
    assert names(folder) == [*kept, NOON, "notes.txt"]
    assert found["deleted"] == 11


def test_what_a_killed_worker_left_goes_after_a_day(db, folder, written):
    old, fresh = folder / f"{UNFINISHED}old", folder / f"{UNFINISHED}fresh"
    for one in (old, fresh):
        one.mkdir()
        (one / "archive").touch()
    long_ago = time.time() - 25 * 3600
    os.utime(old, (long_ago, long_ago))
    night()
    assert names(folder) == [fresh.name, NOON]


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EACCES])
def test_a_folder_that_cannot_be_written_to(db, folder, monkeypatch, reason):
    def fail(**_words):
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr(backup, "back_up", fail)
    (folder / "lotrinh-2025-01-01T0230.tar").touch()
    job = night()
    assert job.state == JobState.FAILED
    assert os.strerror(reason) in job.failure
    assert names(folder) == ["lotrinh-2025-01-01T0230.tar"]


def test_a_folder_that_is_not_there(db, folder, settings):
    settings.BACKUP_DIR = str(folder / "nowhere")
    assert night().state == JobState.FAILED
