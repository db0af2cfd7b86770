"""Văn bản: the document's own words, each passage with an anchor; its clauses as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.presenters.document import document
from reports.presenters.files.administration import clause_table
from reports.presenters.files.links import table_links
from reports.queries.clauses import clauses_with_targets, sections_with_tasks
from reports.views.desk import open_desk
from reports.views.files import table_answer


@require_safe
def document_page(request: HttpRequest, code: str) -> HttpResponse:
    """Every clause with the targets that rest on it, every section with its tasks."""
    desk = open_desk(request, code)
    clauses = clauses_with_targets(desk.programme)
    page = document(desk.programme, clauses, sections_with_tasks(desk.programme), desk.url)
    context = {"page": page, "desk": desk, "files": table_links(desk.url, "clauses")}
    return render(request, "clauses.html", context)


@require_safe
def clauses_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Every clause with its targets; the tasks are a file of their own."""
    desk = open_desk(request, code)
    return table_answer(desk, ending, "van-ban", clause_table(clauses_with_targets(desk.programme)))
