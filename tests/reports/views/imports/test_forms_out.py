"""The forms of all units are asked for by the Office, from two pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reports.calendar import lock
from reports.models import Job, JobKind

FORMS = reverse("forms_out", args=["small"])
PAGES = ("imports", "completeness")


def page(client, name):
    return client.get(reverse(name, args=["small"])).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_the_office_finds_the_button(sign_in, world, name):
    content = page(sign_in("reviewer"), name)
    assert f'action="{FORMS}?as_of=2026-11-20"' in content
    assert 'value="2026-Q4"' in content
    assert "message--warning" in content  # no worker has ever been seen


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["reporter", "reader"])
def test_nobody_else_does(sign_in, world, name, who):
    assert FORMS not in page(sign_in(who), name)


def test_a_locked_period_is_not_offered(sign_in, world):
    for period in world.periods.values():
        lock(period=period, by=world["reviewer"])
    client = sign_in("reviewer")
    assert [FORMS in page(client, name) for name in PAGES] == [False, False]


def test_a_click_leads_to_the_job_and_a_second_to_the_same(sign_in, world):
    client = sign_in("reviewer")
    there = [client.post(FORMS, {"period": "2026-Q4"}).url for _click in range(2)]
    (job,) = Job.objects.all()
    assert there == [reverse("job", args=[job.pk])] * 2
    assert (job.kind, job.parameters) == (JobKind.FORMS_OUT, {"period": "2026-Q4"})
    assert (job.asked_by, job.programme) == (world["reviewer"], world.programme)


@pytest.mark.parametrize("period", ["", "x", "2031-Q1", "locked"])
def test_a_period_that_cannot_be_is_a_sentence(sign_in, world, period):
    if period == "locked":
        lock(period=world.q4, by=world["reviewer"])
    posted = {"period": "2026-Q4" if period == "locked" else period}
    assert sign_in("reviewer").post(FORMS, posted).status_code == 400
    assert not Job.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("reporter", 403), ("reader", 403), ("stranger", 404)])
def test_wrong_people(sign_in, world, who, status):
    assert sign_in(who).post(FORMS, {"period": "2026-Q4"}).status_code == status
    assert not Job.objects.exists()


def test_only_by_a_button(sign_in, world):
    assert sign_in("reviewer").get(FORMS).status_code == 405


def test_too_many_jobs_are_a_sentence(sign_in, world):
    client = sign_in("reviewer")
    words = {"kind": JobKind.CHECK, "asked_by": world["reviewer"], "language": "vi"}
    Job.objects.bulk_create(Job(**words, asked_at="2026-11-20T00:00Z") for _number in range(5))
    assert client.post(FORMS, {"period": "2026-Q4"}).status_code == 400
