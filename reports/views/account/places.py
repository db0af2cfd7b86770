"""Who may stand here: whoever is signed in, and whoever must take this very step first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts.guards import Step, half_sign_in, signed_in_user
from tracker.accounts.models import User
from tracker.accounts.throttle import LockedError
from tracker.accounts.views import locked_page

AccountView = Callable[[HttpRequest, User], HttpResponse]


def own_page(*steps: Step) -> Callable[[AccountView], Callable[..., HttpResponse]]:
    """A page with forms (GET, POST) of one's own account; `steps` are taken on it."""
    return lambda view: _own(require_http_methods(["GET", "HEAD", "POST"])(view), steps)


def own_deed(view: AccountView) -> Callable[..., HttpResponse]:
    """A deed (POST) on one's own account."""
    return _own(require_POST(view), ())


def _own(view: Callable[..., HttpResponse], steps: tuple[Step, ...]) -> Callable[..., HttpResponse]:
    """Never cached, no secret in an error report, and a page that asks to wait after too many
    guesses."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = _whoever(request, steps)
        if user is None:
            return redirect_to_login(request.get_full_path())
        try:
            return view(request, user, *args, **kwargs)
        except LockedError as error:
            return locked_page(request, error)

    return login_not_required(never_cache(sensitive_post_parameters()(guarded)))


def _whoever(request: HttpRequest, steps: tuple[Step, ...]) -> User | None:
    if request.user.is_authenticated:
        return signed_in_user(request)
    half = half_sign_in(request)
    return half.user if half is not None and half.step in steps else None


def where_to(request: HttpRequest) -> str:
    """Where the person wanted to go (`next`) if that is here; else the entrance."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_here = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_here else "/"
