"""A unit's roadmap: the grid, the form that saves all its rows at once, and the buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignments.models import Roadmap
from reports.forms.roadmap import RoadmapActForm
from reports.presenters.entry.grid import saved_words
from reports.presenters.files.links import table_links
from reports.presenters.files.roadmaps import roadmap_table
from reports.presenters.roadmaps.head import RoadmapAct, roadmap_acts, roadmap_head
from reports.presenters.roadmaps.sheet import RowTrouble, SheetRow, sheet_rows, stored_by_indicator
from reports.queries.roadmaps import cells_of, last_denominators
from reports.roadmaps.frame import Frame, frame_of
from reports.roadmaps.sending import UnfitRoadmapError, check_fit
from reports.roadmaps.workflow import Actor, check_is
from reports.views.files import table_answer
from reports.views.roadmaps.deeds import act
from reports.views.roadmaps.places import RoadmapPlace, open_roadmap
from reports.views.roadmaps.saving import save_rows
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.timestamps import today


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def roadmap_sheet(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The roadmap as the person may see it; a post saves what was typed, row by row."""
    place = open_roadmap(request, code, unit)
    frame = frame_of(place.desk.programme, place.desk.as_of)
    if request.method != "POST":
        return _show(request, place, frame, {})
    check_is(place.desk.user, Actor.UNIT, place.unit, place.desk.programme)
    saved, troubles = save_rows(place, frame, request.POST)
    if saved:
        messages.success(request, saved_words(saved))
    if troubles:
        return _show(request, open_roadmap(request, code, unit), frame, troubles, status=422)
    if not saved:
        messages.info(request, _("Nothing was changed."))
    return redirect("roadmap", code, unit)


@never_cache
@require_safe
def roadmap_file(request: HttpRequest, code: str, unit: str, ending: str) -> HttpResponse:
    """The roadmap as the person may see it, as a file to read."""
    place = open_roadmap(request, code, unit)
    frame = frame_of(place.desk.programme, place.desk.as_of)
    stored = {(one.indicator_id, one.year): one for one in cells_of(place.shown)}
    table = roadmap_table(frame, place.unit, stored)
    return table_answer(place.desk, ending, f"lo-trinh-{unit}", table)


@require_POST
def roadmap_act(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Send, take back, approve, return or begin anew; a refusal is said beside what was typed."""
    place = open_roadmap(request, code, unit)
    form = RoadmapActForm(request.POST)
    try:
        messages.success(request, act(place, form))
    except NotAllowedError:
        raise
    except SentenceError as error:
        messages.error(request, str(error))
        frame = frame_of(place.desk.programme, place.desk.as_of)
        fresh = open_roadmap(request, code, unit)
        return _show(request, fresh, frame, {}, status=409, typed=form.data)
    return redirect("roadmap", code, unit)


def _show(
    request: HttpRequest,
    place: RoadmapPlace,
    frame: Frame,
    troubles: Mapping[int, RowTrouble],
    *,
    status: int = 200,
    typed: Any = None,
) -> HttpResponse:
    desk = place.desk
    rows = _rows(place, frame, troubles)
    context = {
        "desk": desk,
        "unit": place.unit,
        "frame": frame,
        "rows": rows,
        "done": sum(row.is_filled for row in rows),
        "is_writable": place.is_writable,
        "is_own": place.is_own,
        "head": roadmap_head(place.shown, place.counting, _acts(place)),
        "typed": typed or {},
        "list_url": desk.url("roadmaps"),
        "act_url": place.url("roadmap_act"),
        "template_url": place.url("roadmap_template_file", "xlsx"),
        "import_url": desk.url("roadmap_import"),
        "files": table_links(place.desk.url, "roadmap", place.unit.code),
    }
    return render(request, "roadmaps/sheet.html", context, status=status)


def _rows(
    place: RoadmapPlace, frame: Frame, troubles: Mapping[int, RowTrouble]
) -> tuple[SheetRow, ...]:
    sizes = last_denominators(frame.indicators, place.desk.as_of, [place.unit.pk])
    stored = stored_by_indicator(
        cells_of(place.shown), {key: size for (_unit, key), size in sizes.items()}
    )
    is_writable = place.is_writable
    return sheet_rows(frame, stored, place.desk.url, is_writable=is_writable, troubles=troubles)


def _acts(place: RoadmapPlace) -> tuple[RoadmapAct, ...]:
    """The buttons; past days have none."""
    if place.shown is None or not place.desk.is_today:
        return ()
    obstacle = _obstacle(place.shown) if place.is_writable else ""
    return roadmap_acts(place.shown, place.desk.user, place.capacities, obstacle=obstacle)


def _obstacle(roadmap: Roadmap) -> str:
    """What keeps the roadmap from being sent."""
    try:
        check_fit(roadmap, today())
    except UnfitRoadmapError as error:
        return str(error)
    return ""
