"""Lines in people's inboxes: rows first, delivered by whoever reads them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from assignments.models import Membership, Unit
from assignments.permissions import UNIT_ROLES, office_units
from reports.models import Notification, ReportingPeriod
from reports.models.dialogue import NotificationKind
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.timestamps import now

__all__ = [
    "BETWEEN",
    "NotificationKind",
    "follow",
    "mark_read",
    "notify",
    "notify_office",
    "notify_unit",
    "notify_units",
    "people_of",
    "until",
]

BETWEEN = " · "
"""Stands between the parts of a subject."""
_LONGEST = 300


def notify(
    people: Iterable[User],
    kind: NotificationKind,
    *,
    subject: str,
    words: str,
    url: str,
    by: User | None = None,
) -> int:
    """One line for each person; the number of lines. `by` None is the system."""
    said: dict[str, Any] = {
        "kind": kind,
        "subject": subject[:_LONGEST],
        "words": words,
        "url": url,
        "actor": by,
    }
    rows = [Notification(person=person, **said) for person in people]
    return len(Notification.objects.bulk_create(rows))


def until(subject: str, day: date) -> str:
    """The subject with a day behind it, which the line words in the reader's language."""
    return f"{subject[: _LONGEST - 20]}{BETWEEN}{day.isoformat()}"


def follow(*, by: User, key: int) -> str | None:
    """Mark one of the person's own notifications as read; the address to which it leads."""
    own = Notification.objects.filter(person=by, pk=key)
    own.filter(read_at=None).update(read_at=now())
    return own.values_list("url", flat=True).first()


def mark_read(*, by: User, key: int | None = None) -> int:
    """Mark one of the person's own notifications, or all of them, as read; how many were not."""
    unread = Notification.objects.filter(person=by, read_at=None)
    chosen = unread if key is None else unread.filter(pk=key)
    return chosen.update(read_at=now())


def notify_unit(
    kind: NotificationKind,
    period: ReportingPeriod,
    unit: Unit,
    *,
    by: User | None,
    words: str = "",
    day: date | None = None,
) -> int:
    """Everybody who reports for the unit or heads it; `day` is until when."""
    return notify(
        people_of([unit.pk], UNIT_ROLES),
        kind,
        subject=_place(unit, period, day),
        words=words,
        url=reverse("report", args=[period.programme.code, str(period.period), unit.code]),
        by=by,
    )


def notify_units(
    kind: NotificationKind,
    period: ReportingPeriod,
    units: Iterable[Unit],
    *,
    by: User | None,
    day: date | None = None,
) -> int:
    """The same for many units at once: one line for each person and unit, in two queries."""
    known = {unit.pk: unit for unit in units}
    held = Membership.objects.filter(
        unit__in=known, role__in=UNIT_ROLES, user__is_active=True
    ).order_by("unit__code", "user")
    pairs = dict.fromkeys(held.values_list("unit", "user"))
    rows = [
        Notification(
            person_id=person,
            actor=by,
            kind=kind,
            subject=_place(known[key], period, day),
            url=reverse(
                "report", args=[period.programme.code, str(period.period), known[key].code]
            ),
        )
        for key, person in pairs
    ]
    return len(Notification.objects.bulk_create(rows, batch_size=500))


def notify_office(
    kind: NotificationKind,
    period: ReportingPeriod,
    unit: Unit,
    *,
    by: User | None,
    words: str = "",
) -> int:
    """Everybody who reviews for the monitoring office."""
    return notify(
        people_of(office_units(period.programme), (Role.REVIEWER,)),
        kind,
        subject=_place(unit, period),
        words=words,
        url=reverse("review", args=[period.programme.code, str(period.period), unit.code]),
        by=by,
    )


def _place(unit: Unit, period: ReportingPeriod, day: date | None = None) -> str:
    """`Sở Xây dựng · 2026-Q4`, with a day behind it if there is one."""
    place = f"{unit.name}{BETWEEN}{period.period}"
    return until(place, day) if day else place


def people_of(units: list[int], roles: Iterable[Role]) -> list[User]:
    """The active people who hold one of the roles in one of the units, each once."""
    held = Membership.objects.filter(unit__in=units, role__in=list(roles))
    return list(User.objects.filter(is_active=True, memberships__in=held).distinct())
