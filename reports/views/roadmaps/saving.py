"""From a posted form to saved rows: a row is saved as one, and holds up no other."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.models import Indicator
from reports.forms.roadmap import TypedRow, read_cells, typed_row
from reports.presenters.roadmaps.sheet import RowTrouble, Stored, theirs_text
from reports.queries.roadmaps import cells_of
from reports.roadmaps.filling import StaleTargetError, fill_targets, latest_roadmap
from reports.roadmaps.frame import Frame
from reports.roadmaps.workflow import Verb
from reports.views.roadmaps.places import RoadmapPlace


def save_row(
    place: RoadmapPlace, indicator: Indicator, typed: TypedRow
) -> tuple[int, RowTrouble | None]:
    """How many cells were changed, and what kept the row from being saved.

    Raises what `fill_targets` raises, a stale version excepted.
    """
    cells, faults = read_cells(indicator, typed)
    if faults:
        return 0, RowTrouble(typed, faults)
    desk = place.desk
    try:
        changed = fill_targets(
            programme=desk.programme, unit=place.unit, verb=Verb.FILL, cells=cells, by=desk.user
        )
    except StaleTargetError as error:
        now = stored_now(place, indicator)
        return 0, RowTrouble(typed, theirs=theirs_text(now.cells, typed, indicator) or str(error))
    return changed, None


def save_rows(
    place: RoadmapPlace, frame: Frame, data: Mapping[str, str]
) -> tuple[int, dict[int, RowTrouble]]:
    """Save every row that was changed; how many, and the troubles of the others."""
    saved, troubles = 0, {}
    for indicator in frame.indicators:
        typed = typed_row(data, indicator.pk, frame.years)
        if typed is None or not typed.changed:
            continue
        changed, trouble = save_row(place, indicator, typed)
        saved += bool(changed)
        if trouble is not None:
            troubles[indicator.pk] = trouble
    return saved, troubles


def stored_now(place: RoadmapPlace, indicator: Indicator) -> Stored:
    """The indicator's cells as they stand in the database now."""
    latest = latest_roadmap(place.desk.programme, place.unit)
    cells = [one for one in cells_of(latest) if one.indicator_id == indicator.pk]
    return Stored(tuple(cells))
