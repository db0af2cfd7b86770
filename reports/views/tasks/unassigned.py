"""Chưa phân công: what nobody leads, and several of it assigned at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from assignments.models import Unit
from assignments.permissions import is_office
from reports.forms.tasks import AssignForm, units_by_kind
from reports.leading import give_leads
from reports.presenters.files.links import table_links
from reports.presenters.files.tasks import unled_table
from reports.presenters.tasks.unassigned import unled_lines, unled_sentence
from reports.queries.unled import Unled, unled
from reports.views.desk import Desk, open_desk
from reports.views.files import table_answer
from reports.views.oversight.office import open_office
from tracker.common.errors import NotAllowedError, SentenceError


@require_safe
def unassigned_list(request: HttpRequest, code: str) -> HttpResponse:
    """Tasks and indicators without a lead on the day."""
    desk = open_desk(request, code)
    rows = unled(desk.programme, desk.as_of)
    may_assign = bool(rows) and desk.is_today and is_office(desk.user, desk.programme)
    return _page(request, desk, rows, _form(desk, rows) if may_assign else None)


@require_safe
def unassigned_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The same as a file."""
    desk = open_desk(request, code)
    rows = unled(desk.programme, desk.as_of)
    table = unled_table(unled_lines(rows, desk.url), rows)
    return table_answer(desk, ending, "chua-phan-cong", table)


@require_POST
def assign_chosen(request: HttpRequest, code: str) -> HttpResponse:
    """One unit leads all that were chosen, or none of them."""
    desk = open_office(request, code)
    rows = unled(desk.programme, desk.as_of)
    form = _form(desk, rows, request)
    if form.is_valid():
        try:
            count = _assign(desk, rows, form)
        except NotAllowedError:
            raise
        except SentenceError as error:
            form.add_error(None, str(error))
        else:
            text = ngettext("%(count)d was assigned.", "%(count)d were assigned.", count)
            messages.success(request, text % {"count": count})
            return redirect(desk.url("unassigned"))
    return _page(request, desk, rows, form, status=422)


def _assign(desk: Desk, rows: list[Unled], form: AssignForm) -> int:
    content = form.cleaned_data
    chosen = [row.subject for row in rows if row.key in content["item"]]
    unit = Unit.objects.get(province=desk.programme.province_id, code=content["unit"])
    words = {"from_day": content["from_day"], "reason": content["reason"]}
    return len(give_leads(subjects=chosen, unit=unit, by=desk.user, **words))


def _form(desk: Desk, rows: list[Unled], request: HttpRequest | None = None) -> AssignForm:
    """The form with the units of the day."""
    units = Unit.objects.filter(province=desk.programme.province_id)
    offered = units_by_kind(unit for unit in units if unit.is_valid_on(desk.as_of))
    data = request.POST if request is not None else None
    items = [row.key for row in rows]
    return AssignForm(data, offered=offered, items=items, auto_id="assign-%s")


def _page(
    request: HttpRequest,
    desk: Desk,
    rows: list[Unled],
    form: AssignForm | None,
    status: int = 200,
) -> HttpResponse:
    chosen = request.POST.getlist("item")
    context = {
        "desk": desk,
        "lines": unled_lines(rows, desk.url, chosen),
        "sentence": unled_sentence(rows),
        "form": form,
        "assign_url": desk.url("unassigned_assign"),
        "list_url": desk.url("tasks"),
        "files": table_links(desk.url, "unassigned"),
    }
    return render(request, "tasks/unassigned.html", context, status=status)
