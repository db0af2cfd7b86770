"""A zip of forms stored by a job: all of it, once, and only what was seen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assignments.models import Membership
from reports.calendar import lock
from reports.imports.uploads import drop, keep
from reports.jobs.asking import ask, cancel, retry
from reports.jobs.running import claim
from reports.models import JobKind, JobState, Notification, Upload, UploadKind
from reports.workflow import LOST_RACE
from tests.reports.imports.form.cast import form_file, looked, zipped
from tests.reports.jobs.steps import again, asked, carried_out, told_steps
from tests.reports.workflow.steps import entry_of, fill, stored

URBAN, BROADBAND = ("urban", "value"), ("broadband", "value")


@pytest.fixture
def waiting(world):
    """Forms of two units, looked at by the Office: the file and the mark of its preview."""
    department = form_file(world, {URBAN: "41,5"})
    ward = form_file(world, {BROADBAND: "81"}, world.ward)
    return kept(world, zipped(sxd_xlsx=department, phuong_xlsx=ward), "reviewer")


def kept(world, content, by):
    found = looked(world, content, by, "phieu.zip")
    words = {"programme": world.programme, "kind": UploadKind.REPORTS, "name": "phieu.zip"}
    return keep(**words, content=found.content, by=world[by]), found.preview.mark


def job_for(world, waiting, by="reviewer"):
    upload, mark = waiting
    parameters = {"mark": mark, "taken": [], "file": upload.name}
    words = {"programme": world.programme, "parameters": parameters, "upload": upload}
    return ask(JobKind.REPORTS_IN, by=world[by], **words)


def test_all_is_stored_and_each_unit_is_told(world, waiting):
    job = carried_out(job_for(world, waiting))
    assert (job.state, job.failure) == (JobState.DONE, "")
    numbers = {"rows": 2, "reports": 2, "units": 2, "told": 2}
    assert job.outcome == {**numbers, "periods": ["2026-Q4"], "own": ""}
    assert entry_of(world.report(), "urban").value == Decimal("41.5")
    assert entry_of(world.report(world.ward), "broadband").updated_by == world["reviewer"]
    assert Notification.objects.filter(kind="report_brought").exists()
    assert (Upload.objects.count(), job.upload) == (0, None)


def test_progress_is_told_by_file(world, waiting):
    assert told_steps(job_for(world, waiting)) == [(0, 2), (1, 2), (2, 2)]


def test_ticked_conflicts_are_taken(world):
    content = form_file(world, {URBAN: "41,3"})
    fill(world.report(), "urban", world["colleague"], value=Decimal(44))
    upload, mark = kept(world, content, "reporter")
    words = {"mark": mark, "taken": ["42-sxd|2026-Q4|urban"]}
    job = asked(JobKind.REPORTS_IN, world["reporter"], world.programme, upload, **words)
    assert (job.outcome["rows"], job.outcome["own"]) == (1, "42-sxd")
    assert entry_of(world.report(), "urban").value == Decimal("41.3")


def test_what_moved_since_fails_with_a_sentence_and_the_file_stays(world, waiting):
    fill(world.report(), "urban", world["colleague"], value=Decimal(44))
    before = stored()
    job = carried_out(job_for(world, waiting))
    assert job.state == JobState.FAILED
    assert job.failure == LOST_RACE
    assert (stored(), Upload.objects.count()) == (before, 1)


def test_whoever_lost_the_role_meanwhile_stores_nothing(world, waiting):
    job = job_for(world, waiting)
    Membership.objects.filter(user=world["reviewer"]).delete()
    before = stored()
    assert carried_out(job).state == JobState.FAILED
    assert stored() == before


def test_a_period_that_was_locked_meanwhile_stores_nothing(world, waiting):
    job = job_for(world, waiting)
    lock(period=world.q4, by=world["reviewer"])
    before = stored()
    assert carried_out(job).state == JobState.FAILED
    assert stored() == before


def test_a_file_that_is_gone_is_a_sentence(world, waiting):
    job = job_for(world, waiting)
    drop(waiting[0])
    failed = carried_out(job)
    assert (failed.state, failed.upload) == (JobState.FAILED, None)
    assert failed.failure


def test_a_lost_worker_and_its_successor_store_once(world, waiting):
    job = job_for(world, waiting)
    claim(job.pk)  # and is killed
    type(job).objects.filter(pk=job.pk).update(state=JobState.WAITING)
    assert carried_out(job).outcome["rows"] == 2
    assert entry_of(world.report(), "urban").version == 2


def test_cancelled_it_stores_nothing_and_can_be_tried_again(world, waiting):
    job = job_for(world, waiting)
    before = stored()
    cancel(job=job, by=world["reviewer"])
    assert stored() == before
    retry(job=again(job), by=world["reviewer"])
    assert carried_out(job).outcome["rows"] == 2
