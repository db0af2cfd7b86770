"""A unit's place among the roadmaps, and which of its roadmaps is shown to whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest

from assignments.models import LOCAL_KINDS, Roadmap, RoadmapState, Unit
from assignments.permissions import UNIT_ROLES, has_role, is_office
from reports.queries.roadmaps import counting_of, roadmaps_of
from reports.roadmaps.frame import sets_targets
from reports.roadmaps.workflow import RULES, Actor, Verb
from reports.views.desk import Desk, open_desk

_SEEN_BY_OFFICE = (RoadmapState.SUBMITTED, RoadmapState.RETURNED, RoadmapState.APPROVED)


@dataclass(frozen=True)
class RoadmapPlace:
    """A visible programme, a local unit of its province, and which of its roadmaps is shown."""

    desk: Desk
    unit: Unit
    is_own: bool
    is_office: bool
    shown: Roadmap | None
    counting: Roadmap | None

    @property
    def capacities(self) -> frozenset[Actor]:
        """As what the person may act on this unit's roadmap."""
        held = ((Actor.UNIT, self.is_own), (Actor.OFFICE, self.is_office))
        return frozenset(actor for actor, is_held in held if is_held)

    @property
    def is_writable(self) -> bool:
        """Whether the person may fill what is shown, or begin a roadmap."""
        if not (self.is_own and self.desk.is_today):
            return False
        if self.shown is None:
            return sets_targets(self.unit, self.desk.programme, self.desk.as_of)
        return self.shown.state in RULES[Verb.FILL].states

    def url(self, name: str, *args: str) -> str:
        """The address of another page of this unit's roadmap."""
        return self.desk.url(name, self.unit.code, *args)


def open_roadmap(request: HttpRequest, code: str, unit: str) -> RoadmapPlace:
    """The unit's roadmap as this person may see it; 404 for a unit that can have none."""
    desk = open_desk(request, code)
    units = Unit.objects.filter(province=desk.programme.province_id, kind__in=LOCAL_KINDS)
    found = units.filter(code=unit).first()
    if found is None:
        raise Http404
    prefetch_related_objects([desk.user], "memberships")
    return place_of(desk, found)


def place_of(desk: Desk, unit: Unit) -> RoadmapPlace:
    """The unit's own people see what is in work, the Office what was sent to it, all others and
    every past day what was approved."""
    is_own = has_role(desk.user, unit, *UNIT_ROLES)
    reviews = is_office(desk.user, desk.programme)
    roadmaps = roadmaps_of(desk.programme, unit)
    counting = counting_of(roadmaps, desk.as_of)
    shown = counting
    if desk.is_today and roadmaps:
        latest = roadmaps[-1]
        is_sent = reviews and latest.state in _SEEN_BY_OFFICE
        shown = latest if is_own or is_sent else counting
    return RoadmapPlace(desk, unit, is_own, reviews, shown, counting)
