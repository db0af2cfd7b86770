"""Cancel a job, or have it tried again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reports.jobs.asking import JobError, cancel, retry
from reports.views.jobs.page import open_job
from tracker.accounts.guards import signed_in_user


@require_POST
def job_cancel(request: HttpRequest, key: int) -> HttpResponse:
    """At once if it waits, else before its next step."""
    found = open_job(request, key)
    try:
        cancel(job=found, by=signed_in_user(request))
    except JobError as error:
        messages.warning(request, str(error))
    else:
        messages.info(request, _("It is cancelled, if it is not through before it hears of it."))
    return redirect("job", key)


@require_POST
def job_retry(request: HttpRequest, key: int) -> HttpResponse:
    """Once more from the beginning; a file that it would store must still wait."""
    found = open_job(request, key)
    try:
        retry(job=found, by=signed_in_user(request))
    except JobError as error:
        messages.warning(request, str(error))
    return redirect("job", key)
