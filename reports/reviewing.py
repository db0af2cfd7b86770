"""The Office's side of a report: approve or return one figure, many, or the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.method.facts import Nature
from reports.actions import record_figures
from reports.entries import FigureEntry
from reports.models import Entry, EntryState, Report, ReportState
from reports.notices import NotificationKind, notify_unit
from reports.reporting import subject_of
from reports.workflow import LOST_RACE, LostRaceError, Verb, WrongStateError, check_can, claim
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record, record_all
from tracker.common.errors import NotAllowedError
from tracker.common.timestamps import now, today


def return_entries(*, report: Report, reasons: Mapping[int, str], by: User) -> Report:
    """Return figures (entry key → reason); the report goes back to the unit with them."""
    check_can(by, Verb.RETURN, report)
    if not reasons or not all(reason.strip() for reason in reasons.values()):
        raise WrongStateError(_("Choose the figures and give a reason for each."))
    entries = _entries(report, list(reasons))
    _check_not_own(report, entries, by)
    with transaction.atomic():
        for entry in entries:
            _set_state(entry, EntryState.RETURNED, return_reason=reasons[entry.pk].strip())
        words = "; ".join(dict.fromkeys(reason.strip() for reason in reasons.values()))
        claim(
            report,
            state=ReportState.RETURNED,
            returned_at=now(),
            returned_by=by,
            return_reason=words,
        )
        for entry in entries:
            reason = reasons[entry.pk].strip()
            record("entry.returned", _subject(entry, report), by=by, reason=reason)
        notify_unit(NotificationKind.REPORT_RETURNED, report.period, report.unit, words=words)
    return report


def return_report(*, report: Report, reason: str, by: User) -> Report:
    """Return every figure that is not approved yet, all for one reason."""
    waiting = report.entries.exclude(state=EntryState.APPROVED).values_list("pk", flat=True)
    return return_entries(report=report, reasons=dict.fromkeys(waiting, reason), by=by)


def approve_entries(*, report: Report, keys: Sequence[int], by: User) -> Report:
    """Approve figures: they count from today in every judgement.

    The last one approves the report. Nobody approves figures that they filled or sent themselves.
    """
    check_can(by, Verb.APPROVE, report)
    entries = _entries(report, keys)
    if not entries:
        raise WrongStateError(_("Choose the figures to approve."))
    if any(not entry.is_filled or entry.state == EntryState.RETURNED for entry in entries):
        raise WrongStateError(_("A figure that is missing or returned cannot be approved."))
    _check_not_own(report, entries, by)
    with transaction.atomic():
        for entry in entries:
            _set_state(entry, EntryState.APPROVED, return_reason="")
        record_figures(
            programme=report.period.programme,
            entries=[_figure_entry(entry, report) for entry in entries],
            by=by,
            approve=True,
            known_on=today(),
        )
        record_all(
            [("entry.approved", _subject(entry, report), None, None) for entry in entries], by=by
        )
        _approve_if_complete(report, by=by)
    return report


def approve_report(*, report: Report, by: User) -> Report:
    """Approve every figure that is not approved yet, and with them the report."""
    waiting = report.entries.exclude(state=EntryState.APPROVED).values_list("pk", flat=True)
    return approve_entries(report=report, keys=list(waiting), by=by)


def approve_reports(*, reports: Sequence[Report], by: User) -> int:
    """Several reports through the same door, all or none; how many."""
    with transaction.atomic():
        for report in reports:
            approve_report(report=report, by=by)
    return len(reports)


def _approve_if_complete(report: Report, *, by: User) -> None:
    if report.entries.exclude(state=EntryState.APPROVED).exists():
        claim(report)
        return
    claim(report, state=ReportState.APPROVED, approved_at=now(), approved_by=by)
    record("report.approved", subject_of(report), by=by)
    notify_unit(NotificationKind.REPORT_APPROVED, report.period, report.unit)


def _entries(report: Report, keys: Sequence[int]) -> list[Entry]:
    """The named entries of this report that are not approved yet."""
    found = report.entries.filter(pk__in=keys).select_related("indicator")
    entries = [entry for entry in found if entry.state != EntryState.APPROVED]
    if len(entries) < len(set(keys)):
        raise LostRaceError(LOST_RACE)
    return entries


def _check_not_own(report: Report, entries: Sequence[Entry], by: User) -> None:
    own = by.pk in (report.submitted_by_id, report.signed_by_id)
    if own or any(entry.updated_by_id == by.pk for entry in entries):
        raise NotAllowedError(_("Nobody reviews figures that they filled or sent themselves."))


def _set_state(entry: Entry, state: EntryState, *, return_reason: str) -> None:
    rows = Entry.objects.filter(pk=entry.pk, state=entry.state, version=entry.version)
    if not rows.update(state=state, return_reason=return_reason, version=entry.version + 1):
        raise LostRaceError(LOST_RACE)


def _figure_entry(entry: Entry, report: Report) -> FigureEntry:
    return FigureEntry(
        indicator=entry.indicator,
        unit=report.unit,
        period=entry.period,
        nature=Nature(entry.nature),
        class_code=entry.class_code,
        value=entry.value,
        numerator=entry.numerator,
        denominator=entry.denominator,
        done_on=entry.done_on,
        note=entry.note,
    )


def _subject(entry: Entry, report: Report) -> Subject:
    parts = [report.ledger_key, entry.indicator.code, entry.class_code]
    key = "/".join(part for part in parts if part)
    return Subject("entry", key, report.period.programme.code)
