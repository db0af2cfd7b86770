"""The quarter's form coming back: looked at, previewed, stored; refused rows as a workbook."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from reports.claiming import LostRaceError
from reports.exports.form.book import form_book
from reports.exports.form.naming import form_name
from reports.forms.imports import FormConfirmForm, FormFileForm
from reports.imports.form.bringing import Brought, NothingChosenError, bring
from reports.imports.form.bundle import count_files, read_files
from reports.imports.form.comparing import Fate
from reports.imports.form.gate import check_can_bring, open_gate
from reports.imports.form.planned import planned_sheet
from reports.imports.form.preview import FormPreview, Preview, look, preview_of
from reports.imports.later import store_later, storing
from reports.imports.uploads import UploadGoneError, keep
from reports.models import Job, JobKind, Upload, UploadKind
from reports.presenters.form import form_of
from reports.presenters.imports.form import preview_page
from reports.presenters.imports.refused import refused_form
from reports.queries.form import form_facts
from reports.queries.worker import is_worker_silent
from reports.views.desk import Desk, open_desk
from reports.views.imports.hub import show_hub
from reports.views.waiting import waiting_file
from reports.workflow import Verb
from tracker.common.attachments import attachment
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.sheets.writer import CONTENT_TYPE

MOST_AT_ONCE = 5
"""A zip of more forms is stored in the background."""


@never_cache
@require_POST
def form_upload(request: HttpRequest, code: str) -> HttpResponse:
    """Look at a file: its preview, or the sentence why it is none. No report is changed."""
    desk = open_desk(request, code)
    check_can_bring(desk.user, desk.programme)
    form = FormFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_hub(request, desk, form, status=422)
    return _look(request, desk, form)


@never_cache
@require_safe
def form_preview(request: HttpRequest, code: str, upload: UUID) -> HttpResponse:
    """The preview of a file that waits, as it is now."""
    desk = open_desk(request, code)
    try:
        waiting = _take(desk, upload)
    except UploadGoneError as error:
        return _gone(request, desk, error)
    return _show(request, desk, waiting, _preview(desk, waiting))


@never_cache
@require_POST
def form_confirm(request: HttpRequest, code: str, upload: UUID) -> HttpResponse:
    """Store what was previewed; if that is no longer what would be stored, preview it anew."""
    desk = open_desk(request, code)
    form = FormConfirmForm(request.POST)
    if not form.is_valid():
        raise SentenceError(_("The page sent nothing to save. Load it again."))
    mark, taken = form.cleaned_data["mark"], request.POST.getlist("take")
    try:
        waiting = _take(desk, upload)
        job = _in_background(desk, waiting, mark, taken)
        if job is not None:
            return redirect("job", job.pk)
        done = bring(upload=waiting, mark=mark, taken=taken, by=desk.user)
    except UploadGoneError as error:
        return _gone(request, desk, error)
    except (LostRaceError, NothingChosenError) as error:
        messages.error(request, str(error))
        status = 409 if isinstance(error, LostRaceError) else 422
        return _show(request, desk, waiting, _preview(desk, waiting), status=status)
    messages.success(request, _stored_words(done))
    if len(done.places) == 1 and done.places[0].verb is Verb.FILL:
        place = done.places[0]
        return redirect("report", code, str(place.period.period), place.unit.code)
    return redirect("imports", code)


@never_cache
@require_safe
def form_refused(
    request: HttpRequest, code: str, upload: UUID, period: str, unit: str
) -> HttpResponse:
    """The refused rows of one form as a form that can be corrected and brought again."""
    desk = open_desk(request, code)
    try:
        found = _preview(desk, _take(desk, upload))
    except UploadGoneError as error:
        return _gone(request, desk, error)
    one = _find(found, period, unit)
    place = one.place
    sheet = planned_sheet(place.period, place.unit)
    facts = form_facts(desk.programme)
    whole = form_of(sheet, desk.user, facts, verb=place.verb)
    book = form_book(refused_form(whole, one.of(Fate.REFUSED)))
    name = form_name(whole.head).replace(".xlsx", "-can-sua.xlsx")
    return attachment(book, name, CONTENT_TYPE)


def _in_background(desk: Desk, waiting: Upload, mark: str, taken: list[str]) -> Job | None:
    """The job that stores a large file; None for one that is stored while the person waits."""
    if not _is_large(waiting):
        return storing(waiting)
    asked = {"mark": mark, "taken": taken}
    return store_later(kind=JobKind.REPORTS_IN, upload=waiting, asked=asked, by=desk.user)


def _is_large(waiting: Upload) -> bool:
    return count_files(bytes(waiting.content)) > MOST_AT_ONCE


def _look(request: HttpRequest, desk: Desk, form: forms.Form) -> HttpResponse:
    file = form.cleaned_data["file"]
    name, content = file.name or "", bytes(file.read())
    try:
        looked = look(programme=desk.programme, name=name, content=content, by=desk.user)
    except NotAllowedError:
        raise
    except SentenceError as error:
        form.add_error("file", str(error))
        return show_hub(request, desk, form, status=422)
    if not looked.preview.forms:
        form.add_error("file", _("None of the files can be brought."))
        return show_hub(request, desk, form, refusals=looked.preview.refusals, status=422)
    waiting = keep(
        programme=desk.programme,
        kind=UploadKind.REPORTS,
        name=name,
        content=looked.content,
        by=desk.user,
    )
    wanted = (form.cleaned_data["period"], form.cleaned_data["unit"])
    return _show(request, desk, waiting, looked.preview, wanted=wanted)


def _take(desk: Desk, key: UUID) -> Upload:
    """The waiting file; 404 for that of somebody else."""
    check_can_bring(desk.user, desk.programme)
    return waiting_file(desk, UploadKind.REPORTS, key)


def _preview(desk: Desk, waiting: Upload) -> Preview:
    files = read_files(waiting.name, bytes(waiting.content))
    return preview_of(files, open_gate(desk.programme, desk.user))


def _find(found: Preview, period: str, unit: str) -> FormPreview:
    for one in found.forms:
        here = (str(one.place.period.period), one.place.unit.code)
        if here == (period, unit) and one.of(Fate.REFUSED):
            return one
    raise Http404


def _show(
    request: HttpRequest,
    desk: Desk,
    waiting: Upload,
    found: Preview,
    *,
    wanted: tuple[str, str] = ("", ""),
    status: int = 200,
) -> HttpResponse:
    key = str(waiting.pk)
    refused_urls = {
        one.place.key: desk.url(
            "form_refused", key, str(one.place.period.period), one.place.unit.code
        )
        for one in found.forms
    }
    is_large = _is_large(waiting)
    context = {
        "desk": desk,
        "is_large": is_large,
        "is_silent": is_large and is_worker_silent(),
        "page": preview_page(found, refused_urls, wanted),
        "name": waiting.name,
        "confirm_url": desk.url("form_confirm", key),
        "hub_url": desk.url("imports"),
    }
    return render(request, "imports/preview.html", context, status=status)


def _gone(request: HttpRequest, desk: Desk, error: UploadGoneError) -> HttpResponse:
    """A second click, or a page that lay for more than a day: nothing is wrong, nothing is done."""
    messages.info(request, str(error))
    return redirect("imports", desk.programme.code)


def _stored_words(done: Brought) -> str:
    rows = ngettext("%(count)d row was stored.", "%(count)d rows were stored.", done.rows)
    said = rows % {"count": done.rows}
    told = len({place.unit.pk for place in done.places if place.verb is Verb.BRING})
    if told:
        units = ngettext(
            "%(count)d unit was told; it checks and sends its report itself.",
            "The %(count)d units were told; each checks and sends its report itself.",
            told,
        )
        return f"{said} {units % {'count': told}}"
    return f"{said} {_('Check the report, then send it.')}"
