"""Local targets by file: upload, preview, confirm; and the file to fill."""

from __future__ import annotations

import csv

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.claiming import LostRaceError
from reports.forms.entry import number_text
from reports.forms.roadmap import RoadmapConfirmForm, RoadmapFileForm
from reports.imports.roadmap_rows import COLUMNS
from reports.imports.roadmaps import bring, check_can_bring, preview
from reports.presenters.roadmaps.importing import preview_page
from reports.presenters.roadmaps.sheet import aim_text
from reports.queries.roadmaps import cells_of
from reports.roadmaps.frame import frame_of
from reports.views.desk import Desk, open_desk
from reports.views.roadmaps.places import open_roadmap
from reports.views.roadmaps.programme import own_places
from tracker.common.csv_response import safe_text
from tracker.common.errors import NotAllowedError, SentenceError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def roadmap_import(request: HttpRequest, code: str) -> HttpResponse:
    """The form for a file; a posted file is previewed, and nothing is stored."""
    desk = open_desk(request, code)
    check_can_bring(desk.user, desk.programme)
    if request.method != "POST":
        return _show(request, desk, RoadmapFileForm())
    form = RoadmapFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, desk, form, status=422)
    return _preview(request, desk, form.cleaned_data["file"], form)


@require_POST
def roadmap_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Store what was previewed; if it is no longer what would be stored, preview it anew."""
    desk = open_desk(request, code)
    check_can_bring(desk.user, desk.programme)
    form = RoadmapConfirmForm(request.POST)
    if not form.is_valid():
        raise SentenceError(_("The page sent nothing to save. Load it again."))
    content = form.cleaned_data["content"].encode()
    mark = form.cleaned_data["mark"]
    try:
        count = bring(programme=desk.programme, content=content, mark=mark, by=desk.user)
    except LostRaceError as error:
        messages.error(request, str(error))
        return _preview(request, desk, content, RoadmapFileForm(), status=409)
    said = ngettext("%(count)d target was stored.", "%(count)d targets were stored.", count)
    messages.success(request, said % {"count": count})
    return redirect("roadmaps", code)


@require_safe
def roadmap_template(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """A file with every cell of the unit's roadmap, filled with what this person sees of it."""
    place = open_roadmap(request, code, unit)
    frame = frame_of(place.desk.programme, place.desk.as_of)
    stored = {(one.indicator_id, one.year): one for one in cells_of(place.shown)}
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"{code}-lo-trinh-{place.unit.code}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    point = str(get_format("DECIMAL_SEPARATOR", use_l10n=True))
    writer = csv.writer(response, delimiter=";" if point == "," else ",")
    writer.writerow(COLUMNS)
    for indicator in frame.indicators:
        for year in frame.years:
            cell = stored.get((indicator.pk, year))
            numbers = [number_text(n) for n in (cell.value, cell.denominator)] if cell else ["", ""]
            texts = (place.unit.name, indicator.code, _label(indicator.name, indicator.unit))
            aim = safe_text(aim_text(frame.aim(indicator, year), indicator))
            writer.writerow([place.unit.code, *map(safe_text, texts), year, aim, *numbers])
    return response


def _label(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit else name


def _preview(
    request: HttpRequest, desk: Desk, content: bytes, form: forms.Form, status: int = 200
) -> HttpResponse:
    try:
        found = preview(programme=desk.programme, content=content, by=desk.user)
    except NotAllowedError:
        raise
    except SentenceError as error:
        form.add_error("file", str(error))
        return _show(request, desk, form, status=422)
    context = {
        "page": preview_page(found),
        "content": content.decode("utf-8-sig"),
        "confirm_url": desk.url("roadmap_confirm"),
    }
    return _show(request, desk, form, status=status, **context)


def _show(
    request: HttpRequest, desk: Desk, form: forms.Form, *, status: int = 200, **more: object
) -> HttpResponse:
    units = [(one.name, desk.url("roadmap_template", one.code)) for one in own_places(desk)]
    context = {
        "desk": desk,
        "form": form,
        "columns": ", ".join(COLUMNS),
        "templates": units,
        "list_url": desk.url("roadmaps"),
        **more,
    }
    return render(request, "roadmaps/import.html", context, status=status)
