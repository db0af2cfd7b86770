"""Whether local targets add up to those of the province, and where the gap lies."""

from __future__ import annotations

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assignments.models import Unit
from assignments.permissions import is_office, own_units
from reports.presenters.files.links import table_links
from reports.presenters.files.roadmaps import share_table, standing_table, whole_table
from reports.presenters.roadmaps.rollup import roadmaps_page
from reports.roadmaps.frame import Frame, frame_of, sets_targets
from reports.roadmaps.rollup import ProgrammeRoadmaps, programme_roadmaps
from reports.views.desk import Desk, open_desk
from reports.views.files import table_answer


@require_safe
def roadmaps(request: HttpRequest, code: str) -> HttpResponse:
    """The programme's page: its target years and the chosen one."""
    desk = open_desk(request, code)
    prefetch_related_objects([desk.user], "memberships")
    found, year = _found(request, desk)
    own = own_places(desk)
    context = {
        "desk": desk,
        "page": roadmaps_page(found, year, desk.url),
        "year": year,
        "years": found.frame.years,
        "own": [(unit.name, desk.url("roadmap", unit.code)) for unit in own],
        "may_import": desk.is_today and (bool(own) or is_office(desk.user, desk.programme)),
        "import_url": desk.url("roadmap_import"),
        "files": {
            part: table_links(desk.url, f"roadmaps_{part}", nam=str(year))
            for part in ("wholes", "shares", "standings")
        },
    }
    return render(request, "roadmaps/programme.html", context)


@require_safe
def wholes_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Whether the local targets add up, with numbers as numbers."""
    desk = open_desk(request, code)
    found, _chosen = _found(request, desk)
    return table_answer(desk, ending, "lo-trinh", whole_table(found))


@require_safe
def shares_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Every unit's part in the year of the address."""
    desk = open_desk(request, code)
    found, year = _found(request, desk)
    filters = {_("Year in detail"): str(year)}
    table = share_table(found, year)
    return table_answer(desk, ending, f"lo-trinh-don-vi-{year}", table, filters=filters)


@require_safe
def standings_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """How far each unit is with its roadmap."""
    desk = open_desk(request, code)
    found, year = _found(request, desk)
    table = standing_table(roadmaps_page(found, year, desk.url))
    return table_answer(desk, ending, "lo-trinh-trang-thai", table)


def own_places(desk: Desk) -> list[Unit]:
    """The units for which the person sets targets today."""
    programme = desk.programme
    units = own_units(desk.user, programme)
    return [unit for unit in units if sets_targets(unit, programme, desk.as_of)]


def _found(request: HttpRequest, desk: Desk) -> tuple[ProgrammeRoadmaps, int]:
    frame = frame_of(desk.programme, desk.as_of)
    year = _year(request.GET.get("nam", ""), frame)
    return programme_roadmaps(frame, {*frame.target_years, year}), year


def _year(text: str, frame: Frame) -> int:
    """The year asked for; what is no year of the roadmap is the next target year."""
    if text.isascii() and text.isdigit() and int(text[:4]) in frame.years:
        return int(text[:4])
    ahead = [year for year in frame.target_years if year >= frame.day.year]
    return ahead[0] if ahead else frame.programme.final_year
