"""What of a report is done, and what came back and waits for its correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.models import Entry, EntryState
from reports.presenters.review.words import entry_name


@dataclass(frozen=True)
class Problem:
    """A row that needs attention, for a list of links; `is_settled` once it was seen to."""

    key: int
    name: str
    sentence: str
    is_settled: bool = False


def is_corrected(entry: Entry) -> bool:
    """Whether a returned figure was changed since; it counts as returned until it is sent again."""
    back = entry.report.returned_at
    changed = entry.updated_at
    is_back = entry.state == EntryState.RETURNED
    return is_back and back is not None and changed is not None and changed > back


def is_done(entry: Entry) -> bool:
    """Filled, and not waiting for a correction."""
    return entry.is_filled and (entry.state != EntryState.RETURNED or is_corrected(entry))


def returned_figures(entries: Sequence[Entry]) -> tuple[Problem, ...]:
    """The figures that came back, with the reviewer's words."""
    return tuple(
        Problem(entry.pk, entry_name(entry), entry.return_reason, is_corrected(entry))
        for entry in entries
        if entry.state == EntryState.RETURNED
    )
