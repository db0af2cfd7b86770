"""A unit's draft: made on the first visit with what is owed, and kept to what is owed."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assignments.models import Assignment, Unit
from assignments.permissions import check_is_member
from reports.models import Entry, EntryState, Report, ReportingPeriod, ReportState, TaskUpdate
from reports.models.line import Line
from reports.obligations import Obligation, obligations_of
from reports.reporting import latest_report, subject_of
from reports.task_duties import tasks_owed
from reports.workflow import Verb, WrongStateError, hold
from tracker.accounts.models import User
from tracker.audit.ledger import record
from tracker.common.timestamps import today

_WITH_THE_UNIT = (ReportState.DRAFT, ReportState.RETURNED)


def open_report(*, period: ReportingPeriod, unit: Unit, by: User) -> Report:
    """The unit's latest report of the period; the first visit makes a draft with what is owed.

    A draft follows what the unit owes: what it was given since is added, what it no longer owes
    and never touched is dropped.
    """
    check_is_member(by, unit)
    report = latest_report(period, unit)
    if report is not None:
        follow_duties(report=report, by=by)
        return report
    owed, tasks = obligations_of(unit, period), tasks_owed(unit, period)
    if not (owed or tasks):
        raise WrongStateError(_("This unit owes nothing in this period."))
    if today() < period.starts_on:
        raise WrongStateError(_("This period has not begun."))
    if period.is_locked:
        raise WrongStateError(_("The period is locked. Ask the Office to reopen it."))
    try:
        with transaction.atomic():
            report = Report.objects.create(period=period, unit=unit, created_by=by)
            _add_entries(report, owed)
            _add_updates(report, tasks)
            record("report.opened", subject_of(report), by=by)
    except IntegrityError:
        report = latest_report(period, unit)
        if report is None:
            raise
    return report


def follow_duties(*, report: Report, by: User) -> bool:
    """Bring an open first report to what the unit owes now; whether anything was different.

    A merger, another lead or an ended measure can change it while the draft is filled. Nothing that
    anybody filled, returned or put a file beside is dropped; a correction stays what it corrects.
    """
    if report.state not in _WITH_THE_UNIT or report.revision > 1 or report.period.is_locked:
        return False
    owed = {one.key: one for one in obligations_of(report.unit, report.period)}
    tasks = {one.pk: one for one in tasks_owed(report.unit, report.period)}
    entries = {(one.indicator_id, one.class_code): one for one in report.entries.all()}
    updates = {one.assignment_id: one for one in report.task_updates.all()}
    fresh = [one for key, one in owed.items() if key not in entries]
    given = [one for key, one in tasks.items() if key not in updates]
    dropped = [one.pk for key, one in entries.items() if key not in owed and _is_untouched(one)]
    taken = [one.pk for key, one in updates.items() if key not in tasks and _is_untouched(one)]
    if not (fresh or given or dropped or taken):
        return False
    try:
        with transaction.atomic():
            hold(Verb.FILL, report)
            _add_entries(report, fresh)
            _add_updates(report, given)
            report.entries.filter(pk__in=dropped, evidence__isnull=True).delete()
            report.task_updates.filter(pk__in=taken, evidence__isnull=True).delete()
            after = {"added": len(fresh) + len(given), "dropped": len(dropped) + len(taken)}
            record("report.followed", subject_of(report), by=by, after=after)
    except IntegrityError:
        return False  # somebody else opened it at the same moment and did it
    return True


def _is_untouched(line: Line) -> bool:
    return line.updated_at is None and line.state == EntryState.OPEN


def _add_entries(report: Report, owed: list[Obligation]) -> None:
    Entry.objects.bulk_create(
        Entry(
            report=report,
            indicator=one.indicator,
            year=one.period.year,
            quarter=one.period.quarter or 0,
            class_code=one.class_code,
        )
        for one in owed
    )


def _add_updates(report: Report, tasks: list[Assignment]) -> None:
    TaskUpdate.objects.bulk_create(TaskUpdate(report=report, assignment=one) for one in tasks)
