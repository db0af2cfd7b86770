"""Accounts by file: upload, preview, confirm; the one-time passwords come back once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignments.people.accounts import MadeAccount, NewAccount, make_accounts, renew_unused
from assignments.units_admin import ChangedMeanwhileError
from reports.exports.tables import tables_workbook
from reports.forms.people import ConfirmAccountsForm
from reports.forms.table_file import TableFileForm
from reports.imports.accounts import (
    ACCOUNTS,
    AccountsPreview,
    as_rows,
    from_rows,
    preview,
    units_of,
)
from reports.imports.rows import FileUnreadableError
from reports.presenters.administration.people import new_lines
from reports.presenters.files.accounts import password_sheet, template_sheets
from reports.queries.people import unused_accounts
from reports.views.administration.places import open_administration
from reports.views.desk import Desk
from tracker.common.attachments import attachment
from tracker.common.errors import SentenceError
from tracker.common.sheets.writer import CONTENT_TYPE

_WAITS_FOR = 3600
_SALT = "lotrinh.accounts_import"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accounts_import(request: HttpRequest, code: str) -> HttpResponse:
    """The form for a file; a posted file is previewed, and the page carries what it would do."""
    desk = open_administration(request, code)
    if request.method != "POST":
        return _show(request, desk, TableFileForm())
    form = TableFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            content = form.cleaned_data["file"]
            found = preview(programme=desk.programme, content=content, by=desk.user)
        except FileUnreadableError as error:
            form.add_error("file", str(error))
        else:
            return _show(request, desk, TableFileForm(), found=found)
    return _show(request, desk, form, status=422)


@never_cache
@require_POST
def accounts_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Make the accounts of the preview, all or none; the answer is the only list of passwords.

    Sent twice it makes nothing: whoever lost the answer may ask for new passwords (`renew`).
    """
    desk = open_administration(request, code)
    form = ConfirmAccountsForm(request.POST)
    if not form.is_valid():
        raise SentenceError(_("The page sent nothing to save. Load it again."))
    accounts = _carried(desk, form.cleaned_data["rows"])
    names = [one.username for one in accounts]
    try:
        if form.cleaned_data["renew"]:
            made = renew_unused(
                people=unused_accounts(names), province=desk.programme.province, by=desk.user
            )
        else:
            made = make_accounts(accounts=accounts, by=desk.user)
    except ChangedMeanwhileError as error:
        context = {"sentence": str(error), "rows": form.cleaned_data["rows"]}
        context["unused"] = len(unused_accounts(names))
        return _show(request, desk, TableFileForm(), status=409, **context)
    return _workbook(desk, accounts, made)


@require_safe
def accounts_template(request: HttpRequest, code: str) -> HttpResponse:
    """A workbook to fill: the columns, the roles to choose from, the units with their codes."""
    desk = open_administration(request, code)
    sheets = template_sheets(units_of(desk.programme).values(), desk.as_of)
    content = tables_workbook(str(sheets[0].title), desk.user.full_name, sheets)
    return attachment(content, f"{code}-tai-khoan-mau.xlsx", CONTENT_TYPE)


def _carried(desk: Desk, text: str) -> Sequence[NewAccount]:
    """The accounts that the preview has shown to this very person; SentenceError for others."""
    try:
        rows = signing.loads(text, salt=_salt(desk), max_age=_WAITS_FOR)
        return from_rows(rows, units_of(desk.programme))
    except (signing.BadSignature, KeyError) as error:
        raise SentenceError(_("This preview is too old. Bring the file once more.")) from error


def _salt(desk: Desk) -> str:
    return f"{_SALT}.{desk.programme.pk}.{desk.user.pk}"


def _workbook(
    desk: Desk, accounts: Sequence[NewAccount], made: Sequence[MadeAccount]
) -> HttpResponse:
    sheet = password_sheet(accounts, made)
    content = tables_workbook(sheet.title, desk.user.full_name, [sheet])
    name = f"{desk.programme.code}-mat-khau-dung-mot-lan.xlsx"
    return attachment(content, name, CONTENT_TYPE)


def _show(
    request: HttpRequest,
    desk: Desk,
    form: TableFileForm,
    *,
    found: AccountsPreview | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context: dict[str, Any] = {
        "desk": desk,
        "form": form,
        "columns": ACCOUNTS.known,
        "administration_url": desk.url("administration"),
        "accounts_url": desk.url("accounts"),
        "template_url": desk.url("accounts_template"),
        "confirm_url": desk.url("accounts_confirm"),
    }
    if found is not None:
        context |= {"found": found, "lines": new_lines(found)}
        context["rows"] = signing.dumps(as_rows(found.accounts), salt=_salt(desk), compress=True)
    return render(request, "administration/accounts_import.html", context | more, status=status)
