"""One task: its words, its leads, what is clear of it, what happened, and what can be done."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.presenters.files.links import table_links
from reports.presenters.files.tasks import one_task_table
from reports.presenters.tasks.acts import Verb, acts_of
from reports.presenters.tasks.history import history
from reports.presenters.tasks.page import duty_rows, task_page, worst_first
from reports.queries.task_story import story_of
from reports.queries.unled import unled_one
from reports.views.files import table_answer
from reports.views.tasks.place import ALL, TaskPlace, open_task

PER_PAGE = 50


@require_safe
def task_detail(request: HttpRequest, code: str, task: str) -> HttpResponse:
    """The page of a task."""
    return task_answer(request, open_task(request, code, task))


@require_safe
def leads_file(request: HttpRequest, code: str, task: str, ending: str) -> HttpResponse:
    """All leads of a task."""
    place = open_task(request, code, task)
    return table_answer(place.desk, ending, f"nhiem-vu-{task}", one_task_table(place.facts))


def task_answer(
    request: HttpRequest,
    place: TaskPlace,
    wrong: tuple[Verb, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `wrong` is a form that has to be put right."""
    desk, facts, focus = place.desk, place.facts, place.focus
    lead = focus.assignment if focus else None
    if not facts.duties:
        lead = unled_one(facts.task, desk.as_of)
    story = story_of(facts.task, lead, desk.as_of, desk.user, of_office=place.is_office)
    offer = place.offer(story.undecided(focus.assignment) if focus else None)
    leads = Paginator(worst_first(facts.duties), PER_PAGE)
    shown = leads.get_page(request.GET.get("page"))
    names = {unit.code: unit.name for unit in place.tasks.province.values()}
    is_insider = place.is_office or place.is_own
    context = {
        "desk": desk,
        "page": task_page(place.tasks, facts, focus, desk.url),
        "rows": duty_rows(list(shown), desk.url) if focus is None else (),
        "shown": shown,
        "page_range": leads.get_elided_page_range(shown.number, on_each_side=2, on_ends=1),
        "pages_url": place.url("task"),
        "units": [(one.unit.code, one.unit.name) for one in facts.duties],
        "history": history(story, desk.as_of, desk.url, names, shows_open=is_insider),
        "acts": acts_of(offer, wrong) if offer else (),
        "act_url": place.url("task_act"),
        "seen": place.seen,
        "list_url": desk.url("tasks"),
        "work_url": desk.url("my_work") if place.is_own else "",
        "all": ALL,
        "files": table_links(desk.url, "task_leads", facts.task.code),
        "whole_url": desk.url("task", facts.task.code, **{"don-vi": ALL}),
    }
    return render(request, "tasks/detail.html", context, status=status)
