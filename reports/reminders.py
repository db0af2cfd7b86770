"""Đôn đốc: the Office chases units; rows first, delivered by the background work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assignments.models import Membership, Unit
from assignments.permissions import UNIT_ROLES, check_is_office
from reports.models import Reminder, ReportingPeriod
from reports.notices import NotificationKind, notify_unit
from reports.queries.completeness import completeness
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record_all
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now, today


class ReminderError(SentenceError):
    """Nobody can be chased for this period now."""


@dataclass(frozen=True)
class Reminded:
    """What became of a chase: who is reminded now, who was today already, who need not be.

    `unreached` are those of the first whom nobody would read for: no active person.
    """

    queued: tuple[Unit, ...] = ()
    already: tuple[Unit, ...] = ()
    not_owing: tuple[Unit, ...] = ()
    unreached: tuple[Unit, ...] = ()


def remind(*, period: ReportingPeriod, units: Sequence[Unit], by: User) -> Reminded:
    """Queue one reminder for each unit with whom its report lies: not sent yet, or returned.

    At most one per unit and day, whatever the period: a second one is named in the result.
    Raises ReminderError for a period in which nothing can be sent.
    """
    check_is_office(by, period.programme)
    _check_is_running(period)
    wanted = list(dict.fromkeys(units))
    owing = _owing(period, wanted)
    try:
        with transaction.atomic():
            chased = set(
                Reminder.objects.filter(unit__in=wanted, day=today()).values_list("unit", flat=True)
            )
            fresh = [unit for unit in wanted if unit.pk in owing and unit.pk not in chased]
            _queue(period, fresh, by)
    except IntegrityError as error:
        raise ReminderError(
            _("Somebody else has just chased some of these units. Nothing was queued; look again.")
        ) from error
    return Reminded(
        queued=tuple(fresh),
        already=tuple(unit for unit in wanted if unit.pk in owing and unit.pk in chased),
        not_owing=tuple(unit for unit in wanted if unit.pk not in owing),
        unreached=tuple(_without_people(fresh)),
    )


def _check_is_running(period: ReportingPeriod) -> None:
    if period.is_locked:
        raise ReminderError(_("This period is locked: nothing can be sent any more."))
    if today() < period.starts_on:
        raise ReminderError(_("This period has not begun."))


def _owing(period: ReportingPeriod, units: Sequence[Unit]) -> set[int]:
    """Those of the units with whom a report of the period lies."""
    facts = completeness(period.programme, [period], today())
    standings = {unit.pk: facts.of(unit, period) for unit in units}
    return {key for key, one in standings.items() if one is not None and one.can_be_chased}


def _queue(period: ReportingPeriod, units: list[Unit], by: User) -> None:
    Reminder.objects.bulk_create(
        Reminder(period=period, unit=unit, day=today(), queued_by=by) for unit in units
    )
    code = period.programme.code
    subjects = [Subject("reminder", f"{unit.code}/{period.period}", code) for unit in units]
    record_all([("reminder.queued", subject, None, None) for subject in subjects], by=by)


def _without_people(units: list[Unit]) -> list[Unit]:
    held = Membership.objects.filter(unit__in=units, role__in=UNIT_ROLES, user__is_active=True)
    reached = set(held.values_list("unit", flat=True))
    return [unit for unit in units if unit.pk not in reached]


def deliver_reminders() -> int:
    """Turn every queued reminder into notifications of the unit's people; how many were.

    Each is claimed by a conditional UPDATE in the transaction of its notifications, so that two
    workers never deliver one twice and a failure leaves it queued. A unit that has sent its
    report meanwhile is left in peace.
    """
    waiting = Reminder.objects.filter(sent_at=None).order_by("period", "id")
    rows = list(waiting.select_related("unit", "period__programme", "queued_by"))
    return sum(
        _deliver_all(period, list(members)) for period, members in groupby(rows, lambda r: r.period)
    )


def _deliver_all(period: ReportingPeriod, reminders: list[Reminder]) -> int:
    owing = _owing(period, [one.unit for one in reminders])
    return sum(_deliver(period, one, is_wanted=one.unit_id in owing) for one in reminders)


def _deliver(period: ReportingPeriod, reminder: Reminder, *, is_wanted: bool) -> bool:
    with transaction.atomic():
        if not Reminder.objects.filter(pk=reminder.pk, sent_at=None).update(sent_at=now()):
            return False
        if is_wanted:
            notify_unit(NotificationKind.REMINDER, period, reminder.unit, by=reminder.queued_by)
        return is_wanted
