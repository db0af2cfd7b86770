"""Who is told what of a roadmap."""

from __future__ import annotations

from django.urls import reverse

from assignments.models import Roadmap
from assignments.permissions import UNIT_ROLES, office_units
from reports.notices import NotificationKind, notify, people_of
from tracker.accounts.models import User
from tracker.accounts.roles import Role


def notify_unit(kind: NotificationKind, roadmap: Roadmap, *, by: User, words: str = "") -> int:
    """Everybody who reports for the unit or heads it."""
    people = people_of([roadmap.unit_id], UNIT_ROLES)
    return notify(people, kind, subject=roadmap.unit.name, words=words, url=_page(roadmap), by=by)


def notify_office(kind: NotificationKind, roadmap: Roadmap, *, by: User) -> int:
    """Everybody who reviews for the monitoring office."""
    people = people_of(office_units(roadmap.programme), (Role.REVIEWER,))
    return notify(people, kind, subject=roadmap.unit.name, words="", url=_page(roadmap), by=by)


def _page(roadmap: Roadmap) -> str:
    return reverse("roadmap", args=[roadmap.programme.code, roadmap.unit.code])
