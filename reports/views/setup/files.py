"""A programme by its file: looked at, then stored, exactly as the command does it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from indicators.programme_file import parse_programme
from reports.forms.setup import VersionForm, YamlFileForm
from reports.models import DraftKind
from reports.presenters.setup.drafts import file_page
from reports.setup.adopting import adopt_programme, rehearse_programme
from reports.setup.drafts import begin
from reports.views.setup.places import open_draft, open_setup, posted
from reports.views.setup.programme import show_ways
from tracker.common.errors import SentenceError

MOST_FAULTS = 40
"""As many as somebody puts right in one go."""


@never_cache
@require_POST
def file_upload(request: HttpRequest) -> HttpResponse:
    """Keep a file that can be read; one that cannot is refused with every fault and its line."""
    user = open_setup(request)
    form = YamlFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_ways(request, form)
    try:
        content = form.cleaned_data["file"]
        spec = parse_programme(content, form.file_name)
        refusal = rehearse_programme(spec, by=user, kind=DraftKind.FILE).refusal
    except SentenceError as error:
        refusal = str(error)
    if refusal:
        for line in refusal.splitlines()[:MOST_FAULTS]:
            form.add_error("file", line)
        return show_ways(request, form)
    text = content.decode("utf-8-sig")
    draft = begin(kind=DraftKind.FILE, by=user, name=form.file_name, text=text)
    return redirect("setup_file_draft", draft.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def file_draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """What the file would store; what is posted stores it."""
    user, found = open_draft(request, draft, DraftKind.FILE)
    spec = parse_programme(found.text, found.name)
    form = VersionForm(posted(request), initial={"version": found.version})
    if form.is_valid():
        said = form.cleaned_data
        try:
            adopt_programme(
                draft=found, spec=spec, version=said["version"], reason=said["reason"], by=user
            )
        except SentenceError as error:
            messages.error(request, str(error))
            return redirect("setup_programme")
        messages.success(request, _("The programme %(code)s is stored.") % {"code": spec.number})
        return redirect("setup")
    rehearsal = rehearse_programme(spec, by=user, kind=DraftKind.FILE)
    if rehearsal.applied is None:
        raise SentenceError(rehearsal.refusal)
    page = file_page(spec, rehearsal.applied, is_new=rehearsal.is_new)
    context = {"draft": found, "page": page, "form": form, "needs_reason": rehearsal.needs_reason}
    return render(request, "setup/file.html", context, status=422 if form.errors else 200)
