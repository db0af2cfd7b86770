"""Units by file: a units file or a plain table, looked at, then loaded."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignments.units_file import parse_units
from reports.claiming import LostRaceError
from reports.exports.tables import tables_workbook
from reports.forms.setup import UnitsTableForm, VersionForm, YamlFileForm
from reports.imports.rows import FileUnreadableError
from reports.models import DraftKind
from reports.presenters.setup.units import units_preview
from reports.queries.setup import province_facts
from reports.setup.adopting import adopt_units, read_units_file, rehearse_units
from reports.setup.drafts import begin
from reports.setup.units_table import UnitsRead, read_units, template, units_text
from reports.views.setup.places import open_draft, open_setup, posted, sent_files
from tracker.common.attachments import attachment
from tracker.common.errors import SentenceError
from tracker.common.sheets.writer import CONTENT_TYPE


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def units_page(request: HttpRequest) -> HttpResponse:
    """The ways to the units; a posted units file is looked at first."""
    user = open_setup(request)
    form = YamlFileForm(posted(request), sent_files(request), auto_id="file-%s")
    if form.is_valid():
        try:
            text, file = read_units_file(form.cleaned_data["file"], form.file_name)
            rehearse_units(file, by=user)
        except SentenceError as error:
            form.add_error("file", str(error))
        else:
            draft = begin(kind=DraftKind.UNITS, by=user, name=form.file_name, text=text)
            return redirect("setup_units_draft", draft.pk)
    return _show(request, file_form=form)


@never_cache
@require_POST
def units_table(request: HttpRequest) -> HttpResponse:
    """A posted table of units; without refused rows it is looked at as the file it becomes."""
    user = open_setup(request)
    form = UnitsTableForm(request.POST, request.FILES, auto_id="table-%s")
    if not form.is_valid():
        return _show(request, table_form=form)
    try:
        read = read_units(form.cleaned_data["file"], form.words)
        text = units_text(form.words, read.rows, form.file_name)
        if not read.refusals:
            rehearse_units(parse_units(text, form.file_name), by=user)
    except (FileUnreadableError, SentenceError) as error:
        form.add_error("file", str(error))
        return _show(request, table_form=form)
    if read.refusals:
        return _show(request, table_form=form, read=read)
    draft = begin(kind=DraftKind.UNITS, by=user, name=form.file_name, text=text)
    return redirect("setup_units_draft", draft.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def units_draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """What loading the units would do; what is posted loads them."""
    user, found = open_draft(request, draft, DraftKind.UNITS)
    file = parse_units(found.text, found.name)
    if request.method == "POST":
        form = VersionForm(request.POST)
        version = form.cleaned_data["version"] if form.is_valid() else 0
        try:
            loaded = adopt_units(draft=found, file=file, version=version, by=user)
        except LostRaceError as error:
            messages.error(request, str(error))
        else:
            said = _("Units loaded: %(new)d new, %(changed)d changed.")
            messages.success(request, said % {"new": loaded.new, "changed": loaded.changed})
        return redirect("setup")
    page = units_preview(file, rehearse_units(file, by=user))
    return render(request, "setup/units_preview.html", {"draft": found, "page": page})


@require_safe
def units_template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill."""
    user = open_setup(request)
    sheet = template()
    content = tables_workbook(sheet.title, user.full_name, [sheet])
    return attachment(content, "don-vi-mau.xlsx", CONTENT_TYPE)


def _show(
    request: HttpRequest,
    *,
    file_form: forms.Form | None = None,
    table_form: forms.Form | None = None,
    read: UnitsRead | None = None,
) -> HttpResponse:
    wrong = next((one for one in (file_form, table_form) if one and one.errors), None)
    context = {
        "file_form": file_form or YamlFileForm(auto_id="file-%s"),
        "table_form": table_form or UnitsTableForm(auto_id="table-%s"),
        "wrong": wrong,
        "read": read,
        "provinces": province_facts(),
    }
    return render(request, "setup/units.html", context, status=422 if wrong or read else 200)
