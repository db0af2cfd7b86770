"""Cancelling a job and having it tried again."""

from __future__ import annotations

import pytest

from reports.models import JobState
from tests.reports.views.jobs.conftest import PEOPLE, at

DEEDS = ("job_cancel", "job_retry")


def press(client, name, job):
    answer = client.post(at(name, job))
    job.refresh_from_db()
    return answer.status_code, getattr(answer, "url", ""), job.state


def test_what_waits_is_cancelled_and_tried_again(office, job):
    there = at("job", job)
    assert press(office, "job_cancel", job) == (302, there, JobState.CANCELLED)
    assert press(office, "job_retry", job) == (302, there, JobState.WAITING)


def test_what_runs_is_cancelled_before_its_next_step(office, become):
    job = become("running")
    assert press(office, "job_cancel", job)[2] == JobState.RUNNING
    assert job.cancel_asked_at is not None


def test_what_failed_is_tried_again(office, become):
    job = become("failed")
    assert press(office, "job_retry", job)[2] == JobState.WAITING
    assert job.failure == ""


@pytest.mark.parametrize("name", DEEDS)
def test_too_late_is_a_sentence(office, become, name):
    answer = office.post(at(name, become("done")), follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]


@pytest.mark.parametrize("name", DEEDS)
def test_nobody_else(client, request, job, name):
    for who in PEOPLE:
        client.force_login(request.getfixturevalue(who))
        assert press(client, name, job) == (404, "", JobState.WAITING)


def test_an_administrator_has_a_nightly_job_tried_again(client, administrator, nightly):
    type(nightly).objects.filter(pk=nightly.pk).update(state="failed", failure="x", outcome={})
    client.force_login(administrator)
    assert press(client, "job_retry", nightly)[2] == JobState.WAITING


@pytest.mark.parametrize("name", DEEDS)
def test_only_by_a_button(office, job, name):
    assert office.get(at(name, job)).status_code == 405
