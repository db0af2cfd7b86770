"""One account as the pages of administration show it, whatever was done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from assignments.people.rules import may_manage
from reports.forms.people import AdministratorForm, CorrectAccountForm, ReasonForm
from reports.presenters.administration.people import account_page
from reports.queries.people import account_in
from reports.views.desk import Desk
from tracker.accounts.demonstration import is_published
from tracker.accounts.models import User

_DEEDS = ("password", "switch", "factor", "correct", "administrator")


def open_person(desk: Desk, key: int) -> User:
    """An account that this person administers or sees; 404 for any other."""
    found = account_in(desk.user, desk.programme, key)
    if found is None:
        raise Http404
    return found


def show_account(
    request: HttpRequest,
    desk: Desk,
    person: User,
    wrong: Mapping[str, forms.Form] | None = None,
) -> HttpResponse:
    """The page of one account; `wrong` holds forms to be put right, by deed."""
    key, is_self = str(person.pk), person == desk.user
    is_administrators = desk.user.is_administrator and not is_published(person)
    offered: dict[str, forms.Form] = {
        **{name: ReasonForm(auto_id=f"{name}-%s") for name in _DEEDS[:3]},
        "correct": CorrectAccountForm(person),
        "administrator": AdministratorForm(auto_id="administrator-%s"),
    }
    context = {
        "account": account_page(person, desk.url),
        "may_manage": may_manage(desk.user, person, desk.programme.province),
        "is_self": is_self,
        "may_reset_factor": desk.user.is_administrator and person.factor is not None,
        "may_make_administrator": is_administrators and not is_self,
        "is_administrator": person.is_administrator,
        "forms": offered | dict(wrong or {}),
        "wrong": next(iter((wrong or {}).values()), None),
        "urls": {name: desk.url(f"account_{name}", key) for name in _DEEDS},
    }
    return show(request, desk, "account", context, status=422 if wrong else 200)


def show_password(request: HttpRequest, desk: Desk, user: User, password: str) -> HttpResponse:
    """The one page on which a one-time password ever stands."""
    context = {
        "person": user,
        "password": password,
        "account_url": desk.url("account", str(user.pk)),
        "add_url": desk.url("account_add"),
    }
    return show(request, desk, "account_password", context)


def show(
    request: HttpRequest, desk: Desk, name: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of accounts with the way back to the list."""
    links = {
        "administration_url": desk.url("administration"),
        "accounts_url": desk.url("accounts"),
    }
    context = {"desk": desk, **links, **context}
    return render(request, f"administration/{name}.html", context, status=status)
