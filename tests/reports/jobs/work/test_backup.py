"""The backup of the night: its name, what is thinned, and a folder that cannot be written to."""

from __future__ import annotations

import errno
import os

import pytest

from reports.jobs.work import backup
from reports.jobs.work.backup import back_up_nightly
from reports.models import JobKind, JobState
from reports.presenters.jobs.outcome import outcome_words
from tests.reports.jobs.work.night import ended
from tracker.operations.backing_up import BackedUp

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
    assert found == {"file": NOON, "bytes": 7, "rows": 12, "files": 3, "missing": [], "deleted": 0}
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


def test_evidence_that_was_not_there_is_told(db, folder, monkeypatch):
    lost = BackedUp(rows=12, files=3, size=7, missing=("ab/one.pdf", "cd/two.pdf"))

    def write(*, target, recipient=""):
        target.write_bytes(b"archive")
        return lost

    monkeypatch.setattr(backup, "back_up", write)
    told = outcome_words(night())
    assert [line for line in told if "ab/one.pdf, cd/two.pdf" in line]


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
