"""One report as the Office sees it, and what belongs to it: files, deeds, the revision before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assignments.models import Unit
from reports.models import (
    Entry,
    Evidence,
    Report,
    ReportingPeriod,
    ReportState,
    TaskUpdate,
)
from reports.queries.review import PEOPLE, SENT
from tracker.audit.models import Event


def sent_report(period: ReportingPeriod, unit: Unit) -> Report | None:
    """The latest revision that the Office may see: under review or approved."""
    reports = Report.objects.filter(period=period, unit=unit)
    sent = reports.filter(state__in=[*SENT, ReportState.APPROVED]).order_by("-revision")
    report = sent.select_related("unit", *PEOPLE).first()
    if report is not None:
        report.period = period
    return report


def evidence_of(report: Report) -> dict[str, list[Evidence]]:
    """Files by line (e12 a figure, u34 a task update); "" holds those of the whole report."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for file in report.evidence.filter(removed_at=None):
        task = f"u{file.task_update_id}" if file.task_update_id else ""
        found[f"e{file.entry_id}" if file.entry_id else task].append(file)
    return found


def events_of(report: Report, lines: Sequence[Entry | TaskUpdate]) -> list[Event]:
    """Everything that was done to the report and its lines, oldest first."""
    keys = [report.ledger_key, *(line.ledger_key for line in lines)]
    rows = Event.objects.filter(
        programme_code=report.period.programme.code,
        subject_kind__in=["report", "entry", "task_update"],
        subject_key__in=keys,
    )
    return list(rows.select_related("actor").order_by("id"))


def earlier_entries(report: Report) -> dict[tuple[int, str], Entry]:
    """The figures of the revision before, by (indicator, class); none for a first report."""
    if report.revision == 1:
        return {}
    before = Entry.objects.filter(
        report__period=report.period,
        report__unit=report.unit,
        report__revision=report.revision - 1,
    )
    return {(one.indicator_id, one.class_code): one for one in before.select_related("indicator")}


def earlier_updates(report: Report) -> dict[int, TaskUpdate]:
    """The task updates of the revision before, by assignment; none for a first report."""
    if report.revision == 1:
        return {}
    before = TaskUpdate.objects.filter(
        report__period=report.period,
        report__unit=report.unit,
        report__revision=report.revision - 1,
    )
    return {one.assignment_id: one for one in before}
