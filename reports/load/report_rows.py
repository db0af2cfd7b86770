"""The rows of one report: itself, its figures and task updates, and the figures once approved."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from reports.load.courses import Numbers
from reports.load.filed import Filed, line_state
from reports.load.lines import Cell, Told
from reports.load.stories import Story
from reports.load.words import REVISED
from reports.load.writing import Row, Table, stamp
from reports.models import Entry, Report, TaskUpdate

REPORTS = Table(
    Report,
    *("id", "period_id", "unit_id", "revision", "revision_reason", "state", "version"),
    *("created_at", "created_by_id", "first_submitted_on", "is_late"),
    *("submitted_at", "submitted_by_id", "returned_at", "returned_by_id", "return_reason"),
    *("approved_at", "approved_by_id"),
)
ENTRIES = Table(
    Entry,
    *("report_id", "indicator_id", "year", "quarter", "value", "numerator", "denominator"),
    *("note", "state", "return_reason", "version", "updated_at", "updated_by_id"),
)
UPDATES = Table(
    TaskUpdate,
    *("report_id", "assignment_id", "progress", "words", "products", "done_on", "approved_on"),
    *("state", "version", "updated_at", "updated_by_id"),
)
_NOTHING: Numbers = (None, None, None)


def report_row(one: Filed, key: int, story: Story, revision: int) -> Row:
    """A revision of the report itself."""
    sent, returned, approved = story.deciding, story.returned, story.approved
    return (
        *(key, one.period.pk, one.unit.pk, revision, REVISED if revision > 1 else ""),
        *(story.state.value, story.version, stamp(story.opened), one.by),
        *(one.sent_on and one.sent_on.isoformat(), int(one.is_late)),
        *((stamp(sent), one.by) if sent else (None, None)),
        *((stamp(returned), one.office, one.reason) if returned else (None, None, "")),
        *((stamp(approved), one.office) if approved else (None, None)),
    )


def entry_rows(one: Filed, key: int, story: Story, revision: int) -> Iterator[Row]:
    """Its figures. A correction begins with those of the report before it."""
    for place, cell in enumerate(one.cells):
        version, at = 1, one.filled_at(place) if one.is_filled(place) else None
        is_again = cell.is_revised if revision > 1 else cell.is_returned
        again = one.refilled_at(story, place) if is_again else None
        if revision == 1 and at:
            version += 1
        if again:
            version, at = version + 1, again
        elif revision > 1 and cell.is_returned:
            at = one.refilled_at(one.story, place)
        numbers = cell.right if revision > 1 and again else cell.stands
        state = line_state(story, is_returned=cell.is_returned and revision == 1)
        yield (
            *(key, cell.owed.indicator.pk, *cell.period, *(numbers if at else _NOTHING)),
            *(cell.note if at else "", state, one.reason if state == "returned" else ""),
            *(version, at and stamp(at), at and one.by),
        )


def update_rows(one: Filed, key: int, story: Story, revision: int) -> Iterator[Row]:
    """Its task updates."""
    day = story.approved and timezone.localdate(story.approved).isoformat()
    for place, told in enumerate(one.tasks, start=len(one.cells)):
        at = one.filled_at(place) if one.is_filled(place) else None
        content = _content(told) if at else (None, "", "", None)
        version = 2 if at and revision == 1 else 1
        yield (
            *(key, told.task.pk, *content, day, line_state(story, is_returned=False)),
            *(version, at and stamp(at), at and one.by),
        )


def _content(told: Told) -> tuple[int | None, str, str, str | None]:
    done_on = told.done_on.isoformat() if told.done_on else None
    return told.progress, told.words, told.products, done_on


def figure_rows(one: Filed, story: Story, revision: int) -> Iterator[Row]:
    """What its approval made of it: a correction only what it changed."""
    if story.approved is None:
        return
    day, when = timezone.localdate(story.approved).isoformat(), stamp(story.approved)
    later = one.story.revision if revision == 1 else None
    ended = later and later.approved and timezone.localdate(later.approved).isoformat()
    for cell in one.cells:
        if revision == 1 or cell.is_revised:
            yield (
                *(cell.owed.indicator.pk, one.unit.pk, *cell.period, *_approved(cell, revision)),
                *("official", "", cell.note, day, ended if cell.is_revised else None),
                *(when, one.by, when, one.office),
            )


def _approved(cell: Cell, revision: int) -> Numbers:
    return cell.right if revision > 1 else cell.stands
