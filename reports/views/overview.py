"""Tổng quan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.assessment import assess_programme
from reports.presenters.overview import day_before_last_quarter, overview
from reports.queries.task_counts import task_counts
from reports.views.desk import open_desk


@require_safe
def overview_page(request: HttpRequest, code: str) -> HttpResponse:
    """The state of a programme on one page."""
    desk = open_desk(request, code)
    now = assess_programme(desk.programme, desk.as_of)
    eve, since = day_before_last_quarter(desk.as_of)
    before = assess_programme(desk.programme, eve)
    tasks = task_counts(desk.programme, desk.as_of)
    page = overview(now, before, since, tasks, desk.url)
    return render(request, "overview.html", {"page": page, "desk": desk})
