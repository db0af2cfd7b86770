"""Lines in people's inboxes: rows first, delivered by whoever reads them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from assignments.models import Membership, Unit
from assignments.permissions import UNIT_ROLES, office_units
from reports.models import Notification, ReportingPeriod
from reports.models.dialogue import NotificationKind
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.timestamps import now

__all__ = [
    "NotificationKind",
    "mark_read",
    "notify",
    "notify_office",
    "notify_unit",
    "notify_units",
    "people_of",
]


def notify(
    people: Iterable[User], kind: NotificationKind, *, subject: str, words: str, url: str
) -> int:
    """One line for each person; the number of lines."""
    rows = [
        Notification(person=person, kind=kind, subject=subject[:300], words=words, url=url)
        for person in people
    ]
    return len(Notification.objects.bulk_create(rows))


def mark_read(*, by: User, key: int | None = None) -> int:
    """Mark one of the person's own notifications, or all of them, as read; how many were not."""
    unread = Notification.objects.filter(person=by, read_at=None)
    chosen = unread if key is None else unread.filter(pk=key)
    return chosen.update(read_at=now())


def notify_unit(
    kind: NotificationKind, period: ReportingPeriod, unit: Unit, *, words: str = ""
) -> int:
    """Everybody who reports for the unit or heads it."""
    return notify(
        people_of([unit.pk], UNIT_ROLES),
        kind,
        subject=f"{unit.name} · {period.period}",
        words=words,
        url=reverse("report", args=[period.programme.code, str(period.period), unit.code]),
    )


def notify_units(kind: NotificationKind, period: ReportingPeriod, units: Iterable[Unit]) -> int:
    """The same for many units at once: one line for each person and unit, in two queries."""
    known = {unit.pk: unit for unit in units}
    held = Membership.objects.filter(
        unit__in=known, role__in=UNIT_ROLES, user__is_active=True
    ).order_by("unit__code", "user")
    pairs = dict.fromkeys(held.values_list("unit", "user"))
    rows = [
        Notification(
            person_id=person,
            kind=kind,
            subject=f"{known[key].name} · {period.period}"[:300],
            url=reverse(
                "report", args=[period.programme.code, str(period.period), known[key].code]
            ),
        )
        for key, person in pairs
    ]
    return len(Notification.objects.bulk_create(rows, batch_size=500))


def notify_office(
    kind: NotificationKind, period: ReportingPeriod, unit: Unit, *, words: str = ""
) -> int:
    """Everybody who reviews for the monitoring office."""
    return notify(
        people_of(office_units(period.programme), (Role.REVIEWER,)),
        kind,
        subject=f"{unit.name} · {period.period}",
        words=words,
        url=reverse("review", args=[period.programme.code, str(period.period), unit.code]),
    )


def people_of(units: list[int], roles: Iterable[Role]) -> list[User]:
    """The active people who hold one of the roles in one of the units, each once."""
    held = Membership.objects.filter(unit__in=units, role__in=list(roles))
    return list(User.objects.filter(is_active=True, memberships__in=held).distinct())
