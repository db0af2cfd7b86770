"""The reporting calendar: periods made from the decree's windows, edited, locked, extended."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assignments.models import Unit
from assignments.permissions import check_is_member, check_is_office
from indicators.models import Programme
from reports.models import Extension, ReportingPeriod, takes_reports
from reports.notices import NotificationKind, notify_office, notify_unit
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.labels import day_label
from tracker.common.timestamps import now, today

WORKING_DAYS_TO_SEND = 2
NO_PLAN = {"lock_on": None, "lock_planned_at": None, "lock_planned_by": None}
"""A period that stays open until somebody locks it."""
_SATURDAY = 5


class CalendarError(SentenceError):
    """A change of the calendar that makes no sense."""


def default_dates(year: int, quarter: int) -> tuple[date, date, date]:
    """Data window and deadline: 15/12 of the year before to 14/3, and so on, then 2 working days.

    Source: Decree 09/2019/NĐ-CP, art. 12; weekends do not count, public holidays are edited in.
    """
    month = 3 * quarter
    cut_off = date(year, month, 14)
    starts_on = date(year - 1, 12, 15) if quarter == 1 else date(year, month - 3, 15)
    return starts_on, cut_off, working_days_after(cut_off, WORKING_DAYS_TO_SEND)


def year_of_next_deadline(day: date) -> int:
    """The year of the first period whose usual deadline is that day or later."""
    return day.year + (day > default_dates(day.year, 4)[2])


def working_days_after(day: date, count: int) -> date:
    """The day `count` working days (Monday to Friday) later."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def open_year(
    *, programme: Programme, year: int, by: User | None, since: date | None = None
) -> list[ReportingPeriod]:
    """The four periods of a year; those that exist are left as they are. `by` None is the system.

    `since` leaves out what would have been due before that day. Raises NotAllowedError unless the
    person is of the Office.
    """
    if by is not None:
        check_is_office(by, programme)
    with transaction.atomic():
        made = []
        for quarter in (1, 2, 3, 4):
            starts_on, cut_off, deadline = default_dates(year, quarter)
            if since is not None and deadline < since:
                continue
            period, is_new = ReportingPeriod.objects.get_or_create(
                programme=programme,
                year=year,
                quarter=quarter,
                defaults={"starts_on": starts_on, "cut_off": cut_off, "deadline": deadline},
            )
            if is_new:
                record("period.opened", subject_of(period), by=by, after=_dates(period))
                made.append(period)
        return made


def change_dates(
    *, period: ReportingPeriod, starts_on: date, cut_off: date, deadline: date, by: User
) -> ReportingPeriod:
    """Move the window, cut-off or deadline of an open period; only the Office may.

    Reports that were sent keep their late mark, whatever becomes of the deadline. It must lie
    before the day on which the period locks by itself.
    """
    check_is_office(by, period.programme)
    wanted = {"starts_on": starts_on, "cut_off": cut_off, "deadline": deadline}
    _check_dates(period, **wanted)
    read = {name: getattr(period, name) for name in wanted}
    if wanted == read:
        return period
    with transaction.atomic():
        rows = ReportingPeriod.objects.filter(takes_reports(), pk=period.pk, **read)
        if not rows.filter(lock_on=period.lock_on).update(**wanted):
            raise CalendarError(_("Somebody else has just changed or locked this period."))
        before = _dates(period)
        period.refresh_from_db(fields=[*wanted, "locked_at", "locked_by"])
        record("period.moved", subject_of(period), by=by, before=before, after=_dates(period))
        return period


def _check_dates(
    period: ReportingPeriod, *, starts_on: date, cut_off: date, deadline: date
) -> None:
    if period.is_locked:
        raise CalendarError(_("This period is locked. Reopen it first."))
    if not starts_on < cut_off <= deadline:
        raise CalendarError(_("The window starts before the cut-off, the deadline follows it."))
    if period.lock_on is not None and deadline >= period.lock_on:
        raise CalendarError(
            _("This period locks by itself on %(day)s. Move that day first, or take it back.")
            % {"day": day_label(period.lock_on)}
        )
    quarter = period.period
    year = timedelta(days=366)
    if starts_on < quarter.starts_on - year or deadline > quarter.ends_on + year:
        raise CalendarError(_("These days lie more than a year from the period."))


def lock(*, period: ReportingPeriod, by: User) -> None:
    """Close a period: units can neither fill nor send any more."""
    check_is_office(by, period.programme)
    _set_lock(period, by=by, is_locked=True, reason="")


def reopen(*, period: ReportingPeriod, by: User, reason: str) -> None:
    """Open a locked period again; the reason stays in the ledger."""
    check_is_office(by, period.programme)
    if not reason.strip():
        raise CalendarError(_("Say why the period is opened again."))
    _set_lock(period, by=by, is_locked=False, reason=reason.strip())


def _set_lock(period: ReportingPeriod, *, by: User, is_locked: bool, reason: str) -> None:
    """Either way the period does not lock by itself until that is ordered anew."""
    with transaction.atomic():
        wanted = Q(locked_at=None) if is_locked else ~takes_reports()
        rows = ReportingPeriod.objects.filter(wanted, pk=period.pk)
        moment = now() if is_locked else None
        if not rows.update(locked_at=moment, locked_by=by if is_locked else None, **NO_PLAN):
            raise CalendarError(_("Somebody else has just locked or reopened this period."))
        verb = "period.locked" if is_locked else "period.reopened"
        record(verb, subject_of(period), by=by, reason=reason)
    period.refresh_from_db()


def hold(period: ReportingPeriod) -> ReportingPeriod:
    """The period as it stands; nobody else changes it until the transaction ends."""
    return ReportingPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)


def deadline_for(period: ReportingPeriod, unit: Unit) -> date:
    """The unit's own deadline: the period's, or a later one that the Office granted."""
    return deadlines_for(period, [unit])[unit.pk]


def deadlines_for(period: ReportingPeriod, units: Collection[Unit]) -> dict[int, date]:
    """The deadlines of many units by their keys; one query."""
    granted = Extension.objects.filter(period=period, unit__in=units, granted_until__isnull=False)
    deadlines = {unit.pk: period.deadline for unit in units}
    for key, day in granted.values_list("unit_id", "granted_until"):
        if day is not None:
            deadlines[key] = max(deadlines[key], day)
    return deadlines


def ask_extension(
    *, period: ReportingPeriod, unit: Unit, reason: str, wanted_until: date, by: User
) -> Extension:
    """A unit asks for more time, with a reason and a day after its present deadline."""
    check_is_member(by, unit)
    if not reason.strip():
        raise CalendarError(_("Say why more time is needed."))
    if period.is_locked:
        raise CalendarError(_("This period is locked."))
    if wanted_until <= deadline_for(period, unit):
        raise CalendarError(_("The day asked for must lie after the present deadline."))
    try:
        with transaction.atomic():
            extension = Extension.objects.create(
                period=period,
                unit=unit,
                reason=reason.strip(),
                wanted_until=wanted_until,
                asked_by=by,
            )
            subject = _extension_subject(extension)
            after = {"wanted_until": wanted_until.isoformat()}
            record("extension.asked", subject, by=by, after=after, reason=extension.reason)
            notify_office(
                NotificationKind.EXTENSION_ASKED, period, unit, words=extension.reason, by=by
            )
    except IntegrityError as error:
        raise CalendarError(_("A request of this unit is still undecided.")) from error
    return extension


def decide_extension(
    *, extension: Extension, granted_until: date | None, answer: str, by: User
) -> None:
    """The Office grants a new deadline, or declines (None) with an answer; nobody decides on
    what they asked for themselves."""
    period = extension.period
    check_is_office(by, period.programme)
    if extension.asked_by_id == by.pk:
        raise NotAllowedError(_("Nobody decides on a request of their own."))
    if granted_until is None and not answer.strip():
        raise CalendarError(_("Say why the request is declined."))
    if granted_until is not None and granted_until <= period.deadline:
        raise CalendarError(_("The new deadline must lie after the period's own."))
    with transaction.atomic():
        _check_is_open_until(granted_until, period)
        decided = Extension.objects.filter(pk=extension.pk, decided_at__isnull=True).update(
            decided_at=now(), decided_by=by, granted_until=granted_until, answer=answer.strip()
        )
        if not decided:
            raise CalendarError(_("Somebody else has already decided on this request."))
        verb = "extension.granted" if granted_until else "extension.declined"
        after = {"granted_until": granted_until.isoformat() if granted_until else None}
        subject = _extension_subject(extension)
        record(verb, subject, by=by, after=after, reason=answer.strip())
        kind = NotificationKind.EXTENSION_DECLINED
        if granted_until is not None:
            kind = NotificationKind.EXTENSION_GRANTED
        notify_unit(kind, period, extension.unit, words=answer, day=granted_until, by=by)
    extension.refresh_from_db()


def _check_is_open_until(granted_until: date | None, period: ReportingPeriod) -> None:
    """CalendarError for more time than the period stays open, as it stands in this transaction."""
    lock_on = hold(period).lock_on
    if granted_until is not None and lock_on is not None and granted_until >= lock_on:
        raise CalendarError(
            _(
                "The period locks by itself on %(day)s: the unit could not send on its last day. "
                "Move that day first, or grant a day before it."
            )
            % {"day": day_label(lock_on)}
        )


def current_period(programme: Programme) -> ReportingPeriod | None:
    """The period in whose window today lies, else the last one begun."""
    begun = ReportingPeriod.objects.filter(programme=programme, starts_on__lte=today())
    return begun.order_by("-year", "-quarter").first()


def _dates(period: ReportingPeriod) -> dict[str, str]:
    return {
        name: getattr(period, name).isoformat() for name in ("starts_on", "cut_off", "deadline")
    }


def subject_of(period: ReportingPeriod) -> Subject:
    """The period for the ledger."""
    return Subject("period", str(period.period), period.programme.code)


def _extension_subject(extension: Extension) -> Subject:
    key = f"{extension.unit.code}/{extension.period.period}"
    return Subject("extension", key, extension.period.programme.code)
