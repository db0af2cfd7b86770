"""Signing in and out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.accounts.demonstration import DEMONSTRATION_ACCOUNTS
from tracker.accounts.forms import SignInForm
from tracker.accounts.guards import half_sign_in
from tracker.accounts.models import User
from tracker.accounts.throttle import LockedError
from tracker.accounts.visitors import remember_browser


class SignInView(LoginView):
    """The sign-in page; in demonstration mode it lists the demonstration accounts."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; for whoever is half signed in the page of the step that is still missing."""
        half = half_sign_in(request)
        if half is None:
            return super().get(request, *args, **kwargs)
        wanted = self.get_redirect_url()
        query = f"?{urlencode({self.redirect_field_name: wanted})}" if wanted else ""
        return redirect(reverse(half.step.value) + query)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in; a page that says how long to wait where too many attempts have failed."""
        try:
            return super().post(request, *args, **kwargs)
        except LockedError as error:
            return locked_page(request, error)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The browser is known to this person from now on."""
        response = super().form_valid(form)
        remember_browser(self.request, response, form.cleaned_data["username"])
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demonstration accounts, only in demonstration mode, and whether nobody can sign
        in yet."""
        accounts = DEMONSTRATION_ACCOUNTS if settings.DEMONSTRATION else ()
        told = {"demonstration_accounts": accounts, "is_first_run": not User.objects.exists()}
        return super().get_context_data(**told, **kwargs)


def locked_page(request: HttpRequest, error: LockedError) -> HttpResponse:
    """429: how long to wait, for people and for machines."""
    response = render(request, "accounts/locked.html", {"minutes": error.minutes}, status=429)
    response["Retry-After"] = str(error.seconds)
    return response


@require_safe
def still_here(request: HttpRequest) -> HttpResponse:
    """Asked while somebody types: the session of who writes a long text is in use."""
    return HttpResponse(status=204)


@login_not_required
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, also of somebody who is half signed in."""
    if not request.user.is_authenticated and half_sign_in(request) is None:
        return redirect_to_login(request.path)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL or "login")
