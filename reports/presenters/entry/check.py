"""Kiểm tra và gửi: what is missing, what wants a reason, all values, and the buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.models import Entry, TaskUpdate
from reports.presenters.entry.grid import beside
from reports.presenters.entry.head import Act, Head, Viewer, acts, report_head
from reports.presenters.entry.progress import Problem, missing_lines, returned_lines
from reports.presenters.entry.row import Row, build_row
from reports.presenters.entry.task_row import TaskRow, build_task_row
from reports.presenters.review.words import entry_name, nature_tag
from reports.queries.sheet import Sheet


@dataclass(frozen=True)
class Line:
    """One value with what was said about it."""

    name: str
    row: Row
    tag: str


@dataclass(frozen=True)
class Check:
    """Everything on the page; `obstacle` is the sentence that keeps the report from being sent."""

    head: Head
    lines: tuple[Line, ...]
    tasks: tuple[TaskRow, ...]
    missing: tuple[Problem, ...]
    silent: tuple[Problem, ...]
    returned: tuple[Problem, ...]
    others: tuple[Problem, ...]
    obstacle: str
    acts: tuple[Act, ...]
    remarks: str
    version: int
    can_remark: bool


def check_page(
    sheet: Sheet, viewer: Viewer, *, obstacle: str = "", concerned: Sequence[Entry] = ()
) -> Check:
    """Build the page; `obstacle` and the entries it concerns come from `check_complete`."""
    report = sheet.report
    lines = tuple(_line(entry, sheet) for entry in sheet.entries)
    head = report_head(sheet, viewer)
    silent = tuple(
        Problem(one.row.key, one.name, " ".join(one.row.warnings))
        for one in lines
        if one.row.wants_reason
    )
    missing = missing_lines(sheet.lines)
    told = {one.key for one in (*missing, *silent)}
    return Check(
        head=head,
        lines=lines,
        tasks=tuple(_task(update, sheet, viewer) for update in sheet.updates),
        missing=missing,
        silent=silent,
        returned=returned_lines(sheet.lines),
        others=tuple(
            Problem(entry.pk, entry_name(entry), "") for entry in concerned if entry.pk not in told
        ),
        obstacle=obstacle,
        acts=acts(report, viewer.user, obstacle=obstacle),
        remarks=report.remarks,
        version=report.version,
        can_remark=not head.why_closed,
    )


def _line(entry: Entry, sheet: Sheet) -> Line:
    row = build_row(entry, beside(entry, sheet.histories[entry.pk]), is_writable=False)
    return Line(entry_name(entry), row, nature_tag(entry) if entry.is_filled else "")


def _task(update: TaskUpdate, sheet: Sheet, viewer: Viewer) -> TaskRow:
    return build_task_row(update, sheet.update_histories[update.pk], viewer, is_writable=False)
