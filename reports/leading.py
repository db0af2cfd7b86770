"""Leads are given, and the units that get them are told: once for each deed, however many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from assignments.assigning import Matter, assign_lead, assign_leads
from assignments.models import Assignment, Origin, Part, Unit
from assignments.permissions import UNIT_ROLES
from assignments.reorganisation.applying import Reorganised, reorganise
from assignments.reorganisation.plan import Decisions
from assignments.reorganisation.rows import Proposal
from indicators.models import Province
from reports.notices import NotificationKind, notify, people_of
from reports.observing.units import following_units
from tracker.accounts.models import User


def give_lead(
    *,
    subject: Matter,
    unit: Unit,
    by: User,
    reason: str,
    from_day: date | None = None,
    instead_of: Assignment | None = None,
) -> Assignment:
    """`assign_lead`, and the unit is told."""
    with transaction.atomic():
        row = assign_lead(
            subject=subject,
            unit=unit,
            by=by,
            reason=reason,
            from_day=from_day,
            instead_of=instead_of,
        )
        _tell([row], by=by)
    return row


def give_leads(
    *,
    subjects: Sequence[Matter],
    unit: Unit,
    by: User,
    reason: str,
    from_day: date | None = None,
) -> list[Assignment]:
    """`assign_leads`, and the unit is told once of all of them."""
    with transaction.atomic():
        rows = assign_leads(subjects=subjects, unit=unit, by=by, reason=reason, from_day=from_day)
        _tell(rows, by=by)
    return rows


def reorganise_units(
    *, province: Province, proposal: Proposal, decisions: Decisions, mark: str, by: User
) -> Reorganised:
    """`reorganise`, and each heir is told once of all the leads that passed to it."""
    with transaction.atomic(), following_units(province):
        # Nobody else makes heirs in this province until the transaction ends.
        Province.objects.select_for_update(no_key=True).get(pk=province.pk)
        last = Assignment.objects.aggregate(last=Max("pk"))["last"] or 0
        done = reorganise(
            province=province, proposal=proposal, decisions=decisions, mark=mark, by=by
        )
        fresh = Assignment.objects.filter(
            pk__gt=last, part=Part.LEAD, origin=Origin.SUCCESSION, valid_to=None
        )
        rows = fresh.filter(programme__province=province).select_related("unit", "programme")
        _tell(rows, by=by)
    return done


def _tell(rows: Iterable[Assignment], *, by: User) -> None:
    """One line for each unit and programme: `Sở Xây dựng · 2+3` for two indicators, three tasks."""
    given: dict[tuple[str, Unit], list[Assignment]] = defaultdict(list)
    for row in rows:
        given[row.programme.code, row.unit].append(row)
    for (programme, unit), members in given.items():
        tasks = sum(row.task_id is not None for row in members)
        notify(
            people_of([unit.pk], UNIT_ROLES),
            NotificationKind.LEAD_GIVEN,
            subject=f"{unit.name} · {len(members) - tasks}+{tasks}",
            words="",
            url=reverse("unit", args=[programme, unit.code]),
            by=by,
        )
