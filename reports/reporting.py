"""The unit's side of a report: open, fill, send, sign, withdraw, revise."""

from __future__ import annotations

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assignments.models import Unit
from reports.calendar import deadline_for
from reports.claiming import LostRaceError
from reports.completing import check_complete
from reports.filling import (
    Filling,
    StaleEntryError,
    TaskFilling,
    fill_entry,
    fill_update,
)
from reports.models import (
    Entry,
    EntryState,
    Report,
    ReportingPeriod,
    ReportState,
    TaskUpdate,
)
from reports.models.line import Line
from reports.notices import NotificationKind, notify_office, notify_unit
from reports.workflow import LOST_RACE, Verb, WrongStateError, check_can, claim, hold
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record
from tracker.common.timestamps import now, today

__all__ = [
    "Filling",
    "StaleEntryError",
    "TaskFilling",
    "fill_entry",
    "fill_update",
    "latest_report",
    "latest_reports",
    "revise",
    "save_remarks",
    "send_back",
    "sign",
    "subject_of",
    "submit",
    "withdraw",
]


def latest_report(period: ReportingPeriod, unit: Unit) -> Report | None:
    """The latest revision, with what every page of it needs."""
    return latest_reports(period, [unit]).get(unit.pk)


def latest_reports(period: ReportingPeriod, units: Collection[Unit]) -> dict[int, Report]:
    """The latest revisions of many units by their keys; one query."""
    reports = Report.objects.filter(period=period, unit__in=units).order_by("revision")
    related = reports.select_related("period__programme__province", "unit")
    return {report.unit_id: report for report in related}


def save_remarks(*, report: Report, remarks: str, by: User) -> Report:
    """The unit's remarks on its report as a whole."""
    check_can(by, Verb.FILL, report)
    before, after = {"remarks": report.remarks}, {"remarks": remarks.strip()}
    if before == after:
        return report
    with transaction.atomic():
        hold(Verb.FILL, report)
        claim(report, **after)
        record("report.remarked", subject_of(report), by=by, before=before, after=after)
    return report


def submit(*, report: Report, by: User) -> Report:
    """Send the report: to the head first if the unit wants a sign-off, else to the Office."""
    check_can(by, Verb.SUBMIT, report)
    checked = _versions(report)
    check_complete(report)
    with transaction.atomic():
        hold(Verb.SUBMIT, report)
        if _versions(report) != checked:
            raise LostRaceError(LOST_RACE)
        if not report.unit.wants_sign_off:
            _hand_over(report, by=by, submitted_at=now(), submitted_by=by)
            return report
        claim(report, state=ReportState.SIGNING, submitted_at=now(), submitted_by=by)
        record("report.sent_for_sign_off", subject_of(report), by=by)
        notify_unit(NotificationKind.SIGN_OFF_WANTED, report.period, report.unit, by=by)
    return report


def _versions(report: Report) -> list[tuple[int, int]]:
    """What every line stood at: what was checked outside the transaction must be what is sent."""
    return [
        *report.entries.order_by("pk").values_list("pk", "version"),
        *report.task_updates.order_by("pk").values_list("pk", "version"),
    ]


def sign(*, report: Report, by: User) -> Report:
    """The head signs off and the report goes to the Office."""
    check_can(by, Verb.SIGN, report)
    with transaction.atomic():
        hold(Verb.SIGN, report)
        record("report.signed", subject_of(report), by=by)
        _hand_over(report, by=by, signed_at=now(), signed_by=by)
    return report


def _hand_over(report: Report, *, by: User, **changes: object) -> None:
    """To the Office; the first time fixes for ever whether the report is late."""
    if report.first_submitted_on is None:
        day = today()  # asked once: midnight may come in between
        changes["first_submitted_on"] = day
        changes["is_late"] = day > deadline_for(report.period, report.unit)
    claim(report, state=ReportState.SUBMITTED, **changes)
    for lines in (report.entries, report.task_updates):
        returned = lines.filter(state=EntryState.RETURNED)
        returned.update(state=EntryState.OPEN, return_reason="")
    record("report.submitted", subject_of(report), by=by, after={"late": report.is_late})
    notify_office(NotificationKind.REPORT_SUBMITTED, report.period, report.unit, by=by)


def send_back(*, report: Report, by: User, reason: str) -> Report:
    """The head gives the report back to the reporting officer, with a reason."""
    check_can(by, Verb.SEND_BACK, report)
    _check_reason(reason)
    with transaction.atomic():
        hold(Verb.SEND_BACK, report)
        claim(report, state=ReportState.DRAFT)
        record("report.sent_back", subject_of(report), by=by, reason=reason.strip())
        kind = NotificationKind.REPORT_RETURNED
        notify_unit(kind, report.period, report.unit, words=reason.strip(), by=by)
    return report


def withdraw(*, report: Report, by: User) -> Report:
    """Take a report back from the head, or from the Office while it has decided on no figure."""
    check_can(by, Verb.WITHDRAW, report)
    with transaction.atomic():
        hold(Verb.WITHDRAW, report)
        is_decided = any(
            lines.exclude(state=EntryState.OPEN).exists()
            for lines in (report.entries, report.task_updates)
        )
        if report.state == ReportState.SUBMITTED and is_decided:
            raise WrongStateError(_("The Office has already begun to decide on this report."))
        claim(report, state=ReportState.DRAFT)
        record("report.withdrawn", subject_of(report), by=by)
    return report


def revise(*, report: Report, by: User, reason: str) -> Report:
    """A new revision beside an approved report, filled with its figures, to correct some."""
    check_can(by, Verb.REVISE, report)
    _check_reason(reason)
    try:
        with transaction.atomic():
            hold(Verb.REVISE, report)
            fresh = Report.objects.create(
                period=report.period,
                unit=report.unit,
                revision=report.revision + 1,
                revision_reason=reason.strip(),
                first_submitted_on=report.first_submitted_on,
                is_late=report.is_late,
                created_by=by,
            )
            _copy_lines(report, fresh)
            record("report.revised", subject_of(fresh), by=by, reason=reason.strip())
    except IntegrityError as error:
        raise WrongStateError(_("A correction of this report is already under way.")) from error
    return fresh


def _copy_lines(old: Report, new: Report) -> None:
    entries, updates = list(old.entries.all()), list(old.task_updates.all())
    for entry in entries:
        _begin_anew(entry)
        entry.report = new
    for update in updates:
        _begin_anew(update)
        update.report, update.approved_on = new, None
    Entry.objects.bulk_create(entries)
    TaskUpdate.objects.bulk_create(updates)


def _begin_anew(line: Line) -> None:
    line.pk, line.state, line.version = None, EntryState.OPEN, 1


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise WrongStateError(_("Give the reason."))


def subject_of(report: Report) -> Subject:
    """The report for the ledger."""
    return Subject("report", report.ledger_key, report.period.programme.code)
