"""Xác thực hai bước: set up an authenticator app, give its code, renew recovery codes, end it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assignments.people.accounts import AccountError
from assignments.people.gate import FACTOR_KEY
from assignments.people.rules import needs_second_factor
from assignments.units_admin import ChangedMeanwhileError
from reports.credentials import (
    begin_second_factor,
    end_second_factor,
    give_code,
    renew_recovery_codes,
)
from reports.views.account.places import own_deed, own_page, where_to
from tracker.accounts.demonstration import is_published
from tracker.accounts.forms import CodeForm
from tracker.accounts.guards import Step
from tracker.accounts.models import SecondFactor, User
from tracker.accounts.second_factor import address_for_app, new_nonce, picture_of, secret_of

_SHOWN_FOR = 3600
_SALT = "lotrinh.second_factor.page"


@own_page(Step.SECOND_FACTOR)
def second_factor(request: HttpRequest, user: User) -> HttpResponse:
    """What is set up; without anything the picture for the app. A right code sets it up."""
    if user.factor is not None:
        return _set_up(request, user, user.factor)
    if request.method != "POST" or is_published(user):
        return _offer(request, user, CodeForm(), new_nonce())
    form, nonce = CodeForm(request.POST), _shown(user, request.POST.get("nonce", ""))
    if nonce is None:
        form.add_error(None, _("The picture was too old. Here is a new one: read it once more."))
    elif form.is_valid():
        try:
            factor, codes = begin_second_factor(
                user=user, nonce=nonce, code=form.cleaned_data["code"]
            )
        except (AccountError, ChangedMeanwhileError) as error:
            form.add_error("code", str(error))
        else:
            _admit(request, factor)
            return _codes(request, codes)
    return _offer(request, user, form, nonce or new_nonce(), status=422)


@own_page(Step.CODE)
def second_factor_code(request: HttpRequest, user: User) -> HttpResponse:
    """The second step of signing in."""
    factor = user.factor
    if factor is None or request.session.get(FACTOR_KEY) == factor.pk:
        return redirect(where_to(request))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            give_code(user=user, factor=factor, code=form.cleaned_data["code"])
        except AccountError as error:
            form.add_error("code", str(error))
        else:
            _admit(request, factor)
            return redirect(where_to(request))
    context = {"form": form, "next": where_to(request)}
    return render(request, "accounts/code.html", context, status=422 if form.errors else 200)


@own_deed
def second_factor_renew(request: HttpRequest, user: User) -> HttpResponse:
    """New recovery codes, for a code of the app."""
    factor, form = user.factor, CodeForm(request.POST, prefix="renew")
    if factor is None:
        return redirect("second_factor")
    if form.is_valid():
        try:
            code = form.cleaned_data["code"]
            return _codes(request, renew_recovery_codes(user=user, factor=factor, code=code))
        except AccountError as error:
            form.add_error("code", str(error))
    return _set_up(request, user, factor, renew=form)


@own_deed
def second_factor_end(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in with the password alone from now on, for a code."""
    factor, form = user.factor, CodeForm(request.POST, prefix="end")
    if factor is None:
        return redirect("second_factor")
    if form.is_valid():
        try:
            end_second_factor(user=user, factor=factor, code=form.cleaned_data["code"])
        except AccountError as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, _("Two-step sign-in is off."))
            return redirect("second_factor")
    return _set_up(request, user, factor, end=form)


def _admit(request: HttpRequest, factor: SecondFactor) -> None:
    """The code was right: the session gets a new key and its owner in."""
    request.session.cycle_key()
    request.session[FACTOR_KEY] = factor.pk


def _shown(user: User, text: str) -> str | None:
    """What makes the secret of the picture that the page has shown to this person; None if it is
    too old or not ours."""
    try:
        nonce: str = signing.loads(text, salt=f"{_SALT}.{user.pk}", max_age=_SHOWN_FOR)
    except signing.BadSignature:
        return None
    return nonce


def _offer(
    request: HttpRequest, user: User, form: CodeForm, nonce: str, *, status: int = 200
) -> HttpResponse:
    secret = secret_of(user, nonce)
    context = {
        "form": form,
        "is_required": settings.SECOND_FACTOR_REQUIRED and needs_second_factor(user),
        "is_demonstration": is_published(user),
        "picture": picture_of(address_for_app(user, nonce)),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "nonce": signing.dumps(nonce, salt=f"{_SALT}.{user.pk}"),
        "next": where_to(request),
    }
    return render(request, "accounts/second_factor_offer.html", context, status=status)


def _set_up(
    request: HttpRequest,
    user: User,
    factor: SecondFactor,
    *,
    renew: CodeForm | None = None,
    end: CodeForm | None = None,
) -> HttpResponse:
    wrong = renew or end
    context = {
        "since": factor.began_at,
        "left": factor.recovery_codes.count(),
        "renew": renew or CodeForm(prefix="renew"),
        "end": end or CodeForm(prefix="end"),
        "wrong": wrong,
    }
    return render(request, "accounts/second_factor.html", context, status=422 if wrong else 200)


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The one page on which the recovery codes ever stand."""
    context = {"codes": codes, "next": where_to(request)}
    return render(request, "accounts/recovery_codes.html", context)
