"""What the Office has before it: reports under review, most suspicious and weighty first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from indicators.method.status import Status
from indicators.models import Programme
from reports.assessment import Assessment, ProgrammeAssessment, assess_programme
from reports.checks import Warning_, warnings_of
from reports.models import (
    Entry,
    EntryState,
    Report,
    ReportState,
    TaskUpdate,
)
from reports.queries.history import EntryHistory, context_of, shared_histories
from reports.queries.shares import Shares, shares_in
from reports.queries.task_history import (
    UpdateHistory,
    update_context,
    update_histories,
    updates_by_report,
)
from reports.task_checks import UpdateWarning, update_warnings
from tracker.common.timestamps import now, today

PEOPLE = ("submitted_by", "signed_by", "returned_by", "approved_by")
SENT = (ReportState.SUBMITTED, ReportState.RETURNED)
"""Under review. A draft, or a report that waits for the head, is not the Office's to see."""
SEVERITY = {
    Warning_.SLIP_1000: 3,
    Warning_.SLIP_100: 3,
    Warning_.FALLING_TOTAL: 2,
    Warning_.JUMP: 1,
    Warning_.NO_CHANGE: 1,
    UpdateWarning.UNPROVEN: 2,
    UpdateWarning.FALLING: 2,
    UpdateWarning.DONE_LATE: 1,
    UpdateWarning.NO_CHANGE: 1,
}
LATE = 1
Urgency = tuple[bool, int, Decimal, datetime, int]
OFF_TRACK = frozenset({Status.MISSED, Status.AT_RISK, Status.BEHIND, Status.NO_DATA})


@dataclass(frozen=True)
class Case:
    """A report with its lines, what stands beside them and what looks odd about them."""

    report: Report
    entries: tuple[Entry, ...]
    histories: Mapping[int, EntryHistory]
    warnings: Mapping[int, tuple[Warning_, ...]]
    assessments: Mapping[int, Assessment]
    shares: Shares
    updates: tuple[TaskUpdate, ...] = ()
    update_histories: Mapping[int, UpdateHistory] = field(default_factory=dict)
    update_warnings: Mapping[int, tuple[UpdateWarning, ...]] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Entry | TaskUpdate, ...]:
        """Everything in it: its figures, then its task updates, the most suspicious first."""
        return (*self.entries, *sorted(self.updates, key=self._doubt))

    @property
    def filled(self) -> int:
        """How many lines are there."""
        return sum(line.is_filled for line in self.lines)

    @property
    def undecided(self) -> tuple[Entry | TaskUpdate, ...]:
        """The lines that wait for the Office."""
        waits = self.report.state in SENT
        return tuple(one for one in self.lines if waits and one.state == EntryState.OPEN)

    def warnings_of(self, line: Entry | TaskUpdate) -> Sequence[Warning_ | UpdateWarning]:
        """What looks odd about a line."""
        if isinstance(line, TaskUpdate):
            return self.update_warnings.get(line.pk, ())
        return self.warnings.get(line.pk, ())

    def _doubt(self, update: TaskUpdate) -> int:
        """Sorts the undecided ones that look odd before the others, the gravest first."""
        is_open = update.state == EntryState.OPEN
        return -sum(SEVERITY[one] for one in self.warnings_of(update)) if is_open else 0

    @property
    def warning_count(self) -> int:
        """How many soft checks the undecided lines trip."""
        return len(self._open_warnings)

    @property
    def suspicion(self) -> int:
        """Severity of every warning of an undecided line, and one for a late report."""
        return sum(SEVERITY[one] for one in self._open_warnings) + LATE * self.report.is_late

    @property
    def _open_warnings(self) -> list[Warning_ | UpdateWarning]:
        return [one for line in self.undecided for one in self.warnings_of(line)]

    @property
    def off_track(self) -> tuple[Assessment, ...]:
        """The indicators in it that are off track, or have no figure yet."""
        own = {entry.indicator_id for entry in self.entries}
        judged = (self.assessments[key] for key in sorted(own) if key in self.assessments)
        return tuple(one for one in judged if _is_off_track(one))

    @property
    def weight(self) -> Decimal:
        """Indicators off track, each with the unit's share in it: 1 where it speaks for all."""
        return sum((self.share_in(one) for one in self.off_track), Decimal(0))

    def share_in(self, assessment: Assessment) -> Decimal:
        """The unit's share in one of the indicators off track."""
        return self.shares.of(self.report.unit, assessment)

    @property
    def urgency(self) -> Urgency:
        """Sorts a queue: waits for the Office, suspicious, weighty, then the oldest."""
        report = self.report
        with_unit = report.state == ReportState.RETURNED
        sent = report.submitted_at or now()
        return with_unit, -self.suspicion, -self.weight, sent, report.pk


@dataclass(frozen=True)
class Queue:
    """Every report under review in order of urgency."""

    cases: tuple[Case, ...]

    def following(self, urgency: Urgency) -> Report | None:
        """What waits for the Office after a report of that urgency; else what stands before."""
        waiting = [one for one in self.cases if one.report.state == ReportState.SUBMITTED]
        after = [one.report for one in waiting if one.urgency > urgency]
        before = [one.report for one in waiting if one.urgency < urgency]
        return next(iter(after), None) or next(reversed(before), None)

    def after(self, report: Report, step: int = 1) -> Report | None:
        """The report that follows (step −1: precedes) that waits for the Office; no going round.

        After a report that is no longer in the queue comes its first.
        """
        waiting = [
            one.report
            for one in self.cases
            if one.report.state == ReportState.SUBMITTED or one.report.pk == report.pk
        ]
        keys = [one.pk for one in waiting]
        place = keys.index(report.pk) + step if report.pk in keys else 0
        return waiting[place] if 0 <= place < len(waiting) else None


def case_of(report: Report) -> Case:
    """One report by itself: what stands beside its lines and how urgent it is."""
    (case,) = _cases(report.period.programme, [report])
    return case


def queue_of(programme: Programme, also: Report | None = None) -> tuple[Queue, Case | None]:
    """The queue, and the case of a report that may stand outside it. Twelve queries in all."""
    reports = list(
        Report.objects.filter(period__programme=programme, state__in=SENT).select_related(
            "unit", "period", *PEOPLE
        )
    )
    others = [also] if also is not None and also.pk not in {one.pk for one in reports} else []
    cases = _cases(programme, [*reports, *others])
    keys = {one.pk for one in reports}
    queue = Queue(tuple(sorted((c for c in cases if c.report.pk in keys), key=lambda c: c.urgency)))
    wanted = also.pk if also is not None else None
    return queue, next((one for one in cases if one.report.pk == wanted), None)


def _cases(programme: Programme, reports: Sequence[Report]) -> list[Case]:
    entries: dict[int, list[Entry]] = defaultdict(list)
    found = Entry.objects.filter(report__in=reports).select_related("indicator__group")
    by_key = {report.pk: report for report in reports}
    for entry in found.order_by("indicator__position", "id"):
        entry.report = by_key[entry.report_id]
        entry.report.period.programme = programme
        entries[entry.report_id].append(entry)
    state = assess_programme(programme, today())
    reported = {entry.indicator_id for own in entries.values() for entry in own}
    concerned = [a for a in state.indicators if a.indicator.pk in reported and _is_off_track(a)]
    shares = shares_in(state, concerned)
    units = {report.pk: report.unit_id for report in reports}
    histories = shared_histories(units, [e for own in entries.values() for e in own], state)
    updates = updates_by_report(reports)
    spoken = update_histories(reports, [u for own in updates.values() for u in own])
    return [
        _with_updates(
            _case(report, entries[report.pk], histories, state, shares),
            updates.get(report.pk, ()),
            spoken,
        )
        for report in reports
    ]


def _with_updates(
    case: Case, updates: Sequence[TaskUpdate], histories: Mapping[int, UpdateHistory]
) -> Case:
    for update in updates:
        update.assignment.programme = case.report.period.programme
    own = {update.pk: histories[update.pk] for update in updates}
    found = {one.pk: update_warnings(update_context(one, own[one.pk])) for one in updates}
    return replace(
        case,
        updates=tuple(updates),
        update_histories=own,
        update_warnings={key: warnings for key, warnings in found.items() if warnings},
    )


def _case(
    report: Report,
    entries: Sequence[Entry],
    histories: Mapping[int, EntryHistory],
    state: ProgrammeAssessment,
    shares: Shares,
) -> Case:
    own = {entry.pk: histories[entry.pk] for entry in entries}
    found = {entry.pk: warnings_of(context_of(entry, own[entry.pk])) for entry in entries}
    return Case(
        report=report,
        entries=tuple(entries),
        histories=own,
        warnings={key: warnings for key, warnings in found.items() if warnings},
        assessments={one.indicator.pk: one for one in state.indicators},
        shares=shares,
    )


def _is_off_track(assessment: Assessment) -> bool:
    headline = assessment.headline
    judged = headline.judgement if headline is not None else None
    return judged is not None and judged.status in OFF_TRACK
