"""Độ đầy đủ and Đôn đốc."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from assignments.models import Unit
from assignments.permissions import is_office
from reports.forms.oversight import CompletenessFilter
from reports.models import ReportingPeriod
from reports.presenters.files.about import filter_words
from reports.presenters.files.links import table_links
from reports.presenters.files.oversight import completeness_table as completeness_table_of
from reports.presenters.oversight.completeness import (
    CompletenessPage,
    UnitLine,
    completeness_page,
)
from reports.presenters.oversight.states import WORST_FIRST, state_word
from reports.queries.completeness import Completeness, completeness, recent_periods
from reports.queries.worker import is_worker_silent
from reports.reminders import Reminded, remind
from reports.views.desk import Desk, open_desk
from reports.views.files import table_answer
from reports.views.oversight.office import open_office, report_link


@dataclass(frozen=True)
class _Table:
    """The table as the address asks for it."""

    facts: Completeness
    focus: ReportingPeriod
    page: CompletenessPage
    filters: CompletenessFilter
    shown: list[UnitLine]
    is_office: bool
    """Whether the person who looks is of the Office."""

    @property
    def chaseable(self) -> list[UnitLine]:
        """The shown units that can be chased and were not today."""
        return [line for line in self.shown if line.can_be_chased and not line.is_chased]


@require_safe
def completeness_table(request: HttpRequest, code: str) -> HttpResponse:
    """Units × the last periods; whoever sees the programme sees the counts."""
    desk = open_desk(request, code)
    table = _table(request, desk)
    context: dict[str, Any] = {
        "desk": desk,
        "table": table,
        "may_chase": desk.is_today and table is not None and table.is_office,
        "calendar_url": desk.url("calendar"),
    }
    if table is not None:
        context["chase_list_url"] = desk.url("chase_list", table.page.focus.code)
        may_collect = context["may_chase"] and not table.focus.is_locked
        context["forms_url"] = desk.url("forms_out") if may_collect else ""
        context["is_silent"] = may_collect and is_worker_silent()
        context["remind_url"] = desk.url("remind", **table.filters.query())
        context["files"] = table_links(desk.url, "completeness", **table.filters.query())
    return render(request, "oversight/completeness.html", context)


def _table(request: HttpRequest, desk: Desk) -> _Table | None:
    """None before the first period has begun."""
    periods = recent_periods(desk.programme, desk.as_of)
    if not periods:
        return None
    focus = next((p for p in periods if str(p.period) == request.GET.get("ky")), periods[-1])
    facts = completeness(desk.programme, periods, desk.as_of)
    reviews = is_office(desk.user, desk.programme)
    page = completeness_page(facts, focus, desk.url, report_link(desk, reviews=reviews))
    present = {line.state for line in page.lines}
    filters = CompletenessFilter(
        request.GET.dict() | {"ky": page.focus.code},
        periods=[(head.code, head.label) for head in reversed(page.heads)],
        kinds=page.kinds,
        states=[(key, state_word(key)) for key in WORST_FIRST if key in present],
    )
    wanted = filters.query()
    shown = [
        line
        for line in page.lines
        if wanted.get("kind", line.kind) == line.kind
        and wanted.get("state", line.state) == line.state
    ]
    return _Table(facts, focus, page, filters, shown, reviews)


@require_safe
def completeness_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The shown units as a file; 404 before the first period."""
    desk = open_desk(request, code)
    table = _table(request, desk)
    if table is None:
        raise Http404
    content = completeness_table_of(table.facts, table.page, table.shown, table.focus)
    filters = filter_words(table.filters)
    return table_answer(desk, ending, "do-day-du", content, filters=filters, period=table.focus)


@require_POST
def remind_units(request: HttpRequest, code: str) -> HttpResponse:
    """Chase one unit (`only`), the chosen ones (`unit`), or all that are shown (`all`)."""
    desk = open_office(request, code)
    table = _table(request, desk)
    if table is None:
        return redirect(desk.url("completeness"))
    codes = set(_chosen(request, table))
    units = [unit for unit in table.facts.units if unit.code in codes]
    if units:
        _tell(request, remind(period=table.focus, units=units, by=desk.user))
    else:
        messages.warning(request, _("Choose the units to remind."))
    return redirect(desk.url("completeness", **table.filters.query()))


def _chosen(request: HttpRequest, table: _Table) -> list[str]:
    if only := request.POST.get("only"):
        return [only]
    if "all" in request.POST:
        return [line.code for line in table.chaseable]
    return request.POST.getlist("unit")


def _tell(request: HttpRequest, done: Reminded) -> None:
    """One sentence for each thing that became of the chase."""
    if done.queued:
        count = len(done.queued)
        queued = ngettext(
            "%(count)d reminder is on its way.", "%(count)d reminders are on their way.", count
        )
        messages.success(request, queued % {"count": count})
    sentences = (
        (done.already, _("Reminded today already, so not again: %(units)s.")),
        (done.not_owing, _("Nothing to remind of: %(units)s.")),
        (
            done.unreached,
            _("Nobody there can read the reminder, no one has an account: %(units)s."),
        ),
    )
    for units, sentence in sentences:
        if units:
            messages.warning(request, sentence % {"units": _names(units)})


def _names(units: tuple[Unit, ...], few: int = 5) -> str:
    """The first names; how many more there are."""
    names = ", ".join(unit.label for unit in units[:few])
    more = len(units) - few
    if more <= 0:
        return names
    return _("%(names)s and %(count)d more") % {"names": names, "count": more}
