"""The task list, and the one deed that needs no page of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from indicators.models import Programme
from reports.presenters.setup.steps import steps
from reports.queries.setup import setup_facts
from reports.setup.adopting import begin_calendar
from reports.views.setup.places import open_setup


@never_cache
@require_safe
def setup_page(request: HttpRequest) -> HttpResponse:
    """Every step with its state, computed from the data."""
    facts = setup_facts(open_setup(request), request.GET.get("programme", "")[:80])
    made = steps(facts)
    context = {
        "steps": made,
        "done": sum(one.is_done for one in made),
        "programme": facts.programme,
        "others": [one for one in facts.programmes if one != facts.programme],
    }
    return render(request, "setup/tasks.html", context)


@require_POST
def open_first_year(request: HttpRequest, code: str) -> HttpResponse:
    """Open what is still due this year for a programme without a calendar."""
    user = open_setup(request)
    programme = get_object_or_404(Programme, code=code)
    made = begin_calendar(programme=programme, by=user)
    if made:
        messages.success(request, _("%(year)d is open.") % {"year": made[0].year})
    else:
        messages.warning(request, _("This programme has a calendar already."))
    return redirect("setup")
