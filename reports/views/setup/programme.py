"""The ways to a programme, and the head of one that is built here."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignments.visibility import visible_programmes
from reports.claiming import LostRaceError
from reports.forms.setup import YamlFileForm
from reports.forms.setup_programme import HeadForm
from reports.models import DraftKind, SetupDraft
from reports.presenters.setup.drafts import draft_lines
from reports.queries.setup import known_units, province_choices
from reports.setup.adopting import unit_names
from reports.setup.drafts import begin, change_head, discard, head_of, own_drafts
from reports.views.setup.places import open_draft, open_setup, posted
from tracker.common.timestamps import today


@never_cache
@require_safe
def programme_page(request: HttpRequest) -> HttpResponse:
    """A file, a table or the browser; and the drafts that wait."""
    return show_ways(request, YamlFileForm())


def show_ways(request: HttpRequest, form: forms.Form) -> HttpResponse:
    """The page of the ways, with a file that was refused."""
    user = open_setup(request)
    context = {
        "form": form,
        "drafts": draft_lines(own_drafts(user, DraftKind.TABLE, DraftKind.FILE)),
        "programmes": visible_programmes(user),
        "has_units": bool(province_choices()),
    }
    return render(request, "setup/programme.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def table_begin(request: HttpRequest) -> HttpResponse:
    """The head of a new programme; a draft begins with it."""
    user = open_setup(request)
    form = _form(request, initial={"interim": 2025, "final": 2030})
    if form.is_valid():
        head = form.head()
        draft = begin(kind=DraftKind.TABLE, by=user, name=head.number, head=head)
        return redirect("setup_table", draft.pk)
    return _show(request, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def table_head(request: HttpRequest, draft: UUID) -> HttpResponse:
    """The head of a draft, to be put right."""
    _user, found = open_draft(request, draft, DraftKind.TABLE)
    form = _form(request, initial=HeadForm.values(head_of(found)))
    if form.is_valid():
        try:
            change_head(draft=found, head=form.head(), version=_version(request))
        except LostRaceError as error:
            messages.error(request, str(error))
        return redirect("setup_table", found.pk)
    return _show(request, form, found)


@require_POST
def draft_discard(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Throw a draft away."""
    _user, found = open_draft(request, draft, *DraftKind)
    discard(draft=found)
    messages.success(request, _("The draft is thrown away."))
    return redirect("setup_units" if found.kind == DraftKind.UNITS else "setup_programme")


def _form(request: HttpRequest, initial: dict[str, object]) -> HeadForm:
    choices = province_choices()
    names = {code: unit_names(code, today()) for code, _name in choices}
    return HeadForm(choices, names, posted(request), initial=initial)


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _show(request: HttpRequest, form: HeadForm, draft: SetupDraft | None = None) -> HttpResponse:
    context = {"form": form, "draft": draft, "units": known_units()}
    return render(request, "setup/head.html", context, status=422 if form.errors else 200)
