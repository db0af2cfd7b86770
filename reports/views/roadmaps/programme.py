"""Whether local targets add up to those of the province, and where the gap lies."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assignments.models import Unit
from assignments.permissions import is_office, own_units
from reports.presenters.roadmaps.rollup import roadmaps_page, standing
from reports.presenters.roadmaps.sheet import aim_text
from reports.roadmaps.frame import Frame, frame_of, sets_targets
from reports.roadmaps.rollup import ProgrammeRoadmaps, RollUpLine, programme_roadmaps
from reports.views.desk import Desk, open_desk
from tracker.common.csv_response import Value, csv_response
from tracker.common.decimals import round_half_up
from tracker.common.labels import day_label

_DECIMALS = 6


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
        "csv_url": desk.url("roadmaps_csv", nam=str(year)),
    }
    return render(request, "roadmaps/programme.html", context)


@require_safe
def roadmaps_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The table of the page, with numbers as numbers."""
    desk = open_desk(request, code)
    found, _year = _found(request, desk)
    header = [
        *(_("Code"), _("Indicator"), _("Unit of measure"), _("Year"), _("Province wants")),
        *(_("Basis"), _("Whole of the local targets"), _("Gap"), _("Judgement")),
        *(_("Units counted"), _("Units that owe"), _("Coverage, %")),
    ]
    about = [desk.programme.number, _("As of %(day)s") % {"day": day_label(desk.as_of)}]
    name = f"{desk.programme.code}-lo-trinh-{desk.as_of.isoformat()}.csv"
    return csv_response(name, header, [_line(one) for one in found.lines], about=about)


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


def _line(one: RollUpLine) -> list[Value]:
    indicator, found = one.indicator, one.found
    return [
        *(indicator.code, indicator.display_name, indicator.display_unit, one.year),
        aim_text(one.aim, indicator),
        _("target") if one.aim.is_target else _("trajectory"),
        *(_short(found.whole), _short(found.gap), standing(one.aim, found).word),
        *(found.counted, found.owing, round_half_up(100 * found.coverage, 1)),
    ]


def _short(number: Decimal | None) -> Decimal | None:
    return None if number is None else round_half_up(number, _DECIMALS)
