"""The Office's side of a report: approve or return one figure, many, or the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.method.facts import Nature
from reports.actions import record_figures
from reports.entries import FigureEntry
from reports.models import Entry, EntryState, Report, ReportState
from reports.notices import NotificationKind, notify_unit
from reports.reporting import subject_of
from reports.workflow import LOST_RACE, LostRaceError, Verb, WrongStateError, check_can, claim, hold
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record, record_all
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.timestamps import now, today

Seen = Mapping[int, int]
"""Entry key → the version that the reviewer looked at; anything newer is a lost race."""


class BulkApprovalError(SentenceError):
    """One of several reports could not be approved, therefore none was; `report` is the one."""

    def __init__(self, report: Report, why: SentenceError) -> None:
        super().__init__(
            _("No report was approved. %(unit)s: %(why)s") % {"unit": report.unit, "why": why}
        )
        self.report = report


def return_entries(
    *, report: Report, reasons: Mapping[int, str], by: User, seen: Seen | None = None
) -> Report:
    """Return figures (entry key → reason); the report goes back to the unit with them."""
    check_can(by, Verb.RETURN, report)
    if not reasons or not all(reason.strip() for reason in reasons.values()):
        raise WrongStateError(_("Choose the figures and give a reason for each."))
    words = "; ".join(dict.fromkeys(reason.strip() for reason in reasons.values()))
    with transaction.atomic():
        hold(Verb.RETURN, report)
        entries = _entries(report, list(reasons), seen)
        _check_not_own(report, entries, by)
        for entry in entries:
            _set_state(entry, EntryState.RETURNED, return_reason=reasons[entry.pk].strip())
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
        record("report.returned", subject_of(report), by=by, reason=words)
        notify_unit(NotificationKind.REPORT_RETURNED, report.period, report.unit, words=words)
    return report


def return_report(*, report: Report, reason: str, by: User) -> Report:
    """Return every figure that is not approved yet, all for one reason."""
    waiting = report.entries.exclude(state=EntryState.APPROVED).values_list("pk", flat=True)
    return return_entries(report=report, reasons=dict.fromkeys(waiting, reason), by=by)


def approve_entries(
    *, report: Report, keys: Sequence[int], by: User, seen: Seen | None = None
) -> Report:
    """Approve figures: they count from today in every judgement.

    The last one approves the report. Nobody approves figures that they filled or sent themselves.
    """
    check_can(by, Verb.APPROVE, report)
    if not keys:
        raise WrongStateError(_("Choose the figures to approve."))
    with transaction.atomic():
        hold(Verb.APPROVE, report)
        entries = _entries(report, keys, seen)
        if any(not entry.is_filled or entry.state == EntryState.RETURNED for entry in entries):
            raise WrongStateError(_("A figure that is missing or returned cannot be approved."))
        _check_not_own(report, entries, by)
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
    in_one_order = sorted(reports, key=lambda one: one.pk)  # two people cannot block each other
    with transaction.atomic():
        for report in in_one_order:
            try:
                approve_report(report=report, by=by)
            except SentenceError as error:
                raise BulkApprovalError(report, error) from error
    return len(reports)


def _approve_if_complete(report: Report, *, by: User) -> None:
    if report.entries.exclude(state=EntryState.APPROVED).exists():
        claim(report)
        return
    claim(report, state=ReportState.APPROVED, approved_at=now(), approved_by=by)
    record("report.approved", subject_of(report), by=by)
    notify_unit(NotificationKind.REPORT_APPROVED, report.period, report.unit)


def _entries(report: Report, keys: Sequence[int], seen: Seen | None) -> list[Entry]:
    """The named entries of this report that are not approved yet, as they were seen."""
    found = report.entries.filter(pk__in=keys).select_related("indicator")
    entries = [entry for entry in found if entry.state != EntryState.APPROVED]
    is_newer = seen is not None and any(seen.get(one.pk) != one.version for one in entries)
    if is_newer or len(entries) < len(set(keys)):
        raise LostRaceError(LOST_RACE)
    return entries


def is_own(report: Report, entry: Entry, user: User) -> bool:
    """Whether the person filled the figure, or sent or signed the report it is in."""
    return user.pk in (report.submitted_by_id, report.signed_by_id, entry.updated_by_id)


def _check_not_own(report: Report, entries: Sequence[Entry], by: User) -> None:
    """Not even where somebody else touched the cell later: the ledger knows who ever filled it."""
    filled = Event.objects.filter(
        verb="entry.filled",
        actor=by,
        programme_code=report.period.programme.code,
        subject_key__in=[_subject(entry, report).key for entry in entries],
    )
    if any(is_own(report, entry, by) for entry in entries) or filled.exists():
        raise NotAllowedError(OWN_FIGURES)


OWN_FIGURES: Promise = gettext_lazy("Nobody reviews figures that they filled or sent themselves.")


def _set_state(entry: Entry, state: EntryState, *, return_reason: str) -> None:
    rows = Entry.objects.filter(pk=entry.pk, state=entry.state, version=entry.version)
    if not rows.update(state=state, return_reason=return_reason):
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
        author=entry.updated_by_id,
    )


def _subject(entry: Entry, report: Report) -> Subject:
    parts = [report.ledger_key, entry.indicator.code, entry.class_code]
    key = "/".join(part for part in parts if part)
    return Subject("entry", key, report.period.programme.code)
