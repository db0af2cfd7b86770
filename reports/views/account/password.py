"""Đổi mật khẩu, and the end of all sessions of a person."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assignments.people.own import sign_out_everywhere
from reports.credentials import change_password
from reports.views.account.places import own_deed, own_page, where_to
from tracker.accounts.demonstration import is_published
from tracker.accounts.forms import NewPasswordForm
from tracker.accounts.guards import Step
from tracker.accounts.models import User
from tracker.accounts.sessions import keep_only_this_session


@own_page(Step.PASSWORD)
def own_password(request: HttpRequest, user: User) -> HttpResponse:
    """A new password for the current one; all other sessions of the person end."""
    form = NewPasswordForm(user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        change_password(user=user, password=form.cleaned_data["new"])
        keep_only_this_session(request, user)
        messages.success(request, _("Your password is changed. Your other sessions have ended."))
        return redirect(where_to(request))
    context = {
        "form": form,
        "is_first": user.one_time_until is not None,
        "is_demonstration": is_published(user),
        "is_elsewhere": not user.has_usable_password(),
        "next": where_to(request),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/password.html", context, status=status)


@own_deed
def sign_out_of_all(request: HttpRequest, user: User) -> HttpResponse:
    """End every session of the person, this one too."""
    sign_out_everywhere(user=user)
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("login")
