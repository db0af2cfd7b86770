"""A file whose job is under way: asked for once, and kept until the job has ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from reports.imports.later import store_later, storing
from reports.imports.uploads import MOST_PER_PERSON, UploadGoneError, drop, keep, purge
from reports.jobs.asking import JobError, cancel
from reports.models import Job, JobKind, Upload, UploadKind
from tracker.common.timestamps import now


@pytest.fixture
def wait(programme, reviewer):
    def wait(name="a.zip"):
        words = {"programme": programme, "kind": UploadKind.REPORTS, "content": b"x"}
        return keep(**words, name=name, by=reviewer)

    return wait


@pytest.fixture
def later(reviewer):
    def later(upload):
        words = {"kind": JobKind.REPORTS_IN, "asked": {"mark": "m", "taken": []}}
        return store_later(**words, upload=upload, by=reviewer)

    return later


def test_a_second_click_leads_to_the_same_job(wait, later):
    upload = wait()
    first = later(upload)
    assert later(upload) == first == storing(upload)
    assert first.parameters == {"mark": "m", "taken": [], "file": "a.zip"}
    assert (Job.objects.count(), first.programme, first.upload) == (1, upload.programme, upload)


def test_once_the_job_has_ended_it_can_be_asked_for_again(wait, later, reviewer):
    upload = wait()
    first = later(upload)
    cancel(job=first, by=reviewer)
    assert storing(upload) is None
    assert later(upload) != first


def test_a_file_that_is_gone_has_no_job(wait, later):
    upload = wait()
    drop(upload)
    with pytest.raises(UploadGoneError):
        later(upload)
    assert not Job.objects.exists()


def test_too_many_jobs_are_a_sentence(wait, later):
    for number in range(5):
        later(wait(f"{number}.zip"))
    with pytest.raises(JobError):
        later(wait("one too many.zip"))


def test_a_file_of_a_job_under_way_is_not_taken_away(wait, later, reviewer):
    asked, forgotten = wait(), wait("b.zip")
    job = later(asked)
    with time_machine.travel(now() + timedelta(days=3), tick=False):
        assert purge() == 1
        assert list(Upload.objects.all()) == [asked]
        cancel(job=job, by=reviewer)
        assert purge() == 1
    assert not Upload.objects.filter(pk=forgotten.pk).exists()


def test_newer_files_do_not_push_it_out(wait, later):
    upload = wait()
    later(upload)
    for number in range(MOST_PER_PERSON + 2):
        wait(f"{number}.zip")
    assert Upload.objects.filter(pk=upload.pk).exists()
    assert Upload.objects.count() == MOST_PER_PERSON + 1
