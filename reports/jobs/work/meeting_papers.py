"""The three papers of a meeting as one zip: of the present state, or of a frozen meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from assignments.visibility import visible_programmes
from reports.exports.bundle import CONTENT_TYPE, zip_of
from reports.exports.meeting.content import MeetingContent
from reports.exports.meeting.papers import PAPERS, bundle_name, file_name
from reports.jobs.running import Ending, Running
from reports.presenters.meeting.content import meeting_content
from reports.queries.calendar import period_of_programme
from reports.queries.snapshots import frozen_content, meeting_before, snapshot
from tracker.common.errors import NotAllowedError, SentenceError


class MeetingGoneError(SentenceError):
    """What the papers were asked of is not there any more."""


@dataclass(frozen=True)
class _Source:
    """What the papers say, with the number of the report."""

    content: MeetingContent
    number: str
    is_frozen: bool


def make_papers(running: Running) -> Ending:
    """The same papers as one by one.

    Parameters: `snapshot`, the key of a frozen meeting; else `period`, `meeting`, `held_on`,
    `as_of` and the report's `number`. Outcome: how many `papers`.
    """
    if not visible_programmes(running.by).filter(pk=running.programme.pk).exists():
        raise NotAllowedError(_("This person has no part in the programme."))
    running.progress(0, len(PAPERS) + 1)
    source = _frozen(running) if "snapshot" in running.job.parameters else _present(running)
    content = zip_of(_papers(running, source))

    def ending() -> Mapping[str, Any]:
        name = bundle_name(source.content.head, is_frozen=source.is_frozen)
        running.keep_file(name=name, content_type=CONTENT_TYPE, content=content)
        return {"papers": len(PAPERS)}

    return ending


def _papers(running: Running, source: _Source) -> Iterator[tuple[str, bytes]]:
    for done, paper in enumerate(PAPERS.values(), start=1):
        running.progress(done, len(PAPERS) + 1)
        name = file_name(paper, source.content.head, is_frozen=source.is_frozen)
        yield name, paper.write(source.content, source.number, source.is_frozen)


def _frozen(running: Running) -> _Source:
    stored = snapshot(running.programme, int(running.job.parameters["snapshot"]))
    if stored is None:
        raise MeetingGoneError(_("This frozen meeting is not there any more."))
    return _Source(frozen_content(stored), "", is_frozen=True)


def _present(running: Running) -> _Source:
    asked: dict[str, str] = running.job.parameters
    period = period_of_programme(running.programme, asked["period"])
    if period is None:
        raise MeetingGoneError(_("This period is not in the calendar any more."))
    held_on = date.fromisoformat(asked["held_on"])
    content = meeting_content(
        programme=running.programme,
        period=period,
        as_of=date.fromisoformat(asked["as_of"]),
        meeting=asked["meeting"],
        held_on=held_on,
        by=running.by,
        before=meeting_before(running.programme, held_on),
    )
    return _Source(content, asked["number"], is_frozen=False)
