"""Việc của tôi: the home of a unit's people, and asking for more time."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assignments.permissions import check_is_member
from reports.calendar import CalendarError, ask_extension, deadline_for
from reports.forms.entry import ExtensionForm
from reports.presenters.entry.work import PlaceLink, work_page
from reports.presenters.files.links import table_links
from reports.queries.work import Piece, own_work
from reports.views.desk import Desk, open_desk
from reports.views.entry.standing import of_today, viewer_of
from reports.views.places import Place, open_place


@never_cache
@require_safe
@of_today
def my_work(request: HttpRequest, code: str) -> HttpResponse:
    """What waits for the person in the current period, and what earlier ones left open."""
    desk = open_desk(request, code)
    prefetch_related_objects([desk.user], "memberships")
    pieces, has_periods = own_work(desk.user, desk.programme)
    page = work_page(pieces, desk.user, _link(desk), has_periods=has_periods)
    context = {"page": page, "desk": desk, "files": table_links(desk.url, "my_work")}
    return render(request, "entry/work.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_today
def extension_ask(request: HttpRequest, code: str, period: str, unit: str) -> HttpResponse:
    """Ask the Office for more time; a fault is shown beside what was typed."""
    place = open_place(request, code, period, unit)
    check_is_member(place.desk.user, place.unit)
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _ask(place, form):
        messages.success(request, _("The Office was asked for more time."))
        return redirect("my_work", place.desk.programme.code)
    context = {
        "form": form,
        "desk": place.desk,
        "place": place,
        "deadline": deadline_for(place.period, place.unit),
        "work_url": viewer_of(place).link("my_work"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "entry/extension.html", context, status=status)


def _ask(place: Place, form: ExtensionForm) -> bool:
    """Whether the request went out; if not, the form says why."""
    who = place.desk.user
    try:
        ask_extension(period=place.period, unit=place.unit, by=who, **form.cleaned_data)
    except CalendarError as error:
        form.add_error(None, str(error))
        return False
    return True


def _link(desk: Desk) -> PlaceLink:
    def link(piece: Piece, name: str) -> str:
        place = (str(piece.period.period), piece.unit.code)
        return reverse(name, args=[desk.programme.code, *place])

    return link
