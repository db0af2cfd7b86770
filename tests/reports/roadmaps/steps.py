"""What people do with roadmaps in these tests, through the product's own verbs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assignments.models import LocalTarget, Roadmap, Unit
from indicators.models import Indicator, Programme
from reports.models import Notification
from reports.roadmaps.deciding import approve, return_roadmap
from reports.roadmaps.filling import Cell, GoalFilling, fill_targets, latest_roadmap
from reports.roadmaps.sending import submit
from reports.roadmaps.workflow import Verb
from tests.reports.workflow.steps import World
from tracker.accounts.models import User
from tracker.audit.models import Event

STORED = (Roadmap, LocalTarget, Notification, Event)


def cell(code: str, year: int, value: Any = None, d: Any = None, **more: Any) -> Cell:
    """A cell as somebody would fill it; `seen` is the version they saw."""
    numbers = [None if number is None else Decimal(str(number)) for number in (value, d)]
    filling = GoalFilling(*numbers, note=more.get("note", ""))
    return Cell(Indicator.objects.get(code=code), year, filling, more.get("seen", 0))


def fill(
    programme: Programme, unit: Unit, by: User, *cells: Cell, verb: Verb = Verb.FILL
) -> Roadmap:
    """Put cells in; the unit's roadmap as it stands then."""
    fill_targets(programme=programme, unit=unit, verb=verb, cells=cells, by=by)
    return current(programme, unit)


def current(programme: Programme, unit: Unit) -> Roadmap:
    found = latest_roadmap(programme, unit)
    assert found is not None
    return found


def target(roadmap: Roadmap, code: str, year: int) -> LocalTarget | None:
    return roadmap.targets.filter(indicator__code=code, year=year).first()


def roadmap_in(world: World, state: str) -> Roadmap:
    """The ward's roadmap, brought into the state in the usual way."""
    programme, ward = world.programme, world.ward
    roadmap = fill(programme, ward, world["reporter"], cell("broadband", 2030, 95, 1000))
    if state == "draft":
        return roadmap
    submit(roadmap=roadmap, by=world["head"])
    if state == "returned":
        return_roadmap(roadmap=roadmap, reason="xem lại", by=world["reviewer"])
    if state == "approved":
        approve(roadmap=roadmap, by=world["reviewer"])
    return current(programme, ward)


def stored() -> dict[str, list[dict[str, Any]]]:
    """Everything that is in the tables of roadmaps: equal before and after a refusal."""
    return {one.__name__: list(one._base_manager.order_by("pk").values()) for one in STORED}


def verbs() -> list[str]:
    """What the ledger says was done with roadmaps, in order."""
    kinds = ("roadmap", "local_target")
    rows = Event.objects.filter(subject_kind__in=kinds).order_by("pk")
    return list(rows.values_list("verb", flat=True))
