"""Files of evidence and papers of meetings that are not what was stored."""

from __future__ import annotations

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.evidence import attach, path_of, remove
from reports.integrity.evidence import stored_files, unknown_files
from reports.integrity.meetings import frozen_meetings
from tests.reports.samples import pdf
from tests.reports.views.meetings.cast import figures, freeze_meeting, tamper
from tests.reports.workflow.steps import filled

STRANGE = "5f8e2c1a-0000-4000-8000-0123456789ab"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return settings.EVIDENCE_DIR


@pytest.fixture
def evidence(world):
    upload = SimpleUploadedFile("bien-ban.pdf", pdf(), "application/pdf")
    return attach(report=filled(world), upload=upload, by=world["reporter"])


@pytest.fixture
def path(evidence):
    return path_of(evidence.stored_name)


def aged(path, content=b"x", hours=2):
    """A file that was written so many hours before the frozen noon."""
    path.write_bytes(content)
    moment = time.time() - hours * 3600
    os.utime(path, (moment, moment))


def test_without_any_file(db):
    assert [*stored_files(), *unknown_files()] == []


def test_whole_files_find_nothing(evidence, path):
    aged(path, path.read_bytes())
    assert [*stored_files(), *unknown_files()] == []


def test_a_file_that_is_gone(evidence, path):
    path.unlink()
    (found,) = stored_files()
    assert "bien-ban.pdf" in found


def test_so_is_one_that_was_taken_away(world, evidence, path):
    remove(evidence=evidence, by=world["reporter"])
    path.unlink()
    assert len(list(stored_files())) == 1


@pytest.mark.parametrize("change", [lambda old: old + b"x", lambda old: b"x" + old[1:]])
def test_a_file_that_says_something_else(evidence, path, change):
    path.write_bytes(change(path.read_bytes()))
    (found,) = stored_files()
    assert "bien-ban.pdf" in found


@pytest.mark.parametrize("name", [STRANGE, f"{STRANGE}.part", "notes.txt"])
def test_a_file_that_nobody_knows(evidence, folder, name):
    aged(folder / name)
    (found,) = unknown_files()
    assert name in found


def test_a_file_on_its_way_in_is_left_alone(evidence, folder):
    aged(path_of(evidence.stored_name))
    aged(folder / STRANGE, hours=0)
    assert list(unknown_files()) == []


def test_a_meeting_that_says_something_else(programme, reviewer):
    figures(programme, reviewer)
    frozen = freeze_meeting(programme, reviewer)
    assert list(frozen_meetings()) == []
    tamper(frozen, content=frozen.content | {"meeting": "Hội nghị khác"})
    (found,) = frozen_meetings()
    assert frozen.title in found
