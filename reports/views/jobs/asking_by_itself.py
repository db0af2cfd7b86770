"""A page that asks by itself: no use of a session, but it finds out that it has ended."""

from __future__ import annotations

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse

from reports.views.entry.standing import View


def asks_by_itself(view: View) -> View:
    """Lets nobody in without signing in, like LoginRequiredMiddleware.

    The page that asked loads anew and so becomes the sign-in page: that must not stand inside it.
    And nobody has used the session: its end is not put off.
    """

    @wraps(view)
    def guarded(request: HttpRequest, key: int) -> HttpResponse:
        if request.user.is_authenticated:
            request.session.modified = False
            return view(request, key)
        if "HX-Request" in request.headers:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return redirect_to_login(reverse("job", args=[key]), resolve_url(settings.LOGIN_URL))

    return login_not_required(guarded)
