"""Local targets by file: upload, preview, confirm; and the file to fill."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.claiming import LostRaceError
from reports.exports.tables import tables_workbook
from reports.forms.table_file import ConfirmForm, TableFileForm
from reports.imports.roadmap_rows import ROADMAPS
from reports.imports.roadmaps import bring, check_can_bring, preview
from reports.imports.rows import FileUnreadableError
from reports.imports.uploads import UploadGoneError, keep
from reports.models import Upload, UploadKind
from reports.presenters.files.links import table_links
from reports.presenters.files.roadmaps_import import roadmap_lines, roadmap_sheet
from reports.presenters.roadmaps.importing import preview_page
from reports.queries.roadmaps import cells_of
from reports.roadmaps.frame import frame_of
from reports.views.desk import Desk, open_desk
from reports.views.roadmaps.places import open_roadmap
from reports.views.roadmaps.programme import own_places
from reports.views.waiting import waiting_file
from tracker.common.attachments import attachment
from tracker.common.errors import SentenceError
from tracker.common.sheets.writer import CONTENT_TYPE
from tracker.common.table_file import CSV, csv_bytes


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def roadmap_import(request: HttpRequest, code: str) -> HttpResponse:
    """The form for a file; a posted file that can be read is previewed and waits."""
    desk = open_desk(request, code)
    check_can_bring(desk.user, desk.programme)
    if request.method != "POST":
        return _show(request, desk, TableFileForm())
    form = TableFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, desk, form, status=422)
    content = form.cleaned_data["file"]
    try:
        preview(programme=desk.programme, content=content, by=desk.user)
    except FileUnreadableError as error:
        form.add_error("file", str(error))
        return _show(request, desk, form, status=422)
    upload = keep(
        programme=desk.programme,
        kind=UploadKind.ROADMAPS,
        name=form.file_name,
        content=content,
        by=desk.user,
    )
    return _preview(request, desk, upload, form)


@require_POST
def roadmap_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Store what was previewed; if it is no longer what would be stored, preview it anew."""
    desk = open_desk(request, code)
    check_can_bring(desk.user, desk.programme)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise SentenceError(_("The page sent nothing to save. Load it again."))
    try:
        upload = waiting_file(desk, UploadKind.ROADMAPS, form.cleaned_data["upload"])
        count = bring(upload=upload, mark=form.cleaned_data["mark"], by=desk.user)
    except UploadGoneError as error:
        messages.error(request, str(error))
        return redirect("roadmap_import", code)
    except LostRaceError as error:
        messages.error(request, str(error))
        return _preview(request, desk, upload, TableFileForm(), status=409)
    said = ngettext("%(count)d target was stored.", "%(count)d targets were stored.", count)
    messages.success(request, said % {"count": count})
    return redirect("roadmaps", code)


@require_safe
def roadmap_template(request: HttpRequest, code: str, unit: str, ending: str) -> HttpResponse:
    """A file with every cell of the unit's roadmap, filled with what this person sees of it."""
    place = open_roadmap(request, code, unit)
    frame = frame_of(place.desk.programme, place.desk.as_of)
    stored = {(one.indicator_id, one.year): one for one in cells_of(place.shown)}
    name = f"{code}-lo-trinh-{place.unit.code}.{ending}"
    if ending == "xlsx":
        sheet = roadmap_sheet(frame, place.unit, stored)
        content = tables_workbook(sheet.title, place.desk.user.full_name, [sheet])
        return attachment(content, name, CONTENT_TYPE)
    lines = roadmap_lines(frame, place.unit, stored)
    return attachment(csv_bytes([ROADMAPS.columns, *lines], point=","), name, CSV)


def _preview(
    request: HttpRequest, desk: Desk, upload: Upload, form: forms.Form, status: int = 200
) -> HttpResponse:
    found = preview(programme=desk.programme, content=bytes(upload.content), by=desk.user)
    context = {
        "page": preview_page(found),
        "upload": upload,
        "confirm_url": desk.url("roadmap_confirm"),
    }
    return _show(request, desk, form, status=status, **context)


def _show(
    request: HttpRequest, desk: Desk, form: forms.Form, *, status: int = 200, **more: object
) -> HttpResponse:
    units = [
        (one.name, table_links(desk.url, "roadmap_template", one.code)) for one in own_places(desk)
    ]
    context = {
        "desk": desk,
        "form": form,
        "columns": ", ".join(ROADMAPS.columns),
        "templates": units,
        "list_url": desk.url("roadmaps"),
        **more,
    }
    return render(request, "roadmaps/import.html", context, status=status)
