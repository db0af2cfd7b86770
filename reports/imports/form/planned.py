"""A unit's report as it would be if it were opened now: what a preview compares with."""

from __future__ import annotations

from dataclasses import replace

from assignments.models import Unit
from reports.calendar import deadline_for
from reports.drafting import check_can_begin, new_entries, new_updates, news_of
from reports.models import Entry, Report, ReportingPeriod, ReportState, TaskUpdate
from reports.queries.history import grid_histories
from reports.queries.sheet import Sheet, sheet_of
from reports.queries.task_history import update_histories
from reports.reporting import latest_report


def planned_sheet(period: ReportingPeriod, unit: Unit) -> Sheet:
    """The unit's latest report as its next visit would leave it, or the draft that would be made.

    Nothing is stored: lines that would be added have negative keys. WrongStateError where there is
    no report and there cannot be one.
    """
    report = latest_report(period, unit)
    if report is None:
        return _new_sheet(period, unit)
    sheet = sheet_of(report)
    news = news_of(report)
    if not news:
        return sheet
    entries = [one for one in sheet.entries if one.pk not in news.no_longer_owed]
    updates = [one for one in sheet.updates if one.pk not in news.no_longer_led]
    fresh, given = new_entries(report, news.owed), new_updates(report, news.tasks)
    _number(fresh)
    _number(given)
    return replace(
        sheet,
        entries=(*entries, *fresh),
        histories={**sheet.histories, **grid_histories(report, fresh)},
        updates=(*updates, *given),
        update_histories={**sheet.update_histories, **update_histories([report], given)},
    )


def _new_sheet(period: ReportingPeriod, unit: Unit) -> Sheet:
    owed, tasks = check_can_begin(unit, period)
    report = Report(period=period, unit=unit, state=ReportState.DRAFT)
    entries, updates = new_entries(report, owed), new_updates(report, tasks)
    _number(entries)
    _number(updates)
    return Sheet(
        report=report,
        entries=tuple(entries),
        histories=grid_histories(report, entries),
        deadline=deadline_for(period, unit),
        updates=tuple(updates),
        update_histories=update_histories([report], updates),
    )


def _number(lines: list[Entry] | list[TaskUpdate]) -> None:
    """Keys that no stored line has, so that each can be told from the others."""
    for number, line in enumerate(lines, start=1):
        line.pk = -number
