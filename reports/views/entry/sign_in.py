"""What was typed survives a session that ended: it waits in the new one, for whoever may see it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from reports.views.entry.standing import View
from tracker.accounts.throttle import Limit, LockedError, begin
from tracker.accounts.visitors import known_browser

_KEY = "typed_before_sign_in"
_MOST_CHARACTERS = 50_000
_MOST_FORMS = 10
_A_ROW = re.compile(r"[eu][0-9]+-")
"""Fields of figures (e12-value) and of tasks (u12-words)."""


def keep_typed(view: View) -> View:
    """Lets nobody in without signing in, like LoginRequiredMiddleware, but keeps a posted form.

    The form waits in the visitor's own session; signing in does not empty that of a visitor. It is
    kept only from a browser with which somebody has signed in before.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        browser = known_browser(request)
        if request.method == "POST" and browser:
            _keep(request, browser)
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))

    return login_not_required(guarded)


def _keep(request: HttpRequest, browser: str) -> None:
    """At most so much, and so many forms within a quarter of an hour: nobody fills the database."""
    fields = {key: text for key, text in request.POST.items() if _A_ROW.match(key)}
    is_small = sum(len(key) + len(text) for key, text in fields.items()) <= _MOST_CHARACTERS
    try:
        if is_small:
            begin(Limit("kept form", browser, _MOST_FORMS))
    except LockedError:
        is_small = False
    if is_small:
        request.session[_KEY] = {"path": request.path, "fields": fields}
        said = _("Your session had ended. What you typed is kept: sign in again.")
    else:
        said = _("Your session had ended. What you typed was too much to be kept.")
    messages.warning(request, said)


def take_typed(request: HttpRequest) -> Mapping[str, str]:
    """The form that waits for this page, once; empty if there is none."""
    waiting = request.session.get(_KEY)
    if not waiting or waiting["path"] != request.path:
        return {}
    del request.session[_KEY]
    return dict(waiting["fields"])
