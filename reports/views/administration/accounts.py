"""Tài khoản: the list, one account, and what is done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignments.memberships import check_may_give
from assignments.people.accounts import (
    AccountError,
    NewAccount,
    close_account,
    make_accounts,
    open_account,
    reset_password,
    reset_second_factor,
)
from assignments.people.rules import may_manage
from assignments.units_admin import ChangedMeanwhileError
from reports.forms.people import AddAccountForm, ReasonForm
from reports.imports.accounts import units_of
from reports.presenters.administration.people import account_line, account_page, account_table
from reports.presenters.files.links import table_links
from reports.queries.people import account_in, accounts_in
from reports.views.administration.places import open_administration, open_unit
from reports.views.desk import Desk
from reports.views.files import table_answer
from tracker.accounts.models import User
from tracker.accounts.roles import Role

PER_PAGE = 50


@require_safe
def account_list(request: HttpRequest, code: str) -> HttpResponse:
    """The province's accounts by name, fifty at a time."""
    desk = open_administration(request, code)
    search = request.GET.get("q", "")[:100]
    asked = {"q": search} if search else {}
    page = Paginator(accounts_in(desk.user, desk.programme, search), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "search": search,
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "pages_url": desk.url("accounts", **asked),
        "lines": [account_line(user, desk.url) for user in page],
        "files": table_links(desk.url, "accounts", **asked),
        "add_url": desk.url("account_add"),
        "import_url": desk.url("accounts_import"),
    }
    return _show(request, desk, "accounts", context)


@require_safe
def accounts_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The accounts of the list, those of a search if there is one."""
    desk = open_administration(request, code)
    search = request.GET.get("q", "")[:100]
    table = account_table(accounts_in(desk.user, desk.programme, search))
    filters = {_("Name or unit"): search} if search else {}
    return table_answer(desk, ending, "tai-khoan", table, filters=filters)


@require_safe
def account(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """What is known of one account, and what may be done with it."""
    desk = open_administration(request, code)
    return _page(request, desk, _person(desk, person))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_add(request: HttpRequest, code: str) -> HttpResponse:
    """A new account with its first role; the answer shows its one-time password, once."""
    desk = open_administration(request, code)
    roles = [one for one in Role if desk.user.is_administrator or one is not Role.REVIEWER]
    form = AddAccountForm(roles, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            unit = open_unit(desk, form.cleaned_data["unit"])
        except Http404:
            form.add_error("unit", _("The province has no unit with this code."))
        else:
            role = Role(form.cleaned_data["role"])
            check_may_give(desk.user, unit, role)
            said = form.cleaned_data
            new = NewAccount(said["username"], said["full_name"], said["email"], ((unit, role),))
            try:
                (made,) = make_accounts(accounts=[new], by=desk.user)
            except ChangedMeanwhileError as error:
                form.add_error("username", str(error))
            else:
                return _password(request, desk, made.user, made.password)
    context = {"form": form, "units": units_of(desk.programme).values()}
    return _show(request, desk, "account_add", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def account_password(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """A one-time password for somebody who has forgotten theirs; the answer shows it, once."""
    desk = open_administration(request, code)
    found = _person(desk, person)
    try:
        password = reset_password(
            person=found, province=desk.programme.province, by=desk.user, reason=_reason(request)
        )
    except AccountError as error:
        messages.error(request, str(error))
        return redirect(desk.url("account", str(person)))
    return _password(request, desk, found, password)


@require_POST
def account_switch(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """Close the account, or open it again (`open`)."""
    desk = open_administration(request, code)
    found = _person(desk, person)
    opens = "open" in request.POST
    verb = open_account if opens else close_account
    said = _("%(name)s can sign in again.") if opens else _("%(name)s can no longer sign in.")
    try:
        verb(person=found, province=desk.programme.province, by=desk.user, reason=_reason(request))
    except (AccountError, ChangedMeanwhileError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said % {"name": found.full_name})
    return redirect(desk.url("account", str(person)))


@require_POST
def account_factor(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """Take away the second factor of somebody who has lost it; administrators only."""
    desk = open_administration(request, code)
    found = _person(desk, person)
    try:
        reset_second_factor(person=found, by=desk.user, reason=_reason(request))
    except (AccountError, ChangedMeanwhileError) as error:
        messages.error(request, str(error))
    else:
        said = _("The second step of %(name)s is reset.") % {"name": found.full_name}
        messages.success(request, said)
    return redirect(desk.url("account", str(person)))


def _person(desk: Desk, key: int) -> User:
    found = account_in(desk.user, desk.programme, key)
    if found is None:
        raise Http404
    return found


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")[:1000]


def _page(request: HttpRequest, desk: Desk, person: User) -> HttpResponse:
    key = str(person.pk)
    context = {
        "account": account_page(person, desk.url),
        "may_manage": may_manage(desk.user, person, desk.programme.province),
        "is_self": person == desk.user,
        "may_reset_factor": desk.user.is_administrator and person.factor is not None,
        "forms": {name: ReasonForm(auto_id=f"{name}-%s") for name in ("new", "switch", "factor")},
        "password_url": desk.url("account_password", key),
        "switch_url": desk.url("account_switch", key),
        "factor_url": desk.url("account_factor", key),
    }
    return _show(request, desk, "account", context)


def _password(request: HttpRequest, desk: Desk, user: User, password: str) -> HttpResponse:
    """The one page on which a one-time password ever stands."""
    context = {
        "person": user,
        "password": password,
        "account_url": desk.url("account", str(user.pk)),
        "add_url": desk.url("account_add"),
    }
    return _show(request, desk, "account_password", context)


def _show(
    request: HttpRequest, desk: Desk, name: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    links = {
        "administration_url": desk.url("administration"),
        "accounts_url": desk.url("accounts"),
    }
    context = {"desk": desk, **links, **context}
    return render(request, f"administration/{name}.html", context, status=status)
