"""Phiếu nhập quý: the grid, and the form that saves all its changed rows at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from reports.presenters.entry.grid import NONE, Troubles, grid_page, saved_words
from reports.queries.sheet import Sheet, sheet_of
from reports.views.entry.saving import save_rows, typed_before
from reports.views.entry.sign_in import keep_typed, take_typed
from reports.views.entry.standing import nothing_to_fill, of_today, report_for, viewer_of
from reports.views.places import Place, open_place
from reports.workflow import WrongStateError


@keep_typed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_today
def report_grid(request: HttpRequest, code: str, period: str, unit: str) -> HttpResponse:
    """The unit's report of a period; a post saves what was typed, row by row."""
    place = open_place(request, code, period, unit)
    try:
        sheet = sheet_of(report_for(place))
    except WrongStateError as error:
        return nothing_to_fill(request, place, error)
    if request.method == "POST":
        return _save(request, place, sheet)
    troubles = typed_before(sheet, take_typed(request))
    if troubles:
        messages.warning(request, _("What you typed before signing in again is not saved yet."))
    return _show(request, place, sheet, troubles)


def _save(request: HttpRequest, place: Place, sheet: Sheet) -> HttpResponse:
    saved, troubles = save_rows(sheet, request.POST, place.desk.user)
    if saved:
        messages.success(request, saved_words(saved))
    if troubles:
        return _show(request, place, sheet_of(sheet.report), troubles, status=422)
    goes_on = "check" in request.POST
    if not (saved or goes_on):
        messages.info(request, _("Nothing was changed."))
    return redirect(viewer_of(place).link("report_check" if goes_on else "report"))


def _show(
    request: HttpRequest,
    place: Place,
    sheet: Sheet,
    troubles: Troubles = NONE,
    status: int = 200,
) -> HttpResponse:
    page = grid_page(sheet, viewer_of(place), troubles)
    context = {"page": page, "desk": place.desk, "place": place}
    return render(request, "entry/grid.html", context, status=status)
