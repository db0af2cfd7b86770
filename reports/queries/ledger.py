"""The ledger of a programme as somebody may read it, narrowed to what they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from assignments.permissions import UNIT_ROLES, is_office, own_units
from assignments.visibility import roles_in
from indicators.models import Programme
from reports.queries.ledger_pages import Entries
from tracker.accounts.models import User
from tracker.audit.models import Event
from tracker.common.timestamps import end_of, start_of, today

PUBLIC_DEEDS = (
    *(
        "figure.approved",
        "task_update.approved",
        "task_update.recorded",
        "report.approved",
        "roadmap.approved",
        "target.",
        "baseline.",
        "indicator.",
        "clause.",
    ),
    *("group.", "programme.", "assignment.", "period.", "task."),
    *("unit.", "succession.", "roadmap.inherited", "meeting."),
)
"""What every reader may see: approved numbers and the programme itself, never work in progress.

A name that ends with a point stands for all deeds on such a thing.
"""
_UNIT_FIRST = (
    *("report", "entry", "extension", "reminder", "evidence"),
    *("roadmap", "local_target", "task_update", "task_extension"),
)
_UNIT_SECOND = ("figure", "explanation")
_UNIT_TOLD = ("assignment", "unit", "succession", "membership")
_BEGINNING = date(1970, 1, 1)
"""Nothing is older, and no database has the moment at which the year 1 began in Việt Nam."""


def visible_events(user: User, programme: Programme, until: date) -> Entries:
    """The programme's entries and those of its province's units up to the end of a day.

    The Office and administrators read all of them, a unit's people those of their units but for
    who belongs to them, readers what was approved; whoever is several of these reads them together.
    Deeds on accounts that belong to no one province stand in every programme, for administrators.
    """
    places = [Q(programme_code=programme.code), Q(province_code=programme.province.code)]
    if user.is_administrator:
        places.append(Q(programme_code="", subject_kind="account", province_code__isnull=True))
    entries = Entries(tuple(Event.objects.filter(place) for place in places))
    entries = entries.filter(happened_at__lt=end_of(until))
    if user.is_administrator or is_office(user, programme):
        return entries
    allowed = about_units(unit.code for unit in own_units(user, programme))
    allowed &= ~Q(subject_kind="membership")
    if roles_in(user, programme) - set(UNIT_ROLES):
        allowed |= _public()
    return entries.filter(allowed)


def _public() -> Q:
    found = Q()
    for deed in PUBLIC_DEEDS:
        found |= Q(verb__startswith=deed) if deed.endswith(".") else Q(verb=deed)
    return found


def about_units(codes: Iterable[str]) -> Q:
    """Entries about one of the units, by the keys that the ledger uses; none for no unit."""
    found = Q(pk__in=[])
    for code in codes:
        found |= Q(subject_kind__in=_UNIT_FIRST, subject_key__startswith=f"{code}/")
        found |= Q(subject_kind__in=_UNIT_SECOND, subject_key__contains=f"/{code}/")
        for said in ("after__unit", "after__from", "before__unit"):
            found |= Q(subject_kind__in=_UNIT_TOLD, **{said: code})
    return found


def _about_indicator(code: str) -> Q:
    """Entries about an indicator: its targets, figures, assignments and figures in reports."""
    return (
        Q(subject_key=code)
        | Q(subject_key__startswith=f"{code}/")
        | Q(subject_kind="entry", subject_key__endswith=f"/{code}")
        | Q(subject_kind="entry", subject_key__contains=f"/{code}/")
        | Q(subject_kind="local_target", subject_key__contains=f"/{code}/")
        | Q(subject_kind="evidence", after__indicator=code)
        | Q(subject_kind="evidence", before__indicator=code)
    )


def _about_task(code: str) -> Q:
    """Entries about a task: itself, who does it, its updates, deadlines and files."""
    return (
        Q(subject_kind__in=("task", "assignment"), subject_key=code)
        | Q(subject_kind__in=("task_update", "task_extension"), subject_key__endswith=f"/{code}")
        | Q(subject_kind="assignment", after__duties__icontains=f'"{code}"')
        | Q(subject_kind="evidence", after__task=code)
        | Q(subject_kind="evidence", before__task=code)
    )


def narrowed(entries: Entries, wanted: Mapping[str, str]) -> Entries:
    """The entries that fit the filters: unit, person, indicator, task, verb, since, until."""
    if unit := wanted.get("unit"):
        entries = entries.filter(about_units([unit]))
    if indicator := wanted.get("indicator"):
        entries = entries.filter(_about_indicator(indicator))
    if task := wanted.get("task"):
        entries = entries.filter(_about_task(task))
    if person := wanted.get("person"):
        entries = entries.filter(actor__username=person)
    if verb := wanted.get("verb"):
        entries = entries.filter(verb=verb)
    if since := wanted.get("since"):
        first = max(date.fromisoformat(since), _BEGINNING)
        entries = entries.filter(happened_at__gte=start_of(first))
    if until := wanted.get("until"):
        last = min(date.fromisoformat(until), today())
        entries = entries.filter(happened_at__lt=end_of(last))
    return entries
