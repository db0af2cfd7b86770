"""The unit's side of a report: open, fill, send, sign, withdraw, revise."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import Unit
from reports.calendar import deadline_for
from reports.checks import Warning_, warnings_of
from reports.filling import Filling, StaleEntryError, fill_entry
from reports.models import Entry, EntryState, Report, ReportingPeriod, ReportState
from reports.notices import NotificationKind, notify_office, notify_unit
from reports.obligations import Obligation, obligations_of
from reports.permissions import check_is_member
from reports.queries.history import entry_contexts
from reports.sums import mismatches
from reports.workflow import LOST_RACE, LostRaceError, Verb, WrongStateError, check_can, claim, hold
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record
from tracker.common.errors import SentenceError
from tracker.common.numbers import format_number
from tracker.common.timestamps import now, today

__all__ = [
    "Filling",
    "IncompleteReportError",
    "StaleEntryError",
    "check_complete",
    "fill_entry",
    "latest_report",
    "open_report",
    "revise",
    "save_remarks",
    "send_back",
    "sign",
    "subject_of",
    "submit",
    "warnings_by_entry",
    "withdraw",
]


class IncompleteReportError(SentenceError):
    """Figures are missing, or warnings have no reason; `entries` are those concerned."""

    def __init__(self, sentence: str, entries: list[Entry]) -> None:
        super().__init__(sentence)
        self.entries = entries


def open_report(*, period: ReportingPeriod, unit: Unit, by: User) -> Report:
    """The unit's latest report of the period; the first visit makes a draft with what is owed."""
    check_is_member(by, unit)
    report = latest_report(period, unit)
    if report is not None:
        return report
    owed = obligations_of(unit, period)
    if not owed:
        raise WrongStateError(_("This unit owes nothing in this period."))
    if today() < period.starts_on:
        raise WrongStateError(_("This period has not begun."))
    if period.is_locked:
        raise WrongStateError(_("The period is locked. Ask the Office to reopen it."))
    try:
        with transaction.atomic():
            report = Report.objects.create(period=period, unit=unit, created_by=by)
            _add_entries(report, owed)
            record("report.opened", subject_of(report), by=by)
    except IntegrityError:
        report = latest_report(period, unit)
        if report is None:
            raise
    return report


def latest_report(period: ReportingPeriod, unit: Unit) -> Report | None:
    """The latest revision, with what every page of it needs."""
    reports = Report.objects.filter(period=period, unit=unit).order_by("-revision")
    return reports.select_related("period__programme__province", "unit").first()


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


def warnings_by_entry(report: Report) -> dict[int, tuple[Warning_, ...]]:
    """The soft warnings of every filled entry, by key; entries without any are left out."""
    contexts = entry_contexts(report)
    found = {key: warnings_of(context) for key, context in contexts.items()}
    return {key: warnings for key, warnings in found.items() if warnings}


def check_complete(report: Report) -> None:
    """IncompleteReportError for a missing figure, classes that do not add up to their total, or
    a warning or an unchanged figure without a reason."""
    entries = list(report.entries.select_related("indicator"))
    missing = [entry for entry in entries if not entry.is_filled]
    if missing:
        sentence = ngettext(
            "%(count)d figure is still missing.", "%(count)d figures are missing.", len(missing)
        )
        raise IncompleteReportError(sentence % {"count": len(missing)}, missing)
    _check_sums(entries)
    warned = warnings_by_entry(report)
    silent = [entry for entry in entries if entry.pk in warned and not entry.note]
    if silent:
        sentence = ngettext(
            "%(count)d warning needs a reason.", "%(count)d warnings need a reason.", len(silent)
        )
        raise IncompleteReportError(sentence % {"count": len(silent)}, silent)
    kept = [entry for entry in entries if entry.is_unchanged and not entry.note]
    if kept:
        sentence = ngettext(
            "%(count)d figure is kept from the last period without a reason.",
            "%(count)d figures are kept from the last period without a reason.",
            len(kept),
        )
        raise IncompleteReportError(sentence % {"count": len(kept)}, kept)


def _check_sums(entries: list[Entry]) -> None:
    for one in mismatches(entries):
        sentence = _("The classes of “%(name)s” add up to %(sum)s, the total says %(total)s.") % {
            "name": one.classes.display_name,
            "sum": format_number(one.added_up),
            "total": format_number(one.stated),
        }
        raise IncompleteReportError(sentence, list(one.entries))


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
        notify_unit(NotificationKind.SIGN_OFF_WANTED, report.period, report.unit)
    return report


def _versions(report: Report) -> list[tuple[int, int]]:
    """What every cell stood at: what was checked outside the transaction must be what is sent."""
    return list(report.entries.order_by("pk").values_list("pk", "version"))


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
        changes["first_submitted_on"] = today()
        changes["is_late"] = today() > deadline_for(report.period, report.unit)
    claim(report, state=ReportState.SUBMITTED, **changes)
    report.entries.filter(state=EntryState.RETURNED).update(state=EntryState.OPEN, return_reason="")
    record("report.submitted", subject_of(report), by=by, after={"late": report.is_late})
    notify_office(NotificationKind.REPORT_SUBMITTED, report.period, report.unit)


def send_back(*, report: Report, by: User, reason: str) -> Report:
    """The head gives the report back to the reporting officer, with a reason."""
    check_can(by, Verb.SEND_BACK, report)
    _check_reason(reason)
    with transaction.atomic():
        hold(Verb.SEND_BACK, report)
        claim(report, state=ReportState.DRAFT)
        record("report.sent_back", subject_of(report), by=by, reason=reason.strip())
        notify_unit(
            NotificationKind.REPORT_RETURNED, report.period, report.unit, words=reason.strip()
        )
    return report


def withdraw(*, report: Report, by: User) -> Report:
    """Take a report back from the head, or from the Office while it has decided on no figure."""
    check_can(by, Verb.WITHDRAW, report)
    with transaction.atomic():
        hold(Verb.WITHDRAW, report)
        is_decided = report.entries.exclude(state=EntryState.OPEN).exists()
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
            _copy_entries(report, fresh)
            record("report.revised", subject_of(fresh), by=by, reason=reason.strip())
    except IntegrityError as error:
        raise WrongStateError(_("A correction of this report is already under way.")) from error
    return fresh


def _copy_entries(old: Report, new: Report) -> None:
    entries = list(old.entries.all())
    for entry in entries:
        entry.pk = None
        entry.report = new
        entry.state = EntryState.OPEN
        entry.version = 1
    Entry.objects.bulk_create(entries)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise WrongStateError(_("Give the reason."))


def subject_of(report: Report) -> Subject:
    """The report for the ledger."""
    return Subject("report", report.ledger_key, report.period.programme.code)
