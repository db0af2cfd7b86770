"""Tổng quan, and its tables as files."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.assessment import ProgrammeAssessment, assess_programme
from reports.presenters.files.indicators import change_table, group_table, indicator_table
from reports.presenters.files.links import table_links
from reports.presenters.overview import (
    Overview,
    concerned_rows,
    day_before_last_quarter,
    overview,
)
from reports.queries.task_counts import task_counts
from reports.views.desk import Desk, open_desk
from reports.views.files import table_answer
from reports.views.keeping import kept_as, lazily


@dataclass(frozen=True)
class _State:
    """The programme on the day and at the end of the last quarter, and the page made of both."""

    now: ProgrammeAssessment
    before: ProgrammeAssessment
    page: Overview


@require_safe
def overview_page(request: HttpRequest, code: str) -> HttpResponse:
    """The state of a programme on one page."""
    desk = open_desk(request, code)
    names = ("attention", "groups", "changes")
    context = {
        "kept": kept_as(request, desk),
        "page": lazily(lambda: _state(desk).page),
        "desk": desk,
        "files": {name: table_links(desk.url, name) for name in names},
    }
    return render(request, "overview.html", context)


@require_safe
def attention_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """All indicators that need attention, also those for which the page has no room."""
    desk = open_desk(request, code)
    now = assess_programme(desk.programme, desk.as_of)
    rows = concerned_rows(now, desk.url)
    table = indicator_table(_("Indicators that need attention"), rows, now)
    return table_answer(desk, ending, "can-chu-y", table)


@require_safe
def groups_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Groups by status."""
    desk = open_desk(request, code)
    return table_answer(desk, ending, "nhom-chi-tieu", group_table(_state(desk).page))


@require_safe
def changes_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """What changed since the last quarter."""
    desk = open_desk(request, code)
    state = _state(desk)
    table = change_table(state.page, state.now, state.before)
    return table_answer(desk, ending, "thay-doi", table)


def _state(desk: Desk) -> _State:
    now = assess_programme(desk.programme, desk.as_of)
    eve, since = day_before_last_quarter(desk.as_of)
    before = assess_programme(desk.programme, eve, units=now.local_units)
    tasks = task_counts(desk.programme, desk.as_of)
    return _State(now, before, overview(now, before, since, tasks, desk.url))
