"""Nhiệm vụ: the document's tasks by section, with filters, and the same as a file."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assignments.models import UnitKind
from assignments.permissions import is_office
from reports.forms.tasks import TaskFilter
from reports.presenters.files.about import filter_words
from reports.presenters.files.links import table_links
from reports.presenters.files.tasks import task_table
from reports.presenters.tasks.clarity import clarity_choices
from reports.presenters.tasks.listing import list_head, sections_of
from reports.presenters.tasks.selection import Selection, select
from reports.presenters.tasks.states import state_choices
from reports.queries.tasks import ProgrammeTasks, programme_tasks
from reports.views.desk import Desk, open_desk
from reports.views.files import table_answer
from tracker.common.folding import fold

PER_PAGE = 50


@dataclass(frozen=True)
class _List:
    """The tasks as the address asks for them."""

    desk: Desk
    tasks: ProgrammeTasks
    filters: TaskFilter
    wanted: dict[str, str]
    selection: Selection


@require_safe
def task_list(request: HttpRequest, code: str) -> HttpResponse:
    """By section; each lead for itself, fifty at a time, where a filter asks for units."""
    found = _open(request, code)
    desk, lines = found.desk, found.selection.lines
    page = Paginator(lines, PER_PAGE if found.selection.is_by_lead else max(len(lines), 1))
    shown = page.get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "filters": found.filters,
        "is_filtered": bool(found.wanted),
        "head": list_head(found.selection, desk.url, found.wanted),
        "sections": sections_of(list(shown), desk.url),
        "page": shown,
        "page_range": page.get_elided_page_range(shown.number, on_each_side=2, on_ends=1),
        "pages_url": desk.url("tasks", **found.wanted),
        "files": table_links(desk.url, "tasks", **found.wanted),
        "print_url": desk.url("tasks_print"),
        "unassigned_url": desk.url("unassigned"),
        "may_assign": desk.is_today and is_office(desk.user, desk.programme),
    }
    return render(request, "tasks/list.html", context)


@require_safe
def task_list_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """What is filtered: one line for each lead, one for a task that nobody leads."""
    found = _open(request, code)
    table = task_table(_("Tasks"), found.selection.lines)
    filters = filter_words(found.filters)
    return table_answer(found.desk, ending, "nhiem-vu", table, filters=filters)


def _open(request: HttpRequest, code: str) -> _List:
    desk = open_desk(request, code)
    tasks = programme_tasks(desk.programme, desk.as_of)
    kinds = {duty.unit.kind for duty in tasks.duties}
    units = sorted(tasks.units.values(), key=lambda unit: fold(unit.name))
    filters = TaskFilter(
        request.GET,
        choices={
            "section": [
                (one.number, str(one.number) + ". " + _short(one.display_title))
                for one in tasks.sections
            ],
            "state": state_choices(),
            "unit": [(unit.code, unit.name) for unit in units],
            "kind": [(kind, str(UnitKind(kind).label)) for kind in UnitKind if kind in kinds],
            "clarity": clarity_choices(),
        },
    )
    wanted = filters.query()
    return _List(desk, tasks, filters, wanted, select(tasks, wanted))


def _short(title: str, limit: int = 60) -> str:
    """The beginning of a long heading."""
    return title if len(title) <= limit else f"{title[:limit].rsplit(' ', 1)[0]}…"
