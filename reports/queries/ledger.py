"""The ledger of a programme as somebody may read it, narrowed to what they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from assignments.permissions import UNIT_ROLES, is_office, own_units
from assignments.visibility import roles_in
from indicators.models import Programme
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


def visible_events(user: User, programme: Programme, until: date) -> QuerySet[Event]:
    """The programme's entries and those of its province's units up to the end of a day, the
    newest first.

    The Office and administrators read all of them, a unit's people those of their units but for
    who belongs to them, readers what was approved; whoever is several of these reads them together.
    Deeds on accounts that belong to no one province stand in every programme, for administrators.
    """
    theirs = _of(programme)
    if user.is_administrator:
        theirs |= _of_no_province()
    events = Event.objects.filter(theirs, happened_at__lt=end_of(until))
    events = events.select_related("actor").order_by("-happened_at", "-id")
    if user.is_administrator or is_office(user, programme):
        return events
    allowed = about_units(unit.code for unit in own_units(user, programme))
    allowed &= ~Q(subject_kind="membership")
    if roles_in(user, programme) - set(UNIT_ROLES):
        allowed |= _public()
    return events.filter(allowed)


def _of(programme: Programme) -> Q:
    """Units, successions and memberships belong to a province, not to a programme."""
    place = programme.province.code
    here = Q(after__province=place) | Q(before__province=place)
    return Q(programme_code=programme.code) | Q(Q(programme_code=""), here)


def _of_no_province() -> Q:
    """Accounts of administrators and of people without a role, or with roles in two provinces."""
    return Q(programme_code="", subject_kind="account", after__province__isnull=True)


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


def narrowed(events: QuerySet[Event], wanted: Mapping[str, str]) -> QuerySet[Event]:
    """The entries that fit the filters: unit, person, indicator, task, verb, since, until."""
    if unit := wanted.get("unit"):
        events = events.filter(about_units([unit]))
    if indicator := wanted.get("indicator"):
        events = events.filter(_about_indicator(indicator))
    if task := wanted.get("task"):
        events = events.filter(_about_task(task))
    if person := wanted.get("person"):
        events = events.filter(actor__username=person)
    if verb := wanted.get("verb"):
        events = events.filter(verb=verb)
    if since := wanted.get("since"):
        first = max(date.fromisoformat(since), _BEGINNING)
        events = events.filter(happened_at__gte=start_of(first))
    if until := wanted.get("until"):
        last = min(date.fromisoformat(until), today())
        events = events.filter(happened_at__lt=end_of(last))
    return events


def deeds_and_people(events: QuerySet[Event]) -> tuple[list[str], list[User]]:
    """The verbs and the people that occur in the entries; two queries."""
    pairs = set(events.order_by().values_list("verb", "actor_id").distinct())
    actors = {actor for _verb, actor in pairs if actor is not None}
    people = User.objects.filter(pk__in=actors).order_by("full_name")
    return sorted({verb for verb, _actor in pairs}), list(people)
