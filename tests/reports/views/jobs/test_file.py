"""What a job made, for the person who asked and nobody else."""

from __future__ import annotations

from assignments.models import Membership
from tests.reports.views.jobs.conftest import PEOPLE, at


def test_it_comes_under_its_name(office, made):
    page = office.get(at("job", made.job)).context["job"]
    assert (page.file_name, page.file_url) == (made.name, at("job_file", made.job))
    answer = office.get(page.file_url)
    assert (answer.status_code, answer.content) == (200, b"PK")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"


def test_nobody_else_gets_it(client, request, made):
    for who in PEOPLE:
        client.force_login(request.getfixturevalue(who))
        assert client.get(at("job_file", made.job)).status_code == 404


def test_whoever_no_longer_sees_the_programme_gets_it_no_more(office, reviewer, made):
    Membership.objects.filter(user=reviewer).delete()
    assert office.get(at("job_file", made.job)).status_code == 404


def test_a_file_that_was_cleared_away_is_told(office, made):
    before = office.get(at("job", made.job)).context["job"].sentences
    made.delete()
    page = office.get(at("job", made.job)).context["job"]
    assert (page.file_url, len(page.sentences)) == ("", len(before) + 1)
    assert office.get(at("job_file", made.job)).status_code == 404
