"""Tìm kiếm: what this person may see, by a part of its name, its number or its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assignments.visibility import visible_programmes
from indicators.models import Programme
from reports.presenters import search as words
from reports.queries import search as rows
from reports.search.finding import Found, find
from reports.search.names import Kind
from reports.search.wanted import LONGEST, Wanted, wanted
from reports.views.desk import Desk, open_desk
from tracker.accounts.guards import signed_in_user
from tracker.common.errors import SentenceError

_SHOWN: Mapping[Kind, tuple[Callable[..., list[Any]], Callable[..., words.Line]]] = {
    Kind.PROGRAMME: (rows.programmes_found, words.programme_line),
    Kind.INDICATOR: (rows.indicators_found, words.indicator_line),
    Kind.UNIT: (rows.units_found, words.unit_line),
    Kind.TASK: (rows.tasks_found, words.task_line),
    Kind.CLAUSE: (rows.clauses_found, words.clause_line),
}
"""How what was found of a kind is read, and how it reads."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found, by kind; `programme` is where the person came from, else their first. Who
    has none is told at the entrance what to do."""
    programmes = list(visible_programmes(signed_in_user(request)))
    code = request.GET.get("programme") or (programmes[0].code if programmes else "")
    if not code:
        return redirect("home")
    desk = open_desk(request, code)
    asked = wanted(_text(request))
    found = find(asked, programmes, current=desk.programme)
    asked = replace(asked, is_whole=any(one.is_whole for one in found.values()))
    context = {
        "desk": desk,
        "asked": asked,
        "longest": LONGEST,
        "sum": words.sum_sentence(found),
        "groups": words.groups(found, _lines(found, asked, programmes, desk)),
    }
    return render(request, "search/page.html", context)


def _text(request: HttpRequest) -> str:
    """SentenceError for a text that is longer than the field takes."""
    text = request.GET.get("q", "").strip()
    if len(text) > LONGEST:
        raise SentenceError(_("A search has at most %(count)d characters.") % {"count": LONGEST})
    return text


def _lines(
    found: Mapping[Kind, Found], asked: Wanted, programmes: Sequence[Programme], desk: Desk
) -> dict[Kind, list[words.Line]]:
    """The lines of each kind; a unit is shown in the current programme if it is of its province."""
    homes = {one.province_id: one for one in reversed([desk.programme, *programmes])}
    ways = words.Ways(desk.as_of, homes)
    return {
        kind: [line(one, asked, ways) for one in read(found[kind].keys)]
        for kind, (read, line) in _SHOWN.items()
        if kind in found
    }
