"""The quarter's forms of all units, asked for as one file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reports.jobs.once import ask_once
from reports.models import JobKind
from reports.queries.calendar import period_of_programme
from reports.views.oversight.office import open_office
from tracker.common.errors import SentenceError


@require_POST
def forms_out(request: HttpRequest, code: str) -> HttpResponse:
    """A job makes them; the person is led to it."""
    desk = open_office(request, code)
    period = period_of_programme(desk.programme, request.POST.get("period", ""))
    if period is None or period.is_locked:
        raise SentenceError(_("Choose a period that is not locked."))
    asked = {"period": str(period.period)}
    job = ask_once(JobKind.FORMS_OUT, by=desk.user, programme=desk.programme, parameters=asked)
    return redirect("job", job.pk)
