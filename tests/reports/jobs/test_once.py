"""Asked for twice, done once; by somebody else, or for something else, it is another job."""

from __future__ import annotations

from reports.jobs.asking import cancel
from reports.jobs.once import ask_once
from reports.models import Job, JobKind


def test_a_second_click_is_the_same_job(reviewer, reader, programme):
    words = {"programme": programme, "parameters": {"period": "2026-Q4"}}
    first = ask_once(JobKind.FORMS_OUT, by=reviewer, **words)
    assert ask_once(JobKind.FORMS_OUT, by=reviewer, **words) == first
    other = {"programme": programme, "parameters": {"period": "2026-Q3"}}
    others = [
        ask_once(JobKind.FORMS_OUT, by=reader, **words),
        ask_once(JobKind.FORMS_OUT, by=reviewer, **other),
        ask_once(JobKind.MEETING_PAPERS, by=reviewer, **words),
    ]
    assert len({first, *others}) == Job.objects.count() == 4


def test_what_has_ended_is_asked_for_anew(reviewer, programme):
    words = {"by": reviewer, "programme": programme, "parameters": {}}
    first = ask_once(JobKind.FORMS_OUT, **words)
    cancel(job=first, by=reviewer)
    assert ask_once(JobKind.FORMS_OUT, **words) != first
