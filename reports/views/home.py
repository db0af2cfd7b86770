"""The entrance."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assignments.visibility import roles_in, visible_programmes
from tracker.accounts.guards import signed_in_user
from tracker.accounts.roles import Role
from tracker.common.timestamps import today


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the first programme this person may see: who reports for a unit to their work, everybody
    else to the overview, the day in the address. An administrator without one sets it up."""
    user = signed_in_user(request)
    programme = visible_programmes(user).first()
    if programme is None and user.is_administrator:
        return redirect("setup")
    if programme is None:
        return render(request, "home_empty.html")
    if Role.REPORTER in roles_in(user, programme):
        return redirect("my_work", programme.code)
    query = urlencode({"as_of": today().isoformat()})
    return redirect(f"{reverse('overview', args=[programme.code])}?{query}")
