"""The Office's side of a report: approve or return one figure, many, or the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.method.facts import Nature
from reports.actions import record_figures
from reports.claiming import LostRaceError
from reports.entries import FigureEntry
from reports.four_eyes import check_lent
from reports.models import Entry, EntryState, Report, ReportState, TaskUpdate
from reports.models.line import Line
from reports.notices import NotificationKind, notify_unit
from reports.observing.keeping import hold as hold_programmes
from reports.reporting import subject_of
from reports.task_progress import close_by
from reports.workflow import LOST_RACE, Verb, WrongStateError, check_can, claim, hold
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record, record_all
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.timestamps import now, today

Seen = Mapping[int, int]
"""Key of a line → the version that the reviewer looked at; anything newer is a lost race."""
_NOTHING: Mapping[int, str] = MappingProxyType({})
LineType = TypeVar("LineType", Entry, TaskUpdate)


class BulkApprovalError(SentenceError):
    """One of several reports could not be approved, therefore none was; `report` is the one."""

    def __init__(self, report: Report, why: SentenceError) -> None:
        super().__init__(
            _("No report was approved. %(unit)s: %(why)s") % {"unit": report.unit, "why": why}
        )
        self.report = report


def return_entries(
    *,
    report: Report,
    reasons: Mapping[int, str],
    by: User,
    seen: Seen | None = None,
    updates: Mapping[int, str] = _NOTHING,
    seen_updates: Seen | None = None,
) -> Report:
    """Return figures and task updates (key → reason); the report goes back with them."""
    check_can(by, Verb.RETURN, report)
    said = [reason.strip() for reason in (*reasons.values(), *updates.values())]
    if not said or not all(said):
        raise WrongStateError(_("Choose the figures and give a reason for each."))
    words = "; ".join(dict.fromkeys(said))
    with transaction.atomic():
        hold(Verb.RETURN, report)
        lines = _lines(report, (list(reasons), seen), (list(updates), seen_updates))
        _check_not_own(report, lines, by)
        for line in lines:
            given = updates if isinstance(line, TaskUpdate) else reasons
            _set_state(line, EntryState.RETURNED, return_reason=given[line.pk].strip())
        claim(
            report,
            state=ReportState.RETURNED,
            returned_at=now(),
            returned_by=by,
            return_reason=words,
        )
        for line in lines:
            given = updates if isinstance(line, TaskUpdate) else reasons
            subject = line_subject(line, report)
            record(f"{subject.kind}.returned", subject, by=by, reason=given[line.pk].strip())
        record("report.returned", subject_of(report), by=by, reason=words)
        kind = NotificationKind.REPORT_RETURNED
        notify_unit(kind, report.period, report.unit, words=words, by=by)
    return report


def return_report(*, report: Report, reason: str, by: User) -> Report:
    """Return every line that is not approved yet, all for one reason."""
    entries, updates = _waiting(report)
    return return_entries(
        report=report,
        reasons=dict.fromkeys(entries, reason),
        updates=dict.fromkeys(updates, reason),
        by=by,
    )


def approve_entries(
    *,
    report: Report,
    keys: Sequence[int],
    by: User,
    seen: Seen | None = None,
    updates: Sequence[int] = (),
    seen_updates: Seen | None = None,
) -> Report:
    """Approve figures and task updates: they count from today in every judgement.

    The last one approves the report. Nobody approves what they filled or sent themselves, or could
    have sent in the name of somebody whose password they gave.
    """
    check_can(by, Verb.APPROVE, report)
    if not (keys or updates):
        raise WrongStateError(_("Choose the figures to approve."))
    with transaction.atomic():
        hold_programmes([report.period.programme])
        hold(Verb.APPROVE, report)
        lines = _lines(report, (keys, seen), (updates, seen_updates))
        if any(not line.is_filled or line.state == EntryState.RETURNED for line in lines):
            raise WrongStateError(_("A figure that is missing or returned cannot be approved."))
        _check_not_own(report, lines, by)
        check_lent(report, by)
        entries = [line for line in lines if isinstance(line, Entry)]
        done = [line for line in lines if isinstance(line, TaskUpdate)]
        for entry in entries:
            _set_state(entry, EntryState.APPROVED, return_reason="")
        if entries:
            record_figures(
                programme=report.period.programme,
                entries=[_figure_entry(entry, report) for entry in entries],
                by=by,
                approve=True,
                known_on=today(),
            )
        for update in done:
            _set_state(update, EntryState.APPROVED, return_reason="", approved_on=today())
        close_by(done, by=by)
        subjects = [line_subject(line, report) for line in lines]
        record_all([(f"{one.kind}.approved", one, None, None) for one in subjects], by=by)
        _approve_if_complete(report, by=by)
    return report


def approve_report(*, report: Report, by: User) -> Report:
    """Approve every line that is not approved yet, and with them the report."""
    entries, updates = _waiting(report)
    return approve_entries(report=report, keys=entries, updates=updates, by=by)


def _waiting(report: Report) -> tuple[list[int], list[int]]:
    """The keys of the figures and task updates that are not approved yet."""
    entries = report.entries.exclude(state=EntryState.APPROVED).values_list("pk", flat=True)
    updates = report.task_updates.exclude(state=EntryState.APPROVED).values_list("pk", flat=True)
    return list(entries), list(updates)


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
    if any(_waiting(report)):
        claim(report)
        return
    claim(report, state=ReportState.APPROVED, approved_at=now(), approved_by=by)
    record("report.approved", subject_of(report), by=by)
    notify_unit(NotificationKind.REPORT_APPROVED, report.period, report.unit, by=by)


def _lines(
    report: Report,
    figures: tuple[Sequence[int], Seen | None],
    updates: tuple[Sequence[int], Seen | None],
) -> list[Entry | TaskUpdate]:
    """The named lines of this report that are not approved yet, as they were seen."""
    lines: list[Entry | TaskUpdate] = []
    lines += _as_seen(report.entries.select_related("indicator"), *figures)
    lines += _as_seen(report.task_updates.select_related("assignment__task"), *updates)
    return lines


def _as_seen(rows: QuerySet[LineType], keys: Sequence[int], seen: Seen | None) -> list[LineType]:
    if not keys:
        return []
    lines = [one for one in rows.filter(pk__in=keys) if one.state != EntryState.APPROVED]
    is_newer = seen is not None and any(seen.get(one.pk) != one.version for one in lines)
    if is_newer or len(lines) < len(set(keys)):
        raise LostRaceError(LOST_RACE)
    return lines


def is_own(report: Report, line: Line, user: User) -> bool:
    """Whether the person filled the line, or sent or signed the report it is in."""
    return user.pk in (report.submitted_by_id, report.signed_by_id, line.updated_by_id)


def _check_not_own(report: Report, lines: Sequence[Entry | TaskUpdate], by: User) -> None:
    """Not even where somebody else touched the cell later: the ledger knows who ever filled it."""
    filled = Event.objects.filter(
        verb__in=("entry.filled", "task_update.filled"),
        actor=by,
        programme_code=report.period.programme.code,
        subject_key__in=[line_subject(line, report).key for line in lines],
    )
    if any(is_own(report, line, by) for line in lines) or filled.exists():
        raise NotAllowedError(OWN_FIGURES)


OWN_FIGURES: Promise = gettext_lazy("Nobody reviews figures that they filled or sent themselves.")


def _set_state(line: Entry | TaskUpdate, state: EntryState, **changes: object) -> None:
    rows = type(line)._default_manager.filter(pk=line.pk, state=line.state, version=line.version)
    if not rows.update(state=state, **changes):
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


def line_subject(line: Entry | TaskUpdate, report: Report) -> Subject:
    """A line of the report for the ledger."""
    if isinstance(line, TaskUpdate):
        kind, parts = "task_update", [report.ledger_key, line.assignment.subject_code]
    else:
        kind, parts = "entry", [report.ledger_key, line.indicator.code, line.class_code]
    key = "/".join(part for part in parts if part)
    return Subject(kind, key, report.period.programme.code)
