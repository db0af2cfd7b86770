"""What stands beside each task update of a report: what was approved before, and its files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from reports.models import Evidence, Report, ReportingPeriod, TaskUpdate
from reports.queries.tasks import Progress
from reports.task_checks import UpdateContext
from tracker.common.timestamps import today


@dataclass(frozen=True)
class UpdateHistory:
    """The approved updates of the same duty before this report, oldest first."""

    before: tuple[Progress, ...] = ()
    files: int = 0

    @property
    def last(self) -> Progress | None:
        """The last word before this report."""
        return self.before[-1] if self.before else None


def updates_of(report: Report) -> tuple[TaskUpdate, ...]:
    """The task updates of a report in the order of the document; one query."""
    return updates_by_report([report]).get(report.pk, ())


def updates_by_report(reports: Sequence[Report]) -> dict[int, tuple[TaskUpdate, ...]]:
    """The task updates of several reports, each with its report; one query."""
    by_key = {report.pk: report for report in reports}
    found: dict[int, list[TaskUpdate]] = defaultdict(list)
    rows = TaskUpdate.objects.filter(report__in=by_key)
    rows = rows.select_related("assignment__task", "assignment__unit", "updated_by")
    for update in rows.order_by("assignment__task__position", "pk"):
        if update.report_id is not None:
            update.report = by_key[update.report_id]
            found[update.report_id].append(update)
    return {key: tuple(updates) for key, updates in found.items()}


def update_histories(
    reports: Sequence[Report], updates: Sequence[TaskUpdate]
) -> dict[int, UpdateHistory]:
    """By update key; two queries for any number of reports, none without updates.

    Updates of the same or a later period are left out; what the Office recorded itself counts
    until the report was approved. Reports and updates need not be stored yet.
    """
    if not updates:
        return {}
    keys = [report.pk for report in reports if report.pk]
    approved: dict[int, list[TaskUpdate]] = defaultdict(list)
    same = {update.assignment_id for update in updates}
    rows = TaskUpdate.objects.counting(today()).filter(assignment__in=same)
    for row in rows.select_related("report__period").last_word_last():
        approved[row.assignment_id].append(row)
    files = Evidence.objects.filter(task_update__report__in=keys, removed_at=None)
    counted = Counter(files.values_list("task_update", flat=True))
    return {
        update.pk: UpdateHistory(
            _before(update, approved[update.assignment_id]), counted[update.pk]
        )
        for update in updates
    }


def _before(update: TaskUpdate, rows: Sequence[TaskUpdate]) -> tuple[Progress, ...]:
    report = update.report
    if report is None:
        return ()
    decided = report.approved_at
    until = timezone.localdate(decided) if decided else today()
    return tuple(
        Progress(row.progress or 0, row.words, row.products, row.done_on, row.approved_on)
        for row in rows
        if row.approved_on is not None
        and row.approved_on <= until
        and (row.report is None or _place(row.report.period) < _place(report.period))
    )


def _place(period: ReportingPeriod) -> tuple[int, int]:
    return period.year, period.quarter


def update_context(update: TaskUpdate, history: UpdateHistory) -> UpdateContext:
    """What the soft checks need of one task update."""
    return UpdateContext(
        progress=update.progress,
        earlier=[one.percent for one in history.before],
        done_on=update.done_on,
        due=update.assignment.deadline,
        has_proof=bool(update.products or history.files),
    )
