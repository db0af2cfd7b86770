"""Lịch báo cáo: everybody reads it, the Office keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assignments.permissions import check_is_office, is_office
from reports.calendar import (
    CalendarError,
    change_dates,
    decide_extension,
    lock,
    open_year,
    reopen,
)
from reports.forms.oversight import (
    DatesForm,
    DecisionForm,
    OpenYearForm,
    PlanLockForm,
    ReasonForm,
    first_error,
)
from reports.models import ReportingPeriod
from reports.planned_locks import plan_lock
from reports.presenters.files.links import table_links
from reports.presenters.files.oversight import calendar_table, extension_table
from reports.presenters.oversight.calendar import requests, years
from reports.queries.calendar import periods_of, visible_extensions
from reports.views.desk import Desk, open_desk
from reports.views.files import table_answer
from reports.views.oversight.office import open_office
from reports.views.places import open_period
from tracker.common.labels import day_label, period_label


@require_safe
def calendar_page(request: HttpRequest, code: str) -> HttpResponse:
    """The periods of every year, and the requests for more time that this person may see."""
    return _page(request, open_desk(request, code), {})


def _page(
    request: HttpRequest, desk: Desk, wrong: Mapping[int, DatesForm], status: int = 200
) -> HttpResponse:
    programme = desk.programme
    context = {
        "desk": desk,
        "years": years(periods_of(programme), desk.as_of, desk.url, wrong),
        "requests": requests(list(visible_extensions(desk.user, programme)), desk.url),
        "may_edit": desk.is_today and is_office(desk.user, programme),
        "open_form": OpenYearForm(programme=programme),
        "open_url": desk.url("calendar_open_year"),
        "completeness_url": desk.url("completeness"),
        "files": {name: table_links(desk.url, name) for name in ("calendar", "extensions")},
    }
    return render(request, "oversight/calendar.html", context, status=status)


@require_safe
def calendar_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Every period with its days."""
    desk = open_desk(request, code)
    table = calendar_table(periods_of(desk.programme), desk.as_of)
    return table_answer(desk, ending, "lich", table)


@require_safe
def extensions_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The requests for more time that this person may see."""
    desk = open_desk(request, code)
    table = extension_table(visible_extensions(desk.user, desk.programme))
    return table_answer(desk, ending, "gia-han", table)


@require_POST
def open_calendar_year(request: HttpRequest, code: str) -> HttpResponse:
    """Make the four periods of a year."""
    desk = open_office(request, code)
    form = OpenYearForm(request.POST, programme=desk.programme)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return _back(desk)
    made = open_year(programme=desk.programme, year=form.cleaned_data["year"], by=desk.user)
    if made:
        messages.success(request, _("%(year)d is open.") % form.cleaned_data)
    else:
        messages.warning(
            request, _("All periods of %(year)d are there already.") % form.cleaned_data
        )
    return _back(desk)


@require_POST
def change_period(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Move a period's window, cut-off or deadline; wrong dates come back with a sentence."""
    desk, found = _open_for_office(request, code, period)
    form = DatesForm(request.POST, auto_id=f"{found.period}-%s")
    if form.is_valid():
        try:
            change_dates(period=found, by=desk.user, **form.cleaned_data)
        except CalendarError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The dates of %(period)s are set.") % _named(found))
            return _back(desk)
    return _page(request, desk, {found.pk: form}, status=422)


@require_POST
def lock_period(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Close a period."""
    desk, found = _open_for_office(request, code, period)
    if _done(request, lambda: lock(period=found, by=desk.user)):
        messages.success(request, _("%(period)s is locked.") % _named(found))
    return _back(desk)


@require_POST
def plan_period_lock(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Set the day on which a period locks by itself, or take it back (`take_back`)."""
    desk, found = _open_for_office(request, code, period)
    takes_back = "take_back" in request.POST
    form = PlanLockForm({} if takes_back else request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return _back(desk)
    day = form.cleaned_data["lock_on"]
    if day is None and not takes_back:
        messages.error(request, _("Name the day on which the period locks by itself."))
    elif _done(request, lambda: plan_lock(period=found, lock_on=day, by=desk.user)):
        said = _("%(period)s locks by itself on %(day)s.") if day else _("%(period)s stays open.")
        messages.success(request, said % {**_named(found), "day": day_label(day) if day else ""})
    return _back(desk)


@require_POST
def reopen_period(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Open a locked period again, with a reason."""
    desk, found = _open_for_office(request, code, period)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    if _done(request, lambda: reopen(period=found, by=desk.user, reason=reason)):
        messages.success(request, _("%(period)s is open again.") % _named(found))
    return _back(desk)


@require_POST
def decide(request: HttpRequest, code: str, extension: int) -> HttpResponse:
    """Grant a new deadline or decline, with an answer."""
    desk = open_office(request, code)
    found = visible_extensions(desk.user, desk.programme).filter(pk=extension).first()
    if found is None:
        raise Http404
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return _back(desk)
    words = {name: form.cleaned_data[name] for name in ("granted_until", "answer")}
    if _done(request, lambda: decide_extension(extension=found, by=desk.user, **words)):
        messages.success(request, _("%(unit)s has its answer.") % {"unit": found.unit.name})
    return _back(desk)


def _open_for_office(request: HttpRequest, code: str, period: str) -> tuple[Desk, ReportingPeriod]:
    desk, found = open_period(request, code, period)
    check_is_office(desk.user, desk.programme)
    return desk, found


def _done(request: HttpRequest, deed: Callable[[], None]) -> bool:
    """Whether the deed was done; if the calendar refuses it, the sentence is shown."""
    try:
        deed()
    except CalendarError as error:
        messages.error(request, str(error))
        return False
    return True


def _named(period: ReportingPeriod) -> dict[str, str]:
    return {"period": period_label(period.period)}


def _back(desk: Desk) -> HttpResponse:
    return redirect(desk.url("calendar"))
