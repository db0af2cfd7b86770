"""Nhật ký: the append-only ledger, as this person may read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assignments.models import Unit
from assignments.permissions import is_office, own_units
from indicators.models import Indicator
from reports.forms.oversight import LedgerFilter
from reports.presenters.files.about import filter_words
from reports.presenters.files.links import table_links
from reports.presenters.files.oversight import ledger_table
from reports.presenters.oversight.deeds import deed_name
from reports.presenters.oversight.ledger import Names, ledger_line
from reports.queries.ledger import narrowed, visible_events
from reports.queries.ledger_pages import Entries
from reports.views.desk import Desk, open_desk
from reports.views.files import table_answer
from tracker.common.folding import fold

PER_PAGE = 50


@dataclass(frozen=True)
class _Ledger:
    """The entries as the address asks for them."""

    desk: Desk
    entries: Entries
    filters: LedgerFilter
    names: Names


@require_safe
def ledger_page(request: HttpRequest, code: str) -> HttpResponse:
    """The newest entries first, fifty at a time."""
    ledger = _open(request, code)
    page = Paginator(ledger.entries, PER_PAGE).get_page(request.GET.get("page"))
    query = ledger.filters.query()
    context = {
        "desk": ledger.desk,
        "filters": ledger.filters,
        "page": page,
        "reach": len(ledger.entries) if ledger.entries.is_cut else None,
        "lines": [ledger_line(event, ledger.names) for event in page],
        "files": table_links(ledger.desk.url, "ledger", **query),
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "pages_url": ledger.desk.url("ledger", **query),
    }
    return render(request, "oversight/ledger.html", context)


@require_safe
def ledger_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The same entries as a file, at most ten thousand; it says if there are more."""
    ledger = _open(request, code)
    filters = filter_words(ledger.filters)
    if ledger.entries.is_cut:
        filters[_("Cut off")] = _("only the newest %(count)d entries") % {
            "count": len(ledger.entries)
        }
    table = ledger_table(ledger_line(event, ledger.names) for event in ledger.entries)
    return table_answer(ledger.desk, ending, "nhat-ky", table, filters=filters)


def _open(request: HttpRequest, code: str) -> _Ledger:
    desk = open_desk(request, code)
    visible = visible_events(desk.user, desk.programme, desk.as_of)
    units = {unit.code: unit for unit in Unit.objects.filter(province=desk.programme.province_id)}
    indicators = {one.code: one for one in Indicator.objects.filter(programme=desk.programme)}
    names = Names(units, indicators, {one.code: one for one in desk.programme.tasks.all()})
    filters = _filters(request, desk, visible, names)
    entries = narrowed(visible, filters.query())
    return _Ledger(desk, entries, filters, names)


def _filters(request: HttpRequest, desk: Desk, visible: Entries, names: Names) -> LedgerFilter:
    """Offers only what occurs, and only units whose entries this person may read."""
    verbs, people = visible.deeds_and_people()
    units = sorted(_asked_units(desk, names), key=lambda unit: (unit.is_local, fold(unit.name)))
    deeds = sorted(((verb, deed_name(verb)) for verb in verbs), key=lambda pair: fold(pair[1]))
    choices = {
        "unit": [(unit.code, unit.name) for unit in units],
        "person": [(person.username, person.full_name) for person in people],
        "indicator": [(one.code, one.display_name) for one in names.indicators.values()],
        "task": [(one.code, str(one)) for one in names.tasks.values()],
        "verb": deeds,
    }
    return LedgerFilter(request.GET, choices=choices)


def _asked_units(desk: Desk, names: Names) -> list[Unit]:
    sees_all = desk.user.is_administrator or is_office(desk.user, desk.programme)
    own = own_units(desk.user, desk.programme)
    return own if own and not sees_all else list(names.units.values())
