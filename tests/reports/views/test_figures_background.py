"""A large file of figures is stored by a job, a small one while the person waits."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.models import Figure, Job, JobKind, Upload
from reports.views import figures_import
from tests.reports.imports.test_figure_preview import LINES, csv_file
from tests.reports.jobs.steps import carried_out


@pytest.fixture
def seen(client, programme, reviewer, monkeypatch):
    """The preview of a file of seven rows, which are many here, and what its button sends."""
    monkeypatch.setattr(figures_import, "MOST_AT_ONCE", 6)
    client.force_login(reviewer)
    file = SimpleUploadedFile("so-lieu.csv", csv_file(*LINES))
    answer = client.post(reverse("figures_import", args=["small"]), {"file": file}, follow=True)
    context = answer.context
    posted = {"upload": context["upload"].pk, "mark": context["preview"].mark}
    return answer, posted


@pytest.fixture
def confirm(client, seen):
    return lambda: client.post(reverse("figures_confirm", args=["small"]), seen[1])


def test_confirmed_it_becomes_a_job_which_stores_it(seen, confirm):
    assert seen[0].context["is_large"]
    assert "message--warning" in seen[0].content.decode()  # no worker has ever been seen
    there = {confirm().url for _click in range(2)}
    (job,) = Job.objects.all()
    assert there == {reverse("job", args=[job.pk])}
    assert (job.kind, job.parameters["mark"]) == (JobKind.FIGURES_IN, seen[1]["mark"])
    assert not Figure.objects.exists()
    assert carried_out(job).outcome["new"] == Figure.objects.count() == 6
    assert confirm().url == reverse("figures_import", args=["small"])


def test_while_it_is_stored_it_is_not_dropped(client, seen, confirm):
    there = confirm().url
    dropped = client.post(reverse("figures_drop", args=["small", seen[1]["upload"]]))
    assert (dropped.url, Upload.objects.count()) == (there, 1)


def test_a_small_file_is_stored_at_once(seen, confirm, monkeypatch):
    monkeypatch.setattr(figures_import, "MOST_AT_ONCE", 7)
    confirm()
    assert (Figure.objects.count(), Job.objects.count()) == (6, 0)
