"""Việc nền: one's jobs, one of them with its progress, the file that it made."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.models import Job
from reports.presenters.jobs.line import job_lines
from reports.presenters.jobs.page import job_page
from reports.queries.jobs import file_of, job_of, jobs_of, jobs_of_schedule
from reports.queries.worker import is_worker_silent
from reports.views.jobs.asking_by_itself import asks_by_itself
from tracker.accounts.guards import signed_in_user
from tracker.common.attachments import attachment

PER_PAGE = 25
SCHEDULE = "lich"


@never_cache
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """What the person asked for, the newest first; an administrator also has the schedule's."""
    user = signed_in_user(request)
    is_schedule = user.is_administrator and request.GET.get("cua") == SCHEDULE
    found = jobs_of_schedule(user) if is_schedule else jobs_of(user)
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "pages_url": f"?cua={SCHEDULE}" if is_schedule else "?cua=minh",
        "page_range": shown.paginator.get_elided_page_range(shown.number, on_each_side=2),
        "lines": job_lines(list(shown)),
        "is_schedule": is_schedule,
        "has_schedule": user.is_administrator,
        "is_silent": is_worker_silent(),
    }
    return render(request, "jobs/list.html", context)


@never_cache
@require_safe
def job(request: HttpRequest, key: int) -> HttpResponse:
    """One job; 404 for somebody else's."""
    found = open_job(request, key)
    return render(request, "jobs/job.html", job_context(found))


@asks_by_itself
@never_cache
@require_safe
def job_progress(request: HttpRequest, key: int) -> HttpResponse:
    """The part of the page that changes; 204 as long as it is what the page shows already."""
    context = job_context(open_job(request, key))
    if request.GET.get("seen") == context["job"].mark:
        return HttpResponse(status=204)
    return render(request, "jobs/fragment.html", context)


@require_safe
def job_file(request: HttpRequest, key: int) -> HttpResponse:
    """What the job made, for who asked for it; 404 for anybody else, and once it is gone."""
    found = file_of(signed_in_user(request), key)
    if found is None:
        raise Http404
    return attachment(bytes(found.content), found.name, found.content_type)


def open_job(request: HttpRequest, key: int) -> Job:
    """A job that this person may see; 404 for any other."""
    found = job_of(signed_in_user(request), key)
    if found is None:
        raise Http404
    return found


def job_context(found: Job) -> dict[str, Any]:
    """What page and fragment are drawn from."""
    file_name = getattr(found, "file_name", None) or ""
    is_silent = found.ended_at is None and is_worker_silent()
    return {"job": job_page(found, file_name, is_silent=is_silent)}
