"""The three papers of a meeting as one zip: the very files that come one by one."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from reports.exports.meeting.papers import PAPERS
from reports.jobs.asking import ask
from reports.models import JobFile, JobKind, JobState
from tests.reports.jobs.steps import asked, told_steps
from tests.reports.views.meetings.cast import NAME, at, figures, freeze_meeting, tamper, wanted
from tracker.common.file_kinds import kind_of

PRESENT = {
    "period": "2026-Q3",
    "meeting": NAME,
    "held_on": "2026-11-25",
    "as_of": "2026-11-20",
    "number": "7-BC/VPTU",
}


@pytest.fixture
def frozen(programme, reviewer):
    figures(programme, reviewer)
    return freeze_meeting(programme, reviewer)


def papers(job) -> dict[str, bytes]:
    with ZipFile(BytesIO(bytes(JobFile.objects.get(job=job).content))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_present_state(programme, reader, frozen):
    job = asked(JobKind.MEETING_PAPERS, reader, programme, **PRESENT)
    assert (job.state, job.outcome) == (JobState.DONE, {"papers": 3})
    found = papers(job)
    assert set(found) == {f"{one.stem}-small-2026-Q3.{key}" for key, one in PAPERS.items()}
    for name, content in found.items():
        assert name.endswith(f".{kind_of(content).extension}")
    assert JobFile.objects.get().name == "Tai-lieu-hop-small-2026-Q3.zip"


def test_the_word_paper_is_that_of_the_page(client, programme, reader, frozen):
    made = papers(asked(JobKind.MEETING_PAPERS, reader, programme, **PRESENT))
    client.force_login(reader)
    one = client.get(at("meeting_paper", "docx"), wanted(so="7-BC/VPTU")).content
    assert made["Bao-cao-small-2026-Q3.docx"] == one


def test_a_frozen_meeting(client, programme, reader, frozen):
    words = {"snapshot": frozen.pk, "meeting": NAME}
    made = papers(asked(JobKind.MEETING_PAPERS, reader, programme, **words))
    assert JobFile.objects.get().name == "Tai-lieu-hop-small-2026-Q3-hop-2026-11-25.zip"
    client.force_login(reader)
    one = client.get(at("frozen_paper", frozen.pk, "docx")).content
    assert made["Bao-cao-small-2026-Q3-hop-2026-11-25.docx"] == one


@pytest.mark.parametrize("how", ["tampered", "gone", "no period", "stranger"])
def test_what_cannot_be_made_is_a_sentence(programme, reader, stranger, frozen, how):
    who, words = reader, PRESENT
    if how == "tampered":
        tamper(frozen, digest="0" * 64)
        words = {"snapshot": frozen.pk}
    elif how == "gone":
        words = {"snapshot": frozen.pk + 1}
    elif how == "no period":
        words = PRESENT | {"period": "2031-Q1"}
    else:
        who = stranger
    job = asked(JobKind.MEETING_PAPERS, who, programme, **words)
    assert (job.state, bool(job.failure)) == (JobState.FAILED, True)
    assert not JobFile.objects.exists()


def test_progress_is_told_by_paper(programme, reader, frozen):
    words = {"by": reader, "programme": programme, "parameters": PRESENT}
    told = told_steps(ask(JobKind.MEETING_PAPERS, **words))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4)]
