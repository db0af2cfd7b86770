"""One invented province, from its units to its ledger; one transaction for each programme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from assignments.actions import load_units
from assignments.models import Assignment, Part, Unit
from assignments.programme.loading import load_programme
from indicators.models import Indicator, Programme
from reports.demonstration.clock import at
from reports.demonstration.seeds import seed
from reports.load.calendar import open_calendar
from reports.load.documents import Document, document
from reports.load.history import write_corrections, write_history
from reports.load.moments import moment
from reports.load.people import Staff, make_people
from reports.load.places import Province, province, units_file
from reports.load.reporting import Reporting
from reports.load.size import Size
from reports.load.world import NOTIFICATIONS, Counted, World, begins_on
from reports.load.writing import Row, Writer
from reports.observing.rebuilding import rebuild_programme
from tracker.audit.changes import has_changed

_UNITS_BEFORE = timedelta(days=7)
Tell = Callable[[str, int], None]
"""Is told of each programme: its code and how many rows were written in bulk."""


def load_province(size: Size, number: int, password: str, tell: Tell) -> int:
    """Everything of the province of that number; how many rows were written in bulk."""
    place = province(number)
    with at(moment(begins_on(size) - _UNITS_BEFORE)):
        load_units(units_file(size, place), by=None)
        units = list(Unit.objects.filter(province__code=place.code).order_by("code"))
        staff = make_people(size, place, units, password=password)
    notices: list[Row] = []
    count = 0
    for turn in range(size.programmes):
        world = _load_structure(size, place, turn, units, staff)
        rows = _fill(world)
        rebuild_programme(world.programme)
        notices += world.notices
        tell(world.code, rows)
        count += rows
    return count + _notify(notices)


def _load_structure(
    size: Size, place: Province, turn: int, units: list[Unit], staff: Staff
) -> World:
    """The programme by the product's own verb, as on the day on which it was set up."""
    made = document(size, place, turn)
    with at(moment(begins_on(size))):
        load_programme(made.spec, by=None)
    programme = Programme.objects.select_related("province").get(code=made.spec.code)
    return World(
        size=size,
        key=seed(str(size.seed), made.spec.code),
        number=turn,
        programme=programme,
        whole=next(unit for unit in units if unit.code == place.code),
        local=[unit for unit in units if unit.is_local],
        units={unit.pk: unit for unit in units},
        staff=staff,
        indicators=_counted(programme, made),
        leads=_leads(programme),
    )


def _counted(programme: Programme, made: Document) -> list[Counted]:
    rows = Indicator.objects.filter(programme=programme).order_by("position")
    return [Counted(*pair) for pair in zip(rows, made.measures, strict=True)]


def _leads(programme: Programme) -> list[Assignment]:
    rows = Assignment.objects.filter(programme=programme, part=Part.LEAD, task__isnull=False)
    found = rows.select_related("task", "unit").order_by("task__position", "position")
    return list(found)


def _fill(world: World) -> int:
    """Calendar, history, corrections and reports; how many rows."""
    with transaction.atomic():
        writer = Writer()
        periods = open_calendar(world, writer)
        write_history(world, writer)
        for number in (0, 1):
            write_corrections(world, writer, number)
        Reporting(world, writer).run(periods)
        writer.flush()
        has_changed([world.code])
    return writer.count


def _notify(notices: list[Row]) -> int:
    """The notifications of all programmes, in the order of their moments."""
    with transaction.atomic():
        writer = Writer()
        created_at = NOTIFICATIONS.names.index("created_at")
        writer.rows(NOTIFICATIONS).extend(sorted(notices, key=lambda row: row[created_at]))
        writer.flush()
    return writer.count
