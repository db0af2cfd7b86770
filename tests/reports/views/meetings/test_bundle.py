"""The three papers in one file: looked at, asked for; of a frozen meeting with one click."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reports.models import Job, JobKind, WorkerHeartbeat
from tests.reports.jobs.steps import carried_out
from tests.reports.oversight_cast import PEOPLE
from tests.reports.views.meetings.cast import NAME, at, figures, freeze_meeting, wanted
from tracker.common.timestamps import now


@pytest.fixture
def frozen(programme, reviewer):
    figures(programme, reviewer)
    return freeze_meeting(programme, reviewer)


def test_from_the_page_to_the_file(client, reader, frozen):
    client.force_login(reader)
    assert at("meeting_bundle") in client.get(at("meetings")).content.decode()
    seen = client.get(at("meeting_bundle"), wanted(so="7-BC/VPTU"))
    assert (seen.status_code, Job.objects.count()) == (200, 0)
    assert (seen.context["page"].meeting, seen.context["page"].held_on) == (NAME, "25/11/2026")
    hidden = {field.html_name: field.value() for field in seen.context["form"]}
    there = {client.post(seen.context["bundle_url"], hidden).url for _click in range(2)}
    (job,) = Job.objects.all()
    assert (there, job.kind) == ({reverse("job", args=[job.pk])}, JobKind.MEETING_PAPERS)
    assert (job.parameters["number"], job.parameters["as_of"]) == ("7-BC/VPTU", "2026-11-20")
    assert carried_out(job).outcome == {"papers": 3}


def test_the_day_of_the_address_is_that_of_the_papers(client, reader, frozen):
    client.force_login(reader)
    client.post(f"{at('meeting_bundle')}?as_of=2026-10-01", wanted())
    assert Job.objects.get().parameters["as_of"] == "2026-10-01"


def test_of_a_frozen_meeting(client, reader, frozen):
    client.force_login(reader)
    (line,) = client.get(at("meetings")).context["frozen"]
    client.post(line.bundle_url)
    job = Job.objects.get()
    assert job.parameters["snapshot"] == frozen.pk
    assert NAME in job.parameters["meeting"]
    assert carried_out(job).file.name.endswith("-hop-2026-11-25.zip")


@pytest.mark.parametrize("who", PEOPLE)
def test_who_gets_them(client, request, frozen, who):
    client.force_login(request.getfixturevalue(who))
    expected = (404, 404, 404) if who == "stranger" else (200, 302, 302)
    answers = (
        client.get(at("meeting_bundle"), wanted()),
        client.post(at("meeting_bundle"), wanted()),
        client.post(at("frozen_bundle", frozen.pk)),
    )
    assert tuple(one.status_code for one in answers) == expected


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("wrong", [{"ky": "2031-Q3"}, {"ngay": ""}, {"so": "1<b>"}])
def test_a_wrong_wish_is_a_page_with_a_sentence(client, reader, frozen, method, wrong):
    client.force_login(reader)
    answer = getattr(client, method)(at("meeting_bundle"), wanted(**wrong))
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not Job.objects.exists()


def test_wrong_verbs_and_what_is_not_there(client, reader, frozen):
    client.force_login(reader)
    assert client.put(at("meeting_bundle")).status_code == 405
    assert client.get(at("frozen_bundle", frozen.pk)).status_code == 405
    assert client.post(at("frozen_bundle", frozen.pk + 1)).status_code == 404


def test_a_silent_worker_is_told_where_papers_are_asked_for(client, reader, frozen):
    client.force_login(reader)
    paths = ((at("meeting_bundle"), wanted()), (at("meetings"), {}))
    silent = ["message--warning" in client.get(*one).content.decode() for one in paths]
    WorkerHeartbeat.objects.create(name="worker", beat_at=now())
    alive = ["message--warning" in client.get(*one).content.decode() for one in paths]
    assert (silent, alive) == ([True, True], [False, False])
