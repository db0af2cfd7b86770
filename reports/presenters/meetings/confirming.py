"""What would be frozen, for a last look."""

from __future__ import annotations

from dataclasses import dataclass

from reports.exports.meeting.content import MeetingContent, StatusCount
from reports.exports.meeting.storage import mark_of
from tracker.common.labels import day_label, period_label
from tracker.common.periods import Period


@dataclass(frozen=True)
class Confirmation:
    """The meeting, and what its papers say in short."""

    meeting: str
    held_on: str
    period: str
    as_of: str
    cut_off: str
    sentence: str
    task_sentence: str
    statuses: tuple[StatusCount, ...]
    since: str
    changes: int
    is_illustrative: bool
    report_number: str
    mark: str
    """Of everything that would be frozen: it comes back with the confirmation."""


def confirmation(content: MeetingContent) -> Confirmation:
    """In the language of the page; the sentences are those of the papers, in Vietnamese."""
    head = content.head
    return Confirmation(
        meeting=head.meeting,
        held_on=day_label(head.held_on),
        period=period_label(Period.parse(head.period)),
        as_of=day_label(head.as_of),
        cut_off=day_label(head.cut_off),
        sentence=content.sentence,
        task_sentence=content.task_sentence,
        statuses=content.statuses,
        since=content.since,
        changes=len(content.changes),
        is_illustrative=head.is_illustrative,
        report_number=head.report_number,
        mark=mark_of(content),
    )
