"""Where a unit's roadmap stands, as icon and word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from assignments.models import Roadmap, RoadmapState
from reports.presenters.rows import Link
from reports.queries.roadmaps import UnitRoadmaps
from tracker.common.labels import day_label

MISSING, IDLE = "none", "idle"
_ICONS = {
    MISSING: "dash",
    IDLE: "info",
    RoadmapState.DRAFT: "clock",
    RoadmapState.SUBMITTED: "up",
    RoadmapState.RETURNED: "warning",
    RoadmapState.APPROVED: "tick",
}


@dataclass(frozen=True)
class RoadmapMark:
    """A state as icon and word; `note` says what is under way beside an approved one."""

    key: str
    icon: str
    word: str
    note: str = ""


@dataclass(frozen=True)
class UnitState:
    """One unit in the list of the programme's page."""

    name: str
    url: str
    mark: RoadmapMark
    since: str


def mark_of(key: str, note: str = "") -> RoadmapMark:
    """The mark of a state."""
    return RoadmapMark(key, _ICONS[key], roadmap_word(key), note)


def roadmap_word(key: str) -> str:
    """The word of a state in the current language."""
    return {
        MISSING: _("No roadmap yet"),
        IDLE: _("Nothing to count"),
        RoadmapState.DRAFT: _("Being prepared"),
        RoadmapState.SUBMITTED: _("Waiting for approval"),
        RoadmapState.RETURNED: _("Returned for correction"),
        RoadmapState.APPROVED: _("Approved"),
    }[key]


def unit_state(standing: UnitRoadmaps, link: Link, *, is_idle: bool) -> UnitState:
    """The approved roadmap counts while a new one is under way; else the one in work is named.

    `is_idle`: the unit has nothing to count, and owes none.
    """
    counting, work = standing.counting, standing.in_work
    url = link("roadmap", standing.unit.code)
    if counting is not None:
        note = _("a new one: %(state)s") % {"state": roadmap_word(work.state)} if work else ""
        mark = mark_of(RoadmapState.APPROVED, note)
        return UnitState(standing.unit.name, url, mark, moment(counting.approved_at))
    if work is not None:
        return UnitState(standing.unit.name, url, mark_of(work.state), moment(_since(work)))
    return UnitState(standing.unit.name, url, mark_of(IDLE if is_idle else MISSING), "")


def _since(work: Roadmap) -> datetime | None:
    return {
        RoadmapState.SUBMITTED: work.submitted_at,
        RoadmapState.RETURNED: work.returned_at,
    }.get(RoadmapState(work.state))


def moment(at: datetime | None) -> str:
    """The day of a deed; nothing where there was none."""
    return "" if at is None else day_label(timezone.localtime(at).date())
