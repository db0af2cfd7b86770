"""Jobs in words: whatever a job has done or may hold, there is a sentence and no error."""

from __future__ import annotations

import pytest

from reports.models import Job, JobKind, JobState
from reports.presenters.jobs.line import job_line, progress_of, state_of
from reports.presenters.jobs.outcome import findings_of, outcome_words
from reports.presenters.jobs.page import job_page
from tracker.common.timestamps import now

REPORTS = {"rows": 3183, "reports": 178, "units": 178, "told": 176, "periods": ["2026-Q4"]}


def job(kind=JobKind.CHECK, state=JobState.RUNNING, **more) -> Job:
    ended = None if state in (JobState.WAITING, JobState.RUNNING) else now()
    return Job(pk=7, kind=kind, state=state, asked_at=now(), ended_at=ended, **more)


@pytest.mark.parametrize("kind", list(JobKind))
@pytest.mark.parametrize("outcome", [{}, {"x": 1}, {"rows": None}, {"findings": "?"}, [], None])
def test_an_outcome_that_nobody_knows_is_still_a_sentence(kind, outcome):
    done = job(kind, JobState.DONE, outcome=outcome)
    assert all(outcome_words(done))
    assert findings_of(done) == ()
    assert job_page(done, "", is_silent=True).sentences


@pytest.mark.parametrize(
    ("kind", "outcome", "numbers"),
    [
        (JobKind.REPORTS_IN, REPORTS, ["3.183", "178", "176"]),
        (JobKind.REPORTS_IN, {"rows": 9, "units": 2, "told": 2}, ["9", "2"]),
        (JobKind.REPORTS_IN, {"rows": 9, "units": 1, "told": 0}, ["9", "1"]),
        (JobKind.FORMS_OUT, {"forms": 161, "sent": 17}, ["161", "17"]),
        (JobKind.FIGURES_IN, {"new": 2000, "changed": 345, "unchanged": 8}, ["2.345", "8"]),
        (JobKind.CALENDAR, {"opened": 4, "begun": 1, "told": 99, "locked": 2}, ["4", "99", "2"]),
        (JobKind.DIGESTS, {"sent": 41, "refused": 3, "left": 7}, ["41", "3", "7"]),
        (JobKind.BACKUP, {"file": "a.tar", "bytes": 1572864, "deleted": 6}, ["a.tar", "1,5", "6"]),
        (JobKind.CHECK, {"findings": ["Sai.", "Thiếu."]}, ["2"]),
        (JobKind.CLEAN_UP, {"uploads": 3, "files": 9, "unfinished": 1}, ["13"]),
    ],
)
def test_what_was_done_is_told_with_its_numbers(kind, outcome, numbers):
    said = " ".join(outcome_words(job(kind, JobState.DONE, outcome=outcome)))
    assert [one for one in numbers if one not in said] == []
    assert "%" not in said


def test_findings_are_told_one_by_one():
    found = job(state=JobState.DONE, outcome={"findings": ["Sai.", "Thiếu."]})
    assert job_page(found, "", is_silent=False).findings == ("Sai.", "Thiếu.")


@pytest.mark.parametrize(
    ("steps", "begins"), [((0, 0), ""), ((34, 178), "34/178"), ((178, 178), "")]
)
def test_how_far_it_is(steps, begins):
    progress = progress_of(job(JobKind.FORMS_OUT, steps_done=steps[0], steps=steps[1]))
    assert (progress.done, progress.steps) == steps
    assert progress.words.startswith(begins)


@pytest.mark.parametrize("state", [one for one in JobState if one != JobState.RUNNING])
def test_only_what_runs_has_progress(state):
    assert progress_of(job(state=state, steps_done=3, steps=9)) is None


def test_each_state_has_its_own_colour_icon_and_word():
    states = [state_of(job(state=state)) for state in JobState]
    states.append(state_of(job(cancel_asked_at=now())))
    for name in ("key", "icon", "word"):
        assert len({getattr(one, name) for one in states}) == len(JobState) + 1


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ({"period": "2026-Q4"}, "Quý IV/2026"),
        ({"period": "?", "file": "phieu.zip"}, "? · phieu.zip"),
        ({"meeting": "Hội nghị", "snapshot": 3}, "Hội nghị"),
        ({}, ""),
    ],
)
def test_what_it_is_about(asked, about):
    assert job_line(job(parameters=asked)).about == about


def test_a_page_asks_less_often_while_no_worker_lives():
    assert job_page(job(), "", is_silent=False).every == 2
    assert job_page(job(), "", is_silent=True).every == 30


def test_the_mark_changes_with_what_is_shown():
    shown = [
        job_page(one, "", is_silent=silent).mark
        for one in (job(), job(steps_done=1, steps=2), job(attempt=2), job(cancel_asked_at=now()))
        for silent in (False, True)
    ]
    assert len(set(shown)) == len(shown)
