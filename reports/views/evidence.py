"""Files beside figures: served after the permission check, added, taken away."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from reports.evidence import attach, path_of, remove
from reports.models import Evidence, Report
from reports.presenters.evidence import WHOLE, Beside, evidence_box
from reports.queries.evidence import visible_evidence
from reports.views.desk import Desk, open_desk
from reports.views.places import open_place
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.file_kinds import BY_CONTENT_TYPE

_ABOUT = r"\A[eu][1-9][0-9]{0,17}\Z"
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""A file shown in the browser is a document without scripts, forms, origin or network."""


class EvidenceForm(forms.Form):
    """A file, and the line it belongs to: e12 a figure, u34 a task (empty: the whole report)."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=1000,
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )
    about = forms.RegexField(_ABOUT, required=False)


@require_safe
def evidence_file(request: HttpRequest, code: str, name: UUID) -> HttpResponseBase:
    """The file itself: images and PDF may be shown (`?inline=1`), everything else is saved."""
    desk = open_desk(request, code)
    evidence = _visible(desk, name)
    if evidence.removed_at is not None:
        raise Http404
    kind = BY_CONTENT_TYPE[evidence.content_type]
    is_shown = kind.is_shown_inline and request.GET.get("inline") == "1"
    try:
        file = path_of(evidence.stored_name).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        file,
        as_attachment=not is_shown,
        filename=evidence.shown_name,
        content_type=evidence.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def evidence_attach(request: HttpRequest, code: str, period: str, unit: str) -> HttpResponse:
    """Put a file beside a figure or the report; a refusal says why and keeps nothing."""
    place = open_place(request, code, period, unit)
    report = place.report()
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _answer(request, place.desk, report, WHOLE, error=_first_error(form))
    beside = _beside(report, form.cleaned_data["about"])
    upload, by = form.cleaned_data["file"], place.desk.user
    try:
        evidence = attach(
            report=report, entry=beside.entry, update=beside.update, upload=upload, by=by
        )
    except NotAllowedError:
        raise
    except SentenceError as error:
        return _answer(request, place.desk, report, beside, error=str(error))
    done = _("The file “%(name)s” was stored.") % {"name": evidence.shown_name}
    return _answer(request, place.desk, report, beside, done=done)


@require_POST
def evidence_remove(request: HttpRequest, code: str, name: UUID) -> HttpResponse:
    """Take a file away."""
    desk = open_desk(request, code)
    evidence = _visible(desk, name)
    is_of_line = bool(request.POST.get("about"))
    beside = Beside(evidence.entry, evidence.task_update) if is_of_line else WHOLE
    try:
        remove(evidence=evidence, by=desk.user)
    except NotAllowedError:
        raise
    except SentenceError as error:
        return _answer(request, desk, evidence.report, beside, error=str(error))
    done = _("The file “%(name)s” was removed.") % {"name": evidence.shown_name}
    return _answer(request, desk, evidence.report, beside, done=done)


def _visible(desk: Desk, name: UUID) -> Evidence:
    found = visible_evidence(desk.user, desk.programme).filter(stored_name=name).first()
    if found is None:
        raise Http404
    return found


def _beside(report: Report, about: str) -> Beside:
    """The chosen line; 404 for one of another report."""
    if not about:
        return WHOLE
    key = int(about[1:])
    if about.startswith("e"):
        entries = report.entries.select_related("indicator")
        beside = Beside(entry=entries.filter(pk=key).first())
    else:
        updates = report.task_updates.select_related("assignment__task")
        beside = Beside(update=updates.filter(pk=key).first())
    if not beside.key:
        raise Http404
    return beside


def _first_error(form: forms.Form) -> str:
    return str(next(iter(form.errors.values()))[0])


def _answer(
    request: HttpRequest,
    desk: Desk,
    report: Report,
    beside: Beside,
    *,
    done: str = "",
    error: str = "",
) -> HttpResponse:
    """For htmx the list anew (422 with what was wrong), else back to the page that holds it."""
    if request.headers.get("HX-Request") == "true":
        box = evidence_box(report, desk.user, desk.url, beside=beside, error=error)
        return render(request, "evidence/list.html", {"box": box}, status=422 if error else 200)
    if error:
        messages.error(request, error)
    else:
        messages.success(request, done)
    where = desk.url("report_check", str(report.period.period), report.unit.code)
    return redirect(f"{where}#evidence-{beside.key or 'report'}")
