"""Hộp thư: a person's own notifications."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from reports.notices import follow, mark_read
from reports.presenters.review.inbox import inbox_lines
from reports.queries.dialogue import inbox_of
from tracker.accounts.guards import signed_in_user

PER_PAGE = 50


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What happened that concerns this person, unread first."""
    shown = Paginator(inbox_of(signed_in_user(request)), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": shown, "lines": inbox_lines(shown.object_list)}
    return render(request, "review/inbox.html", context)


@require_POST
def inbox_follow(request: HttpRequest, notification: int) -> HttpResponse:
    """Mark one as read and go where it leads; it is no GET, which a browser may send unasked."""
    url = follow(by=signed_in_user(request), key=notification)
    if url is None:
        raise Http404
    return redirect(url)


@require_POST
def inbox_read(request: HttpRequest) -> HttpResponse:
    """Mark one (`notification`) or all as read."""
    key = request.POST.get("notification", "")
    is_one = key.isdecimal() and len(key) < 19
    mark_read(by=signed_in_user(request), key=int(key) if is_one else None)
    return redirect("inbox")
