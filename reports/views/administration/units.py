"""Quản trị: the province's units; one is added, another corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assignments.memberships import roles_to_give
from assignments.models import Unit, UnitKind
from assignments.units_admin import (
    ChangedMeanwhileError,
    UnitError,
    change_unit,
    content_mark,
)
from reports.forms.administration import AddUnitForm, ChangeUnitForm, GiveRoleForm
from reports.presenters.administration.units import (
    member_lines,
    succession_lines,
    unit_groups,
)
from reports.presenters.files.links import table_links
from reports.presenters.units import validity
from reports.province_units import add_unit
from reports.queries.administration import (
    known_people,
    members_of,
    successions_in,
    units_with_people,
)
from reports.queries.units import successions_of
from reports.views.administration.places import open_administration, open_unit
from reports.views.desk import Desk

PER_PAGE = 50


@require_safe
def administration(request: HttpRequest, code: str) -> HttpResponse:
    """The units by kind; a search also finds those that have ended."""
    desk = open_administration(request, code)
    search = request.GET.get("q", "")[:100]
    units = units_with_people(desk.programme)
    context = {
        "desk": desk,
        "search": search,
        "groups": unit_groups(units, desk.as_of, desk.url, search),
        "add_url": desk.url("unit_add"),
        "reorganisation_url": desk.url("reorganisation"),
        "successions_url": desk.url("successions"),
        "measures_url": desk.url("measures"),
        "accounts_url": desk.url("accounts"),
        "files": table_links(desk.url, "administration", **_asked(search)),
        "member_files": table_links(desk.url, "members"),
    }
    return render(request, "administration/units.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_add(request: HttpRequest, code: str) -> HttpResponse:
    """A unit that follows no other."""
    desk = open_administration(request, code)
    form = AddUnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unit = add_unit(
                province=desk.programme.province,
                code=form.cleaned_data["code"],
                kind=UnitKind(form.cleaned_data["kind"]),
                valid_from=form.cleaned_data["valid_from"],
                content=form.content,
                by=desk.user,
            )
        except UnitError as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, _("%(unit)s is added.") % {"unit": unit.name})
            return redirect(desk.url("administration_unit", unit.code))
    status = 422 if form.errors else 200
    context = {"desk": desk, "form": form, **_links(desk)}
    return render(request, "administration/unit_add.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unit_page(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """What is said of a unit, its people and its succession; what is posted corrects the first."""
    desk = open_administration(request, code)
    found = open_unit(desk, unit)
    if request.method != "POST":
        return show_unit(request, desk, found)
    form = ChangeUnitForm(request.POST)
    if not form.is_valid():
        return show_unit(request, desk, found, form=form, status=422)
    try:
        change_unit(
            unit=found,
            content=form.content,
            mark=form.cleaned_data["mark"],
            reason=form.cleaned_data["reason"],
            by=desk.user,
        )
    except ChangedMeanwhileError as error:
        messages.error(request, str(error))
        return show_unit(request, desk, open_unit(desk, unit), status=409)
    messages.success(request, _("The unit is corrected."))
    return redirect(desk.url("administration_unit", found.code))


def show_unit(
    request: HttpRequest,
    desk: Desk,
    unit: Unit,
    *,
    form: forms.Form | None = None,
    role_form: GiveRoleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The unit's page, with a form that was refused instead of a fresh one."""
    roles = roles_to_give(desk.user, unit)
    context: dict[str, Any] = {
        "desk": desk,
        "unit": {"name": unit.name, "code": unit.code, "kind": unit.get_kind_display()},
        "validity": validity(unit),
        "form": form or ChangeUnitForm.of(unit, content_mark(unit)),
        "members": member_lines(members_of(unit), desk.url, may_end=bool(roles)),
        "may_give": bool(roles),
        "role_form": role_form or GiveRoleForm(roles),
        "people": known_people(desk.programme.province) if roles else [],
        "give_url": desk.url("role_give", unit.code),
        "successions": succession_lines(successions_of(unit), desk.url),
        "public_url": desk.url("unit", unit.code),
        "files": table_links(desk.url, "unit_members", unit.code),
        **_links(desk),
    }
    return render(request, "administration/unit.html", context, status=status)


@require_safe
def successions(request: HttpRequest, code: str) -> HttpResponse:
    """Every succession of the province, fifty at a time."""
    desk = open_administration(request, code)
    search = request.GET.get("q", "")[:100]
    rows = successions_in(desk.programme.province, search)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "search": search,
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "pages_url": desk.url("successions", **_asked(search)),
        "files": table_links(desk.url, "successions", **_asked(search)),
        "lines": succession_lines(page, desk.url),
        "reorganisation_url": desk.url("reorganisation"),
        **_links(desk),
    }
    return render(request, "administration/successions.html", context)


def _asked(search: str) -> dict[str, str]:
    """A search, for an address."""
    return {"q": search} if search else {}


def _links(desk: Desk) -> dict[str, str]:
    return {
        "administration_url": desk.url("administration"),
        "reorganisation_url": desk.url("reorganisation"),
    }
