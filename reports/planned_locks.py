"""A period that locks by itself: the Office orders the day, the background work carries it out."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.permissions import check_is_office
from reports.calendar import NO_PLAN, CalendarError, hold, subject_of
from reports.models import Extension, ReportingPeriod
from tracker.accounts.models import User
from tracker.audit.ledger import record
from tracker.common.labels import day_label
from tracker.common.timestamps import now, today

FARTHEST = timedelta(days=366)
"""How long after its deadline a period may still lock by itself."""


def plan_lock(*, period: ReportingPeriod, lock_on: date | None, by: User) -> None:
    """The Office orders that the period locks by itself when that day begins; None takes it back.

    The day lies ahead, after the deadline and after every extension that was granted: whoever was
    given time can send until the end of it. CalendarError otherwise.
    """
    check_is_office(by, period.programme)
    with transaction.atomic():
        standing = hold(period)
        _check_is_as_seen(standing, period)
        if lock_on == standing.lock_on:
            return
        if lock_on is not None:
            _check_day(standing, lock_on)
        plan = {"lock_on": lock_on, "lock_planned_at": now(), "lock_planned_by": by}
        ReportingPeriod.objects.filter(pk=period.pk).update(**(plan if lock_on else NO_PLAN))
        verb = "period.lock_planned" if lock_on else "period.lock_unplanned"
        before, after = _told(standing.lock_on), _told(lock_on)
        record(verb, subject_of(period), by=by, before=before, after=after)
    period.refresh_from_db()


def lock_as_planned(*, period: ReportingPeriod) -> bool:
    """Lock the period in the name of who ordered it, if that still holds and its day has come.

    Whoever locks, reopens or orders otherwise at the same moment goes before; False then.
    """
    with transaction.atomic():
        rows = ReportingPeriod.objects.filter(
            pk=period.pk,
            locked_at=None,
            lock_on=period.lock_on,
            lock_on__lte=today(),
            lock_planned_by=period.lock_planned_by_id,
        )
        if not rows.update(locked_at=now(), locked_by=period.lock_planned_by_id, **NO_PLAN):
            return False
        told = _told(period.lock_on)
        by = period.lock_planned_by
        record("period.locked_as_planned", subject_of(period), by=by, before=told)
    return True


def _check_is_as_seen(standing: ReportingPeriod, seen: ReportingPeriod) -> None:
    if standing.is_locked:
        raise CalendarError(_("This period is locked. Reopen it first."))
    if standing.lock_on != seen.lock_on:
        raise CalendarError(_("Somebody else has just changed or locked this period."))


def _check_day(period: ReportingPeriod, lock_on: date) -> None:
    if lock_on <= today():
        raise CalendarError(_("Choose a day after today. To lock the period now, use “Lock”."))
    if lock_on <= period.deadline:
        raise CalendarError(
            _("The period locks by itself after its deadline, %(day)s, at the earliest.")
            % {"day": day_label(period.deadline)}
        )
    if lock_on > period.deadline + FARTHEST:
        raise CalendarError(_("This day lies more than a year after the deadline."))
    granted = Extension.objects.filter(period=period, granted_until__gte=lock_on)
    last = granted.select_related("unit").order_by("-granted_until", "unit__code").first()
    if last is not None and last.granted_until is not None:
        raise CalendarError(
            _("%(unit)s has time until %(day)s. Choose a later day.")
            % {"unit": last.unit.name, "day": day_label(last.granted_until)}
        )


def _told(day: date | None) -> dict[str, str] | None:
    return {"lock_on": day.isoformat()} if day is not None else None
