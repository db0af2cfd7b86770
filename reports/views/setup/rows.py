"""One row of a draft: entered with a live preview, changed, dropped."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from indicators.plain_table import understand
from reports.claiming import LostRaceError
from reports.forms.setup import VersionForm
from reports.forms.setup_programme import RowForm
from reports.models import DraftKind, SetupDraft
from reports.presenters.setup.rows import RowCard, card
from reports.queries.setup import known_units
from reports.setup.adopting import unit_names
from reports.setup.drafts import drop_row, head_of, put_row, rows_of
from reports.views.setup.drafts import names_by_code
from reports.views.setup.places import open_draft, posted
from tracker.common.errors import SentenceError
from tracker.common.timestamps import today


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def row_add(request: HttpRequest, draft: UUID) -> HttpResponse:
    """A new row behind the others; with `look` it is only shown how it is understood."""
    _user, found = open_draft(request, draft, DraftKind.TABLE)
    initial = {"version": found.version, "group": _last_group(found)}
    form = RowForm(head_of(found).years, posted(request), initial=initial)
    return _answer(request, found, form, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def row_change(request: HttpRequest, draft: UUID, number: int) -> HttpResponse:
    """The row with that number from 1."""
    _user, found = open_draft(request, draft, DraftKind.TABLE)
    if not 1 <= number <= len(found.rows):
        raise Http404
    row = rows_of(found)[number - 1]
    initial = {"version": found.version, **RowForm.values(row)}
    form = RowForm(head_of(found).years, posted(request), initial=initial)
    return _answer(request, found, form, number, code=row["code"])


@never_cache
@require_POST
def row_understood(request: HttpRequest, draft: UUID) -> HttpResponse:
    """How the row that is being typed would be understood: a part of its page."""
    _user, found = open_draft(request, draft, DraftKind.TABLE)
    form = RowForm(head_of(found).years, request.POST)
    context = {"row": _understood(found, form) if form.is_valid() else None}
    return render(request, "setup/understood.html", context)


@require_POST
def row_drop(request: HttpRequest, draft: UUID, number: int) -> HttpResponse:
    """The row goes."""
    _user, found = open_draft(request, draft, DraftKind.TABLE)
    form = VersionForm(request.POST)
    try:
        version = form.cleaned_data["version"] if form.is_valid() else 0
        drop_row(draft=found, place=number - 1, version=version)
    except LostRaceError as error:
        messages.error(request, str(error))
    return redirect("setup_table", found.pk)


def _answer(
    request: HttpRequest,
    draft: SetupDraft,
    form: RowForm,
    number: int | None,
    code: str = "",
) -> HttpResponse:
    if form.is_valid() and "look" not in request.POST:
        place = None if number is None else number - 1
        version = form.cleaned_data["version"] or 0
        try:
            put_row(draft=draft, place=place, row=form.row(code), version=version)
        except SentenceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(what)s is saved.") % {"what": form.row()["name"] or "–"})
            another = number is None and "another" in request.POST
            return redirect("setup_row_add" if another else "setup_table", draft.pk)
    is_looked_at = form.is_valid()
    context = {
        "draft": draft,
        "head": head_of(draft),
        "form": form,
        "number": number,
        "row": _understood(draft, form) if is_looked_at else None,
        "targets": [form[f"target_{year}"] for year in form.years],
        "units": known_units(head_of(draft).province),
        "groups": sorted({one["group"] for one in rows_of(draft) if one["group"]}),
    }
    return render(request, "setup/row.html", context, status=422 if form.errors else 200)


def _understood(draft: SetupDraft, form: RowForm) -> RowCard:
    """The row by itself, as the draft would take it."""
    head = head_of(draft)
    names = unit_names(head.province, today())
    (one,) = understand([form.row()], names, source=head.source or head.number)
    return card(one, one.faults, names_by_code(draft))


def _last_group(draft: SetupDraft) -> str:
    rows = rows_of(draft)
    return rows[-1]["group"] if rows else ""
