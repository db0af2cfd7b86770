"""A programme as a plain table: how its rows are understood, a table brought, the whole stored."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.plain_table import Built, UnderstoodRow, build, understand
from reports.exports.tables import tables_workbook
from reports.forms.setup import BroughtTableForm, VersionForm
from reports.imports.rows import FileUnreadableError
from reports.models import DraftKind, SetupDraft
from reports.presenters.setup.drafts import table_page
from reports.queries.setup import known_units
from reports.setup.adopting import Rehearsal, adopt_programme, rehearse_programme, unit_names
from reports.setup.drafts import head_of, put_rows, rows_of
from reports.setup.targets_table import read_targets, template
from reports.views.setup.places import open_draft
from tracker.accounts.models import User
from tracker.common.attachments import attachment
from tracker.common.errors import SentenceError
from tracker.common.sheets.writer import CONTENT_TYPE
from tracker.common.timestamps import today


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def table_draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """The draft as it is understood; what is posted makes it a programme."""
    user, found = open_draft(request, draft, DraftKind.TABLE)
    if request.method != "POST":
        return _show(request, user, found)
    form = VersionForm(request.POST)
    _rows, built = understood_draft(found)
    if not form.is_valid() or built.spec is None:
        raise SentenceError(_("This draft cannot become a programme yet. Look at it again."))
    said = form.cleaned_data
    try:
        programme = adopt_programme(
            draft=found, spec=built.spec, version=said["version"], reason=said["reason"], by=user
        )
    except SentenceError as error:
        messages.error(request, str(error))
        return redirect("setup_programme")
    messages.success(request, _("The programme %(code)s is stored.") % {"code": programme.number})
    return redirect("setup")


@never_cache
@require_POST
def table_upload(request: HttpRequest, draft: UUID) -> HttpResponse:
    """A plain table instead of the rows of the draft."""
    user, found = open_draft(request, draft, DraftKind.TABLE)
    form = BroughtTableForm(request.POST, request.FILES)
    version = VersionForm(request.POST)
    if form.is_valid() and version.is_valid():
        try:
            rows = read_targets(form.cleaned_data["file"], head_of(found).years)
            put_rows(draft=found, rows=rows, version=version.cleaned_data["version"])
        except (FileUnreadableError, SentenceError) as error:
            form.add_error("file", str(error))
        else:
            return redirect("setup_table", found.pk)
    return _show(request, user, found, file_form=form)


@require_safe
def table_template(request: HttpRequest, draft: UUID) -> HttpResponse:
    """The workbook to fill, with the years of the draft and the units of its province."""
    user, found = open_draft(request, draft, DraftKind.TABLE)
    head = head_of(found)
    sheets = template(head.years, [(one.code, one.name) for one in known_units(head.province)])
    content = tables_workbook(str(sheets[0].title), user.full_name, sheets)
    return attachment(content, f"{head.code}-mau.xlsx", CONTENT_TYPE)


def understood_draft(draft: SetupDraft) -> tuple[list[UnderstoodRow], Built]:
    """Every row of the draft, and the programme that they make."""
    head = head_of(draft)
    names = unit_names(head.province, today())
    rows = understand(rows_of(draft), names, source=head.source or head.number)
    return rows, build(head, rows)


def names_by_code(draft: SetupDraft) -> dict[str, str]:
    """What the units of the draft's province are called."""
    return {one.code: one.name for one in known_units(head_of(draft).province)}


def _show(
    request: HttpRequest, user: User, draft: SetupDraft, *, file_form: forms.Form | None = None
) -> HttpResponse:
    rows, built = understood_draft(draft)
    context: dict[str, Any] = {"draft": draft, "head": head_of(draft)}
    rehearsal = Rehearsal()
    if built.spec is not None:
        rehearsal = rehearse_programme(built.spec, by=user, kind=DraftKind.TABLE)
    context["page"] = table_page(draft, rows, built, rehearsal, names_by_code(draft))
    context["form"] = VersionForm() if rehearsal.needs_reason else None
    context["file_form"] = file_form or BroughtTableForm()
    status = 422 if file_form and file_form.errors else 200
    return render(request, "setup/table.html", context, status=status)
