"""A large zip of forms is stored by a job, a small one while the person waits."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reports.models import Job, JobKind, Upload
from reports.views.imports import form
from tests.reports.imports.form.cast import form_file, zipped
from tests.reports.jobs.steps import carried_out
from tests.reports.views.imports.conftest import address
from tests.reports.workflow.steps import entry_of, stored


@pytest.fixture
def large(world, monkeypatch):
    """Two forms, which are many here."""
    monkeypatch.setattr(form, "MOST_AT_ONCE", 1)
    department = form_file(world, {("urban", "value"): "41,5"})
    ward = form_file(world, {("broadband", "value"): "81"}, world.ward)
    return zipped(sxd_xlsx=department, phuong_xlsx=ward)


@pytest.fixture
def look(send, large):
    return lambda: send(large, who="reviewer", name="phieu.zip")


def test_confirmed_it_becomes_a_job_which_stores_it(look, client, world):
    answer = look()
    assert answer.context["is_large"]
    assert "message--warning" in answer.content.decode()  # no worker has ever been seen
    before = stored()
    posted = {"mark": answer.context["page"].mark, "take": ["a"]}
    there = client.post(address("form_confirm"), posted).url
    (job,) = Job.objects.all()
    assert (there, stored()) == (reverse("job", args=[job.pk]), before)
    asked = {"mark": posted["mark"], "taken": ["a"], "file": "phieu.zip"}
    assert (job.kind, job.parameters, job.upload) == (
        JobKind.REPORTS_IN,
        asked,
        Upload.objects.get(),
    )
    assert carried_out(job).outcome["rows"] == 2
    assert entry_of(world.report(), "urban").updated_by == world["reviewer"]


def test_a_second_click_leads_to_the_same_job(look, client):
    mark = look().context["page"].mark
    there = {client.post(address("form_confirm"), {"mark": mark}).url for _click in range(3)}
    assert (len(there), Job.objects.count()) == (1, 1)


def test_after_the_job_the_file_is_gone(look, client):
    mark, where = look().context["page"].mark, address("form_confirm")
    client.post(where, {"mark": mark})
    carried_out(Job.objects.get())
    assert client.post(where, {"mark": mark}).url == reverse("imports", args=["small"])
    assert Job.objects.count() == 1


def test_a_small_file_is_stored_at_once(look, client, monkeypatch, world):
    monkeypatch.setattr(form, "MOST_AT_ONCE", 2)
    answer = look()
    assert not answer.context["is_large"]
    client.post(address("form_confirm"), {"mark": answer.context["page"].mark})
    assert (Job.objects.count(), Upload.objects.count()) == (0, 0)
    assert entry_of(world.report(), "urban").updated_by == world["reviewer"]


@pytest.mark.parametrize("who", ["second_reviewer", "reporter", "stranger"])
def test_nobody_else_has_it_stored(look, sign_in, who):
    mark = look().context["page"].mark
    assert sign_in(who).post(address("form_confirm"), {"mark": mark}).status_code == 404
    assert not Job.objects.exists()
