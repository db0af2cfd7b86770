"""Chỉ tiêu không còn đo được: marked by who administers when a new law has ended them."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indicators.models import Indicator
from indicators.superseding import SupersedingError, reinstate, supersede
from reports.forms.measures import SupersedeForm
from reports.presenters.administration.measures import measure_lines
from reports.presenters.files.links import table_links
from reports.views.administration.places import open_administration
from reports.views.desk import Desk


@require_safe
def measure_list(request: HttpRequest, code: str) -> HttpResponse:
    """Every indicator with its mark, for who administers."""
    return _page(request, open_administration(request, code), {})


@require_POST
def measure_change(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """Mark an indicator as superseded, correct the mark, or take it away (`reinstate`)."""
    desk = open_administration(request, code)
    found = indicators_of(desk).filter(code=indicator).select_related("programme").first()
    if found is None:
        raise Http404
    form = SupersedeForm(request.POST, auto_id=f"{found.code}-%s")
    try:
        if "reinstate" in request.POST:
            reinstate(indicator=found, reason=request.POST.get("reason", ""), by=desk.user)
            messages.success(request, _("%(name)s is judged again.") % {"name": found})
            return redirect(desk.url("measures"))
        if form.is_valid():
            supersede(indicator=found, by=desk.user, **form.cleaned_data)
            messages.success(request, _("%(name)s is marked.") % {"name": found})
            return redirect(desk.url("measures"))
    except SupersedingError as error:
        if "reinstate" in request.POST:
            messages.error(request, str(error))
            return redirect(desk.url("measures"))
        form.add_error(None, str(error))
    return _page(request, desk, {found.code: form}, status=422)


def indicators_of(desk: Desk) -> QuerySet[Indicator]:
    """Every indicator of the programme that is not retired."""
    return Indicator.objects.filter(programme=desk.programme, retired_at=None)


def _page(
    request: HttpRequest, desk: Desk, wrong: Mapping[str, SupersedeForm], status: int = 200
) -> HttpResponse:
    lines = measure_lines(indicators_of(desk).order_by("position"), desk.url, wrong)
    context = {
        "desk": desk,
        "lines": lines,
        "wrong": set(wrong),
        "administration_url": desk.url("administration"),
        "files": table_links(desk.url, "measures"),
    }
    return render(request, "administration/measures.html", context, status=status)
