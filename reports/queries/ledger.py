"""The ledger of a programme as somebody may read it, narrowed to what they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from assignments.visibility import roles_in
from indicators.models import Programme
from reports.permissions import UNIT_ROLES, is_office, own_units
from tracker.accounts.models import User
from tracker.audit.models import Event

PUBLIC_DEEDS = (
    *("figure.approved", "report.approved", "target.", "baseline.", "indicator.", "clause."),
    *("group.", "programme.", "assignment.", "period."),
)
"""What every reader may see: approved numbers and the programme itself, never work in progress.

A name that ends with a point stands for all deeds on such a thing.
"""
_UNIT_FIRST = ("report", "entry", "extension", "reminder", "evidence")
_UNIT_SECOND = ("figure", "explanation")


def visible_events(user: User, programme: Programme, until: date) -> QuerySet[Event]:
    """The programme's entries up to the end of a day, the newest first.

    The Office and administrators read all of them, a unit's people those of their units, readers
    what was approved; whoever is several of these reads them together.
    """
    events = Event.objects.filter(programme_code=programme.code, happened_at__lt=_end_of(until))
    events = events.select_related("actor").order_by("-id")
    if user.is_administrator or is_office(user, programme):
        return events
    allowed = about_units(unit.code for unit in own_units(user, programme))
    if roles_in(user, programme) - set(UNIT_ROLES):
        allowed |= _public()
    return events.filter(allowed)


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
        found |= Q(subject_kind="assignment", after__unit=code)
    return found


def _about_indicator(code: str) -> Q:
    """Entries about an indicator: its targets, figures, assignments and figures in reports."""
    return (
        Q(subject_key=code)
        | Q(subject_key__startswith=f"{code}/")
        | Q(subject_kind="entry", subject_key__endswith=f"/{code}")
        | Q(subject_kind="entry", subject_key__contains=f"/{code}/")
        | Q(subject_kind="evidence", after__indicator=code)
        | Q(subject_kind="evidence", before__indicator=code)
    )


def narrowed(events: QuerySet[Event], wanted: Mapping[str, str]) -> QuerySet[Event]:
    """The entries that fit the filters: unit, person, indicator, verb, since, until."""
    if unit := wanted.get("unit"):
        events = events.filter(about_units([unit]))
    if indicator := wanted.get("indicator"):
        events = events.filter(_about_indicator(indicator))
    if person := wanted.get("person"):
        events = events.filter(actor__username=person)
    if verb := wanted.get("verb"):
        events = events.filter(verb=verb)
    if since := wanted.get("since"):
        events = events.filter(happened_at__gte=_start_of(date.fromisoformat(since)))
    if until := wanted.get("until"):
        events = events.filter(happened_at__lt=_end_of(date.fromisoformat(until)))
    return events


def deeds_and_people(events: QuerySet[Event]) -> tuple[list[str], list[User]]:
    """The verbs and the people that occur in the entries; two queries."""
    pairs = set(events.order_by().values_list("verb", "actor_id").distinct())
    actors = {actor for _verb, actor in pairs if actor is not None}
    people = User.objects.filter(pk__in=actors).order_by("full_name")
    return sorted({verb for verb, _actor in pairs}), list(people)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _end_of(day: date) -> datetime:
    return _start_of(day + timedelta(days=1))
