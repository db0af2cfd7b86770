"""A large file of figures stored by a job."""

from __future__ import annotations

import pytest

from assignments.models import Membership
from reports.imports.figure_preview import preview
from reports.imports.uploads import drop, keep
from reports.models import Figure, JobKind, JobState, Upload, UploadKind
from tests.reports.figures import bring
from tests.reports.imports.test_figure_preview import LINES, csv_file
from tests.reports.jobs.steps import asked


@pytest.fixture
def waiting(programme, reviewer):
    content = csv_file(*LINES)
    words = {"programme": programme, "kind": UploadKind.FIGURES, "name": "so-lieu.csv"}
    upload = keep(**words, content=content, by=reviewer)
    return upload, preview(programme=programme, content=content, by=reviewer).mark


@pytest.fixture
def store(programme, reviewer, waiting):
    def store():
        upload, mark = waiting
        return asked(JobKind.FIGURES_IN, reviewer, programme, upload, mark=mark)

    return store


def test_all_is_stored(store):
    job = store()
    assert (job.state, job.outcome) == (JobState.DONE, {"new": 6, "changed": 0, "unchanged": 0})
    assert Figure.objects.count() == 6
    assert not Upload.objects.exists()


def test_what_changed_since_fails_and_the_file_stays(store, programme, reviewer):
    bring(programme, reviewer, "urban,42,2024,36,,,,official,")
    job = store()
    assert (job.state, bool(job.failure)) == (JobState.FAILED, True)
    assert (Figure.objects.count(), Upload.objects.count()) == (1, 1)


def test_whoever_is_not_of_the_office_any_more_stores_nothing(store, reviewer):
    Membership.objects.filter(user=reviewer).delete()
    assert store().state == JobState.FAILED
    assert not Figure.objects.exists()


def test_a_file_that_is_gone_is_a_sentence(programme, reviewer, waiting):
    drop(waiting[0])
    job = asked(JobKind.FIGURES_IN, reviewer, programme, None, mark=waiting[1])
    assert (job.state, bool(job.failure)) == (JobState.FAILED, True)
