"""What is done with one account: a new password, closed, corrected, made an administrator's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assignments.people.accounts import AccountError, close_account, open_account
from assignments.people.administrators import unmake_administrator
from assignments.people.rules import check_is_administrator
from assignments.units_admin import ChangedMeanwhileError
from reports.credentials import (
    correct_account,
    make_administrator,
    reset_password,
    reset_second_factor,
)
from reports.forms.people import AdministratorForm, CorrectAccountForm
from reports.views.administration.account_pages import open_person, show_account, show_password
from reports.views.administration.places import open_administration


@never_cache
@require_POST
def account_password(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """A one-time password for somebody who has forgotten theirs; the answer shows it, once."""
    desk = open_administration(request, code)
    found = open_person(desk, person)
    try:
        password = reset_password(
            person=found, province=desk.programme.province, by=desk.user, reason=_reason(request)
        )
    except AccountError as error:
        messages.error(request, str(error))
        return redirect(desk.url("account", str(person)))
    return show_password(request, desk, found, password)


@require_POST
def account_switch(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """Close the account, or open it again (`open`)."""
    desk = open_administration(request, code)
    found = open_person(desk, person)
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
    found = open_person(desk, person)
    try:
        reset_second_factor(person=found, by=desk.user, reason=_reason(request))
    except (AccountError, ChangedMeanwhileError) as error:
        messages.error(request, str(error))
    else:
        said = _("The second step of %(name)s is reset.") % {"name": found.full_name}
        messages.success(request, said)
    return redirect(desk.url("account", str(person)))


@require_POST
def account_correct(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """Another name or e-mail."""
    desk = open_administration(request, code)
    found = open_person(desk, person)
    form = CorrectAccountForm(found, request.POST)
    if form.is_valid():
        said, province = form.cleaned_data, desk.programme.province
        try:
            correct_account(person=found, province=province, by=desk.user, **said)
        except (AccountError, ChangedMeanwhileError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The account of %(full_name)s is corrected.") % said)
            return redirect(desk.url("account", str(person)))
    return show_account(request, desk, found, {"correct": form})


@require_POST
def account_administrator(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """Make somebody an administrator, or take that away (`unmake`); administrators only."""
    desk = open_administration(request, code)
    check_is_administrator(desk.user)
    found = open_person(desk, person)
    unmakes = "unmake" in request.POST
    verb = unmake_administrator if unmakes else make_administrator
    said = (
        _("%(name)s is no administrator any more.")
        if unmakes
        else _("%(name)s is an administrator now.")
    )
    form = AdministratorForm(request.POST, auto_id="administrator-%s")
    if form.is_valid():
        try:
            verb(person=found, by=desk.user, reason=form.cleaned_data["reason"])
        except (AccountError, ChangedMeanwhileError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said % {"name": found.full_name})
            return redirect(desk.url("account", str(person)))
    return show_account(request, desk, found, {"administrator": form})


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")[:1000]
