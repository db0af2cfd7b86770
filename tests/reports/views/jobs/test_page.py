"""Việc nền: the list and one job, each for whom it is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.jobs.asking import ask
from reports.models import Job, JobKind, JobState, Upload, UploadKind
from tests.reports.views.jobs.conftest import PEOPLE, at
from tracker.common.timestamps import now

LIST = reverse("jobs")
PAGES = ("job", "job_progress")


def text(answer):
    return answer.content.decode()


def test_one_finds_ones_own_the_newest_first(office, job, reviewer, reader, programme):
    ask(JobKind.MEETING_PAPERS, by=reader, programme=programme)
    newer = ask(JobKind.MEETING_PAPERS, by=reviewer, programme=programme)
    lines = office.get(LIST).context["lines"]
    assert [line.key for line in lines] == [newer.pk, job.pk]
    assert (lines[1].about, lines[1].url) == ("1-CTr/TU · Quý IV/2026", at("job", job))


def test_a_long_list_comes_in_pages(office, job):
    words = {"kind": "check", "asked_by": job.asked_by, "asked_at": now(), "language": "vi"}
    ended = {"state": "done", "ended_at": now()}
    Job.objects.bulk_create(Job(**words, **ended) for _number in range(29))
    assert len(office.get(LIST).context["lines"]) == 25
    assert [line.key for line in office.get(LIST, {"page": 2}).context["lines"]][-1] == job.pk


def test_without_any_the_page_says_so(client, reader):
    client.force_login(reader)
    answer = client.get(LIST)
    assert (answer.status_code, answer.context["lines"]) == (200, ())


@pytest.mark.parametrize("name", PAGES)
def test_a_job_is_there_for_who_asked_and_for_nobody_else(client, request, job, name):
    for who in PEOPLE:
        client.force_login(request.getfixturevalue(who))
        assert client.get(at(name, job)).status_code == 404
    client.force_login(job.asked_by)
    assert client.get(at(name, job)).status_code == 200


@pytest.mark.parametrize("key", [999, 10**30])
def test_a_job_that_is_not_there(office, key):
    for name in (*PAGES, "job_file"):
        assert office.get(at(name, key)).status_code == 404
    for name in ("job_cancel", "job_retry"):
        assert office.post(at(name, key)).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_they_are_only_read(office, job, method):
    for path in (LIST, *(at(name, job) for name in (*PAGES, "job_file"))):
        assert getattr(office, method)(path).status_code == 405


def test_administrators_also_see_the_jobs_of_the_schedule(client, administrator, nightly, job):
    client.force_login(administrator)
    assert client.get(LIST).context["lines"] == ()
    (line,) = client.get(LIST, {"cua": "lich"}).context["lines"]
    assert line.key == nightly.pk
    assert "Số liệu X không khớp." in text(client.get(at("job", nightly)))


def test_nobody_else_sees_them(office, nightly, job):
    lines = office.get(LIST, {"cua": "lich"}).context["lines"]
    assert [line.key for line in lines] == [job.pk]
    assert office.get(at("job", nightly)).status_code == 404


@pytest.mark.parametrize("state", list(JobState))
def test_every_state_has_its_page(office, become, worker, state):
    page = office.get(at("job", become(state))).context["job"]
    is_under_way = state in ("waiting", "running")
    assert page.is_under_way is is_under_way
    wanted = {"failed": ["retry"], "cancelled": ["retry"], "done": []}.get(state, ["cancel"])
    assert [act.key for act in page.acts] == wanted
    assert page.failure == ("Không làm được." if state == "failed" else "")


def test_what_is_being_cancelled_cannot_be_cancelled_again(office, become):
    (act,) = office.get(at("job", become("running", cancel_asked_at=now()))).context["job"].acts
    assert (act.is_enabled, bool(act.why_not)) == (False, True)


@pytest.mark.parametrize("name", ["job", "jobs"])
def test_a_silent_worker_is_told_where_jobs_are_shown(office, become, worker, name):
    job = become("waiting")
    path = LIST if name == "jobs" else at("job", job)
    assert "message--warning" not in text(office.get(path))
    worker.delete()
    assert "message--warning" in text(office.get(path))
    if name == "job":
        become("done")
        assert "message--warning" not in text(office.get(path))


def test_a_failed_import_leads_back_to_its_file(office, become, programme, reviewer):
    words = {"programme": programme, "uploaded_at": now(), "uploaded_by": reviewer}
    file = Upload.objects.create(kind=UploadKind.REPORTS, name="a.zip", content=b"", **words)
    failed = become("failed", kind=JobKind.REPORTS_IN, upload=file)
    page = office.get(at("job", failed)).context["job"]
    assert [link.url for link in page.links] == [reverse("form_preview", args=["small", file.pk])]
    assert page.acts[0].is_enabled
    file.delete()
    page = office.get(at("job", failed)).context["job"]
    assert [link.url for link in page.links] == [reverse("imports", args=["small"])]
    assert not page.acts[0].is_enabled


@pytest.mark.parametrize(
    ("own", "there"),
    [
        ("", "/p/small/do-day-du/?ky=2026-Q4"),
        ("42-sxd", "/p/small/bao-cao/2026-Q4/42-sxd/"),
    ],
)
def test_what_was_stored_can_be_seen(office, become, own, there):
    outcome = {"rows": 2, "units": 1, "periods": ["2026-Q4"], "own": own}
    done = become("done", kind=JobKind.REPORTS_IN, outcome=outcome)
    assert [link.url for link in office.get(at("job", done)).context["job"].links] == [there]


def test_the_frame_leads_here_and_counts_what_is_under_way(office, job, become):
    home = reverse("inbox")
    answer = office.get(home)
    assert answer.context["shell"].jobs == 1
    assert text(answer).count(f'href="{LIST}"') == 2
    become("done")
    assert text(office.get(home)).count(f'href="{LIST}"') == 1


def test_queries_do_not_grow_with_the_jobs(office, job, programme, reviewer, worker):
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as counted:
            office.get(LIST)
        counts.append(len(counted))
        ask(JobKind.MEETING_PAPERS, by=reviewer, programme=programme)
    assert counts[0] == counts[1] <= 8
