"""Văn bản: the document's own words, each passage with an anchor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.presenters.document import document
from reports.queries.clauses import clauses_with_targets, sections_with_tasks
from reports.views.desk import open_desk


@require_safe
def document_page(request: HttpRequest, code: str) -> HttpResponse:
    """Every clause with the targets that rest on it, every section with its tasks."""
    desk = open_desk(request, code)
    clauses = clauses_with_targets(desk.programme)
    page = document(desk.programme, clauses, sections_with_tasks(desk.programme), desk.url)
    return render(request, "clauses.html", {"page": page, "desk": desk})
