"""The clean-up of the night: what goes, and what has not lain long enough."""

from __future__ import annotations

import os
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from reports.jobs.work.clean_up import clean_up
from reports.models import Job, JobFile, JobKind, JobState, Upload, UploadKind
from tests.reports.jobs.work.night import ended
from tracker.audit.models import DataChange
from tracker.common.timestamps import now

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.EVIDENCE_DIR = tmp_path
    return tmp_path


def night():
    return ended(JobKind.CLEAN_UP, clean_up).outcome


def job_of(age, reviewer):
    job = Job.objects.create(
        kind=JobKind.FORMS_OUT,
        state=JobState.DONE,
        language="vi",
        asked_by=reviewer,
        asked_at=now() - age,
        ended_at=now() - age,
    )
    JobFile.objects.create(job=job, name="forms.zip", content_type="application/zip", content=b"x")
    return job


def test_files_of_jobs_go_after_a_week_and_jobs_after_ninety_days(reviewer):
    ages = (7 * DAY - HOUR, 7 * DAY + HOUR, 90 * DAY - HOUR, 90 * DAY + HOUR)
    jobs = [job_of(age, reviewer) for age in ages]
    assert night()["files"] == 3
    assert list(JobFile.objects.values_list("job", flat=True)) == [jobs[0].pk]
    left = Job.objects.filter(kind=JobKind.FORMS_OUT).order_by("pk")
    assert list(left) == jobs[:3]


def test_files_that_nobody_confirmed_go_after_a_day(programme, reviewer):
    for age in (DAY - HOUR, DAY + HOUR):
        Upload.objects.create(
            kind=UploadKind.REPORTS,
            programme=programme,
            name="form.xlsx",
            content=b"x",
            uploaded_at=now() - age,
            uploaded_by=reviewer,
        )
    assert night()["uploads"] == 1
    assert Upload.objects.get().uploaded_at > now() - DAY


def test_ended_sessions_go(db):
    for number, left in enumerate((HOUR, -HOUR)):
        Session.objects.create(session_key=f"{number}", session_data="", expire_date=now() + left)
    night()
    assert Session.objects.get().session_key == "0"


def test_evidence_that_was_never_whole_goes_after_a_day(db, folder):
    """What a web process leaves that is killed while a file comes in; whole files stay."""
    place = folder / "ab"
    place.mkdir()
    for name, age in (("old.part", 25), ("fresh.part", 23), ("whole", 25)):
        (place / name).touch()
        moment = time.time() - age * 3600
        os.utime(place / name, (moment, moment))
    assert night()["unfinished"] == 1
    assert sorted(path.name for path in place.iterdir()) == ["fresh.part", "whole"]


def test_of_the_marks_of_changes_the_last_stay(db):
    for _number in range(3):
        DataChange.objects.create(programme_code="small")
    night()
    assert DataChange.objects.filter(programme_code="small").count() == 1


def test_there_is_no_folder_yet(db, folder, settings):
    settings.EVIDENCE_DIR = folder / "none"
    assert night()["unfinished"] == 0
