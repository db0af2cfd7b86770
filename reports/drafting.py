"""A unit's draft: made on the first visit with what is owed, and kept to what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from assignments.models import Assignment, Unit
from assignments.permissions import check_is_member, check_is_office
from reports.models import Entry, EntryState, Report, ReportingPeriod, ReportState, TaskUpdate
from reports.models.line import Line
from reports.obligations import Obligation, obligations_by_unit
from reports.reporting import latest_report, latest_reports, subject_of
from reports.task_duties import tasks_by_period
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
    return _open(period, unit, by)


def open_for_units(
    *, period: ReportingPeriod, units: Sequence[Unit], by: User
) -> dict[int, Report]:
    """The same for the Office, which brings the forms that units sent it: by unit, all or none."""
    check_is_office(by, period.programme)
    with transaction.atomic():
        known = latest_reports(period, units)
        prefetch_related_objects(list(known.values()), "entries", "task_updates")
        duties = duties_of(period, units)
        for unit in units:
            if unit.pk in known:
                _follow(known[unit.pk], duties[unit.pk], by)
            else:
                known[unit.pk] = _begin(period, unit, duties[unit.pk], by)
    return known


@dataclass(frozen=True)
class Duties:
    """What a unit owes in a period: figures, and words on its tasks."""

    owed: Sequence[Obligation] = ()
    tasks: Sequence[Assignment] = ()

    def __bool__(self) -> bool:
        return bool(self.owed or self.tasks)


def duties_of(period: ReportingPeriod, units: Sequence[Unit]) -> dict[int, Duties]:
    """The duties of each of the units by their keys; four queries."""
    owed = obligations_by_unit(period, list(units))
    tasks = tasks_by_period(period.programme, [period], list(units))[period.pk]
    return {unit.pk: Duties(owed.get(unit.pk, ()), tasks.get(unit.pk, ())) for unit in units}


def check_can_begin(period: ReportingPeriod, duties: Duties) -> None:
    """WrongStateError unless there can be a first draft for a unit with these duties."""
    if not duties:
        raise WrongStateError(_("This unit owes nothing in this period."))
    if today() < period.starts_on:
        raise WrongStateError(_("This period has not begun."))
    if period.is_locked:
        raise WrongStateError(_("The period is locked. Ask the Office to reopen it."))


def _open(period: ReportingPeriod, unit: Unit, by: User) -> Report:
    report = latest_report(period, unit)
    if report is None:
        return _begin(period, unit, duties_of(period, [unit])[unit.pk], by)
    follow_duties(report=report, by=by)
    return report


def _begin(period: ReportingPeriod, unit: Unit, duties: Duties, by: User) -> Report:
    check_can_begin(period, duties)
    try:
        with transaction.atomic():
            report = Report.objects.create(period=period, unit=unit, created_by=by)
            Entry.objects.bulk_create(new_entries(report, duties.owed))
            TaskUpdate.objects.bulk_create(new_updates(report, duties.tasks))
            record("report.opened", subject_of(report), by=by)
    except IntegrityError:
        known = latest_report(period, unit)
        if known is None:
            raise
        return known
    return report


def follow_duties(*, report: Report, by: User) -> bool:
    """Bring an open first report to what the unit owes now; whether anything was different.

    A merger, another lead or an ended measure can change it while the draft is filled. Nothing that
    anybody filled, returned or put a file beside is dropped; a correction stays what it corrects.
    """
    if not may_follow(report):
        return False
    return _follow(report, duties_of(report.period, [report.unit])[report.unit_id], by)


def _follow(report: Report, duties: Duties, by: User) -> bool:
    new = news_of(report, duties)
    if not new:
        return False
    try:
        with transaction.atomic():
            hold(Verb.FILL, report)
            Entry.objects.bulk_create(new_entries(report, new.owed))
            TaskUpdate.objects.bulk_create(new_updates(report, new.tasks))
            dropped = (*new.no_longer_owed, *new.no_longer_led)
            report.entries.filter(pk__in=new.no_longer_owed, evidence__isnull=True).delete()
            report.task_updates.filter(pk__in=new.no_longer_led, evidence__isnull=True).delete()
            after = {"added": len(new.owed) + len(new.tasks), "dropped": len(dropped)}
            record("report.followed", subject_of(report), by=by, after=after)
    except IntegrityError:
        return False  # somebody else opened it at the same moment and did it
    return True


@dataclass(frozen=True)
class News:
    """How what a unit owes differs from what its draft holds; the last two are keys of lines."""

    owed: Sequence[Obligation] = ()
    tasks: Sequence[Assignment] = ()
    no_longer_owed: Sequence[int] = ()
    no_longer_led: Sequence[int] = ()

    def __bool__(self) -> bool:
        return bool(self.owed or self.tasks or self.no_longer_owed or self.no_longer_led)


def may_follow(report: Report) -> bool:
    """Whether the report is a first one with its unit; one that is sent or corrects stays."""
    is_open = report.state in _WITH_THE_UNIT and not report.period.is_locked
    return is_open and report.revision == 1


def news_of(report: Report, duties: Duties) -> News:
    """What `follow_duties` would add and drop where the unit owes this."""
    if not may_follow(report):
        return News()
    owed = {one.key: one for one in duties.owed}
    tasks = {one.pk: one for one in duties.tasks}
    entries = {(one.indicator_id, one.class_code): one for one in report.entries.all()}
    updates = {one.assignment_id: one for one in report.task_updates.all()}
    dropped = [one.pk for key, one in entries.items() if key not in owed and _is_untouched(one)]
    taken = [one.pk for key, one in updates.items() if key not in tasks and _is_untouched(one)]
    return News(
        owed=[one for key, one in owed.items() if key not in entries],
        tasks=[one for key, one in tasks.items() if key not in updates],
        no_longer_owed=_without_files(report.entries.filter(pk__in=dropped)) if dropped else (),
        no_longer_led=_without_files(report.task_updates.filter(pk__in=taken)) if taken else (),
    )


def _is_untouched(line: Line) -> bool:
    return line.updated_at is None and line.state == EntryState.OPEN


def _without_files(lines: QuerySet[Entry] | QuerySet[TaskUpdate]) -> list[int]:
    return list(lines.filter(evidence__isnull=True).values_list("pk", flat=True))


def new_entries(report: Report, owed: Sequence[Obligation]) -> list[Entry]:
    """Empty figures for what is owed, not stored yet."""
    return [
        Entry(
            report=report,
            indicator=one.indicator,
            year=one.period.year,
            quarter=one.period.quarter or 0,
            class_code=one.class_code,
        )
        for one in owed
    ]


def new_updates(report: Report, tasks: Sequence[Assignment]) -> list[TaskUpdate]:
    """Empty updates for the tasks that are owed, not stored yet."""
    return [TaskUpdate(report=report, assignment=one) for one in tasks]
