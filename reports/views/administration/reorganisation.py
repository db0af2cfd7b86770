"""Sắp xếp đơn vị: enter it, look at what it would do, do it, see what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignments.models import Unit
from assignments.reorganisation.applying import (
    PlanChangedError,
    check_mark,
    plan_reorganisation,
)
from assignments.reorganisation.plan import Plan
from assignments.reorganisation.rows import ReorganisationError
from indicators.plain_table import UnitNames
from reports.forms.administration import (
    DecisionForm,
    Entered,
    HeadForm,
    LinesFileForm,
    RowFormSet,
    entered,
    head_values,
    problems_of,
    row_values,
)
from reports.imports.unit_lines import decode_lines, write_lines
from reports.leading import reorganise_units
from reports.presenters.administration.plan import plan_page
from reports.presenters.administration.result import result_page
from reports.queries.administration import open_reports, passed_on, successions_on
from reports.setup.adopting import unit_names
from reports.views.administration.places import open_administration
from reports.views.desk import Desk
from tracker.common.errors import SentenceError

Problems = Sequence[tuple[str, str]]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reorganisation_form(request: HttpRequest, code: str) -> HttpResponse:
    """The rows; what is posted is previewed, unless a button asks for more rows or a file."""
    desk = open_administration(request, code)
    if request.method != "POST":
        return _show(request, desk, HeadForm(initial={"kind": "whole"}), rows=[])
    if request.POST.get("action") in ("more", "edit"):
        return _show(request, desk, HeadForm(initial=head_values(request)))
    return _read(request, desk)


def _read(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Read rows, lines and file; then preview, or say what is wrong."""
    values = head_values(request)
    files = LinesFileForm(request.POST, request.FILES)
    if files.is_valid() and (file := files.cleaned_data["file"]):
        try:
            values["lines"] = f"{values['lines'].rstrip()}\n{decode_lines(file.read())}".lstrip()
        except SentenceError as error:
            return _refuse(request, desk, HeadForm(initial=values), [(str(error), "id_file")])
    if request.POST.get("action") == "file":
        return _show(request, desk, HeadForm(initial=values))
    head, rows = HeadForm(values), RowFormSet(request.POST, prefix="rows")
    if not (head.is_valid() and rows.is_valid()):
        return _refuse(request, desk, head, problems_of(head, rows))
    names = unit_names(desk.programme.province.code, desk.as_of)
    cells = [_with_codes(form.cleaned_data, names) for form in rows]
    return _preview(request, desk, entered(head, cells), head)


def _with_codes(cells: Mapping[str, Any], names: UnitNames) -> dict[str, Any]:
    """A row in which units are named by their codes; new codes stay as they are typed."""
    units = ("predecessor", "successor")
    return {**cells, **{one: names.code_if_named(cells.get(one) or "") for one in units}}


def _preview(
    request: HttpRequest, desk: Desk, wanted: Entered, head: HeadForm, status: int = 200
) -> HttpResponse:
    """The plan with its choices; nothing is stored."""
    if wanted.faults:
        return _refuse(request, desk, head, wanted.faults)
    try:
        plan = plan_reorganisation(
            province=desk.programme.province, proposal=wanted.proposal, by=desk.user
        )
    except ReorganisationError as error:
        return _refuse(request, desk, head, wanted.told(error.faults))
    return _plan(request, desk, plan, DecisionForm(plan), status)


@require_POST
def reorganisation_apply(request: HttpRequest, code: str) -> HttpResponse:
    """Do what was seen; if it is no longer that, show what it would be now."""
    desk = open_administration(request, code)
    head = HeadForm(request.POST)
    if not head.is_valid():
        raise SentenceError(_("The page sent nothing to do. Begin again."))
    wanted = entered(head, [])
    place: dict[str, Any] = {
        "province": desk.programme.province,
        "proposal": wanted.proposal,
        "by": desk.user,
    }
    try:
        plan = plan_reorganisation(**place)
        mark = request.POST.get("mark", "")
        check_mark(plan, mark)
        form = DecisionForm(plan, request.POST)
        if not form.is_valid():
            return _plan(request, desk, plan, form, 422)
        reorganise_units(**place, decisions=form.decisions, mark=mark)
    except PlanChangedError as error:
        messages.error(request, str(error))
        return _preview(request, desk, wanted, head, 409)
    except ReorganisationError as error:
        return _refuse(request, desk, head, wanted.told(error.faults))
    messages.success(request, _("The units are reorganised."))
    return redirect(desk.url("reorganisation_result", wanted.proposal.day.isoformat()))


@require_safe
def reorganisation_result(request: HttpRequest, code: str, day: str) -> HttpResponse:
    """What happened to the units on one day, and what passed to whom."""
    desk = open_administration(request, code)
    try:
        happened = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    rows = successions_on(desk.programme.province, happened)
    if not rows:
        raise Http404
    passed = passed_on({row.predecessor_id for row in rows}, happened)
    page = result_page(happened, rows, passed, desk.url)
    context = {"desk": desk, "page": page, "unassigned_url": desk.url("unassigned"), **_links(desk)}
    return render(request, "administration/result.html", context)


def _plan(
    request: HttpRequest, desk: Desk, plan: Plan, form: DecisionForm, status: int
) -> HttpResponse:
    proposal = plan.draft.proposal
    reports = open_reports(plan.draft.ends)
    context = {
        "desk": desk,
        "form": form,
        "page": plan_page(plan, form, reports, desk.url),
        "head": {"day": proposal.day.isoformat(), "basis": proposal.basis},
        "lines": write_lines(proposal.rows),
        "apply_url": desk.url("reorganisation_apply"),
        **_links(desk),
    }
    return render(request, "administration/preview.html", context, status=status)


def _refuse(request: HttpRequest, desk: Desk, head: HeadForm, problems: Problems) -> HttpResponse:
    """The form as it was filled, with everything that is wrong on top."""
    return _show(request, desk, head, problems=problems, status=422)


def _show(
    request: HttpRequest,
    desk: Desk,
    head: HeadForm,
    *,
    rows: list[dict[str, str]] | None = None,
    problems: Problems = (),
    status: int = 200,
) -> HttpResponse:
    posted = row_values(request) if rows is None else rows
    units = Unit.objects.filter(province=desk.programme.province_id, valid_to=None)
    context = {
        "desk": desk,
        "head": head,
        "rows": RowFormSet(initial=posted, prefix="rows"),
        "file": LinesFileForm(),
        "problems": problems,
        "units": units.exclude(kind="province").values_list("code", "name"),
        **_links(desk),
    }
    return render(request, "administration/reorganisation.html", context, status=status)


def _links(desk: Desk) -> dict[str, str]:
    return {
        "form_url": desk.url("reorganisation"),
        "administration_url": desk.url("administration"),
        "successions_url": desk.url("successions"),
    }
