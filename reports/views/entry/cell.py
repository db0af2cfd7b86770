"""One cell saved as it changes; the answer is the row as it stands now."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from reports.forms.entry import TypedCell, shown_cell, typed_cell
from reports.hard_checks import CellError
from reports.models import Entry
from reports.presenters.entry.grid import beside
from reports.presenters.entry.row import Trouble, build_row, sum_text
from reports.queries.sheet import Cell, own_cell
from reports.views.entry.saving import save_row
from reports.views.places import open_place
from tracker.accounts.guards import signed_in_user
from tracker.accounts.models import User
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.periods import Period, PeriodError

STALE, FAULTY, NOT_ALLOWED, REFUSED = 409, 422, 403, 400


@never_cache
@require_POST
def entry_save(request: HttpRequest, code: str, period: str, unit: str, entry: int) -> HttpResponse:
    """Save a row: 200, or 409 with what stands there now, 422 for a fault, 403 and 400 else."""
    user = signed_in_user(request)
    cell = _find(user, code, period, unit, entry)
    if cell is None:
        open_place(request, code, period, unit)
        raise NotAllowedError(_("You do not report for this unit."))
    typed = typed_cell(request.POST, entry)
    if typed is None:
        raise SentenceError(_("The page sent nothing to save. Load it again."))
    saved, trouble, status = _save(cell, typed, user)
    if status == STALE and trouble is not None:
        trouble = replace(trouble, typed=shown_cell(saved))
    row = build_row(saved, beside(saved, cell.history), is_writable=True, trouble=trouble)
    siblings = [saved if one.pk == saved.pk else one for one in cell.siblings]
    context = {"row": row, "sum_key": saved.indicator_id, "sum_text": sum_text(siblings)}
    return HttpResponse(render_to_string("entry/saved.html", context), status=status)


def _find(user: User, code: str, period: str, unit: str, entry: int) -> Cell | None:
    try:
        return own_cell(user, code, Period.parse(period), unit, entry)
    except PeriodError as error:
        raise Http404 from error


def _save(cell: Cell, typed: TypedCell, user: User) -> tuple[Entry, Trouble[TypedCell] | None, int]:
    try:
        saved, trouble = save_row(cell.entry, cell.history, typed, user)
    except SentenceError as error:
        status = NOT_ALLOWED if isinstance(error, NotAllowedError) else REFUSED
        return cell.entry, Trouble(typed, CellError("", str(error))), status
    if trouble is None:
        return saved, None, 200
    return saved, trouble, FAULTY if trouble.fault else STALE
