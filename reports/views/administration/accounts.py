"""Tài khoản: the list, one account, a new one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assignments.memberships import check_may_give
from assignments.people.accounts import NewAccount, make_accounts
from assignments.units_admin import ChangedMeanwhileError
from indicators.plain_table.units import UnknownNameError
from reports.forms.people import AddAccountForm
from reports.imports.accounts import units_of
from reports.presenters.administration.people import account_line, account_table
from reports.presenters.files.links import table_links
from reports.queries.people import accounts_in
from reports.setup.adopting import unit_names
from reports.views.administration.account_pages import (
    open_person,
    show,
    show_account,
    show_password,
)
from reports.views.administration.places import open_administration, open_unit
from reports.views.files import table_answer
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
    return show(request, desk, "accounts", context)


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
    return show_account(request, desk, open_person(desk, person))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_add(request: HttpRequest, code: str) -> HttpResponse:
    """A new account with its first role; the answer shows its one-time password, once."""
    desk = open_administration(request, code)
    roles = [one for one in Role if desk.user.is_administrator or one is not Role.REVIEWER]
    form = AddAccountForm(roles, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            names = unit_names(desk.programme.province.code, desk.as_of)
            unit = open_unit(desk, names.code(form.cleaned_data["unit"]))
        except UnknownNameError as error:
            form.add_error("unit", str(error))
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
                return show_password(request, desk, made.user, made.password)
    context = {"form": form, "units": units_of(desk.programme).values()}
    return show(request, desk, "account_add", context, status=422 if form.errors else 200)
