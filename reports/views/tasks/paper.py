"""The four counts on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.presenters.tasks.paper import paper_of
from reports.queries.tasks import programme_tasks
from reports.views.desk import open_desk


@require_safe
def tasks_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The table for the Standing Committee, to be printed."""
    desk = open_desk(request, code)
    paper = paper_of(programme_tasks(desk.programme, desk.as_of))
    context = {"desk": desk, "paper": paper, "list_url": desk.url("tasks")}
    return render(request, "tasks/paper.html", context)
