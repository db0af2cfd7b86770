"""Where a unit's people stand: their links, and that these pages know only today."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from assignments.models import Unit
from reports.drafting import open_report
from reports.models import Report, ReportState
from reports.presenters.entry.head import Viewer
from reports.presenters.rows import unit_view
from reports.views.places import Place
from reports.workflow import WrongStateError
from tracker.common.timestamps import today

View = Callable[..., HttpResponse]
_SEEN_BY_OFFICE = (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.APPROVED)


def of_today(view: View) -> View:
    """A page of work in progress has no past: an address of another day leads to today's."""

    @wraps(view)
    def present(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "GET" and request.GET.get("as_of", "") not in ("", str(today())):
            return redirect(request.path)
        return view(request, *args, **kwargs)

    return present


def viewer_of(place: Place) -> Viewer:
    """Who looks, with addresses that carry no day."""

    def link(name: str, *args: str, **_query: str) -> str:
        here = [] if name == "my_work" else [str(place.period.period), place.unit.code]
        return reverse(name, args=[place.desk.programme.code, *here, *args])

    return Viewer(place.desk.user, link, place.desk.url)


def report_for(place: Place) -> Report:
    """The report to look at: the unit's own, made at the first visit; for the Office a sent one.

    Raises WrongStateError where there is nothing to fill; 404 for a draft of somebody else.
    """
    if place.is_own:
        return open_report(period=place.period, unit=place.unit, by=place.desk.user)
    report = place.report()
    if report.state not in _SEEN_BY_OFFICE:
        raise Http404
    return report


def nothing_to_fill(request: HttpRequest, place: Place, error: WrongStateError) -> HttpResponse:
    """The page where there is no report and there cannot be one, with who reports instead."""
    heirs = Unit.objects.filter(inheritances__predecessor=place.unit).distinct().order_by("code")
    context = {
        "desk": place.desk,
        "unit": place.unit,
        "sentence": error,
        "has_ended": not place.unit.is_valid_on(place.period.cut_off),
        "heirs": [unit_view(unit, place.desk.url) for unit in heirs],
        "work_url": viewer_of(place).link("my_work"),
    }
    return render(request, "entry/nothing.html", context)
