"""What is said of one task saved as it changes; the answer is the row as it stands now."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from reports.forms.update import TypedUpdate, shown_update
from reports.hard_checks import CellError
from reports.models import TaskUpdate
from reports.presenters.entry.row import Trouble
from reports.presenters.entry.task_row import build_task_row
from reports.queries.sheet import own_update
from reports.queries.task_history import UpdateHistory
from reports.views.entry.cell import FAULTY, NOT_ALLOWED, REFUSED, STALE
from reports.views.entry.saving import save_task, typed_task
from reports.views.places import open_place
from tracker.accounts.guards import signed_in_user
from tracker.accounts.models import User
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.periods import Period, PeriodError


@never_cache
@require_POST
def update_save(
    request: HttpRequest, code: str, period: str, unit: str, update: int
) -> HttpResponse:
    """Save a row: 200, or 409 with what stands there now, 422 for a fault, 403 and 400 else."""
    user = signed_in_user(request)
    found = _find(user, code, period, unit, update)
    if found is None:
        open_place(request, code, period, unit)
        raise NotAllowedError(_("You do not report for this unit."))
    line, history = found
    typed = typed_task(request.POST, line, history)
    if typed is None:
        raise SentenceError(_("The page sent nothing to save. Load it again."))
    saved, trouble, status = _save(line, typed, user)
    if status == STALE and trouble is not None:
        trouble = replace(trouble, typed=shown_update(saved))
    row = build_task_row(saved, history, is_writable=True, trouble=trouble)
    return HttpResponse(render_to_string("entry/task_saved.html", {"row": row}), status=status)


def _find(
    user: User, code: str, period: str, unit: str, key: int
) -> tuple[TaskUpdate, UpdateHistory] | None:
    try:
        return own_update(user, code, Period.parse(period), unit, key)
    except PeriodError as error:
        raise Http404 from error


def _save(
    line: TaskUpdate, typed: TypedUpdate, user: User
) -> tuple[TaskUpdate, Trouble[TypedUpdate] | None, int]:
    try:
        saved, trouble = save_task(line, typed, user)
    except SentenceError as error:
        status = NOT_ALLOWED if isinstance(error, NotAllowedError) else REFUSED
        return line, Trouble(typed, CellError("", str(error))), status
    if trouble is None:
        return saved, None, 200
    return saved, trouble, FAULTY if trouble.fault else STALE
