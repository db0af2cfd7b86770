"""Figures of earlier periods by file, for the Office: upload, preview, confirm."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignments.models import Unit
from indicators.models import Indicator
from reports.claiming import LostRaceError
from reports.exports.tables import tables_workbook
from reports.forms.table_file import ConfirmForm, TableFileForm
from reports.imports.figure_preview import check_can_bring, confirm, count_rows, preview
from reports.imports.later import store_later, storing
from reports.imports.rows import FileUnreadableError
from reports.imports.uploads import UploadGoneError, drop, keep
from reports.models import Job, JobKind, Upload, UploadKind
from reports.presenters.figures_import import lines_of, preview_page
from reports.presenters.files.figures_import import refused_sheets, template_sheets
from reports.presenters.review.links import link_if_there
from reports.queries.worker import is_worker_silent
from reports.views.desk import Desk, open_desk
from reports.views.waiting import waiting_file
from tracker.common.attachments import attachment
from tracker.common.errors import SentenceError
from tracker.common.sheets.writer import CONTENT_TYPE

PER_PAGE = 50
MOST_AT_ONCE = 2_000
"""A file of more rows is stored in the background."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def figures_import(request: HttpRequest, code: str) -> HttpResponse:
    """The form for a file; a posted file that can be read waits for its preview."""
    desk = _open(request, code)
    if request.method != "POST":
        return _form(request, desk, TableFileForm())
    form = TableFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, desk, form, status=422)
    content = form.cleaned_data["file"]
    try:
        preview(programme=desk.programme, content=content, by=desk.user)
    except FileUnreadableError as error:
        form.add_error("file", str(error))
        return _form(request, desk, form, status=422)
    upload = keep(
        programme=desk.programme,
        kind=UploadKind.FIGURES,
        name=form.file_name,
        content=content,
        by=desk.user,
    )
    return redirect("figures_preview", code, upload.pk)


@never_cache
@require_safe
def figures_preview(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """What the file would do, fifty rows of one fate at a time."""
    desk = _open(request, code)
    try:
        upload = waiting_file(desk, UploadKind.FIGURES, key)
    except UploadGoneError as error:
        return _gone(request, code, error)
    return _preview(request, desk, upload)


@require_POST
def figures_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Store what was previewed; if it is no longer what would be stored, preview it anew."""
    desk = _open(request, code)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise SentenceError(_("The page sent nothing to save. Load it again."))
    try:
        upload = waiting_file(desk, UploadKind.FIGURES, form.cleaned_data["upload"])
        job = _in_background(desk, upload, form.cleaned_data["mark"])
        if job is not None:
            return redirect("job", job.pk)
        done = confirm(upload=upload, mark=form.cleaned_data["mark"], by=desk.user)
    except UploadGoneError as error:
        return _gone(request, code, error)
    except LostRaceError as error:
        messages.error(request, str(error))
        return _preview(request, desk, upload, status=409)
    count = done.new + done.changed
    said = ngettext("%(count)d figure was stored.", "%(count)d figures were stored.", count)
    messages.success(request, said % {"count": count})
    return redirect("figures_import", code)


@require_POST
def figures_drop(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """The file is not wanted after all."""
    desk = _open(request, code)
    try:
        upload = waiting_file(desk, UploadKind.FIGURES, key)
        job = storing(upload)
        if job is not None:
            return redirect("job", job.pk)
        drop(upload)
    except UploadGoneError as error:
        return _gone(request, code, error)
    messages.info(request, _("Nothing was stored."))
    return redirect("figures_import", code)


@never_cache
@require_safe
def figures_refused(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """The refused rows as a workbook, to be corrected and brought again; 404 if there are none."""
    desk = _open(request, code)
    try:
        upload = waiting_file(desk, UploadKind.FIGURES, key)
    except UploadGoneError as error:
        return _gone(request, code, error)
    found = preview(programme=desk.programme, content=bytes(upload.content), by=desk.user)
    if not found.refusals:
        raise Http404
    sheets = refused_sheets(found.refusals)
    content = tables_workbook(_("Rows that were refused"), desk.user.full_name, sheets)
    return attachment(content, f"{code}-so-lieu-tu-choi.xlsx", CONTENT_TYPE)


@require_safe
def figures_template(request: HttpRequest, code: str) -> HttpResponse:
    """The workbook to fill, with the codes of indicators, units and classes."""
    desk = _open(request, code)
    programme = desk.programme
    indicators = Indicator.objects.filter(programme=programme, retired_at=None)
    units = Unit.objects.filter(province=programme.province_id).order_by("code")
    sheets = template_sheets(programme, indicators.order_by("position"), units)
    content = tables_workbook(_("Figures of earlier periods"), desk.user.full_name, sheets)
    return attachment(content, f"{code}-mau-so-lieu.xlsx", CONTENT_TYPE)


def _in_background(desk: Desk, upload: Upload, mark: str) -> Job | None:
    """The job that stores a large file; None for one that is stored while the person waits."""
    if count_rows(bytes(upload.content)) <= MOST_AT_ONCE:
        return storing(upload)
    asked = {"mark": mark}
    return store_later(kind=JobKind.FIGURES_IN, upload=upload, asked=asked, by=desk.user)


def _open(request: HttpRequest, code: str) -> Desk:
    desk = open_desk(request, code)
    check_can_bring(desk.user, desk.programme)
    return desk


def _gone(request: HttpRequest, code: str, error: UploadGoneError) -> HttpResponse:
    messages.error(request, str(error))
    return redirect("figures_import", code)


def _preview(request: HttpRequest, desk: Desk, upload: Upload, status: int = 200) -> HttpResponse:
    found = preview(programme=desk.programme, content=bytes(upload.content), by=desk.user)
    page = preview_page(found, request.GET.get("loai", ""))
    is_large = len(found.steps) + len(found.refusals) > MOST_AT_ONCE
    paginator = Paginator(page.rows, PER_PAGE)
    shown = paginator.get_page(request.GET.get("page"))
    key = str(upload.pk)
    context = {
        **_links(desk),
        "desk": desk,
        "preview": page,
        "is_large": is_large,
        "is_silent": is_large and is_worker_silent(),
        "upload": upload,
        "lines": lines_of(list(shown)),
        "page": shown,
        "page_range": paginator.get_elided_page_range(shown.number, on_each_side=2, on_ends=1),
        "preview_url": desk.url("figures_preview", key),
        "pages_url": desk.url("figures_preview", key, loai=page.current),
        "confirm_url": desk.url("figures_confirm"),
        "drop_url": desk.url("figures_drop", key),
        "refused_url": desk.url("figures_refused", key),
    }
    return render(request, "figures_import/preview.html", context, status=status)


def _form(request: HttpRequest, desk: Desk, form: TableFileForm, status: int = 200) -> HttpResponse:
    context = {
        **_links(desk),
        "desk": desk,
        "form": form,
        "template_url": desk.url("figures_template"),
    }
    return render(request, "figures_import/upload.html", context, status=status)


def _links(desk: Desk) -> dict[str, str]:
    hub = link_if_there(desk.url, "imports")
    return {"hub_url": hub, "import_url": desk.url("figures_import")}
