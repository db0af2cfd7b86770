"""What becomes of a task once its progress is approved, and what the Office records itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.done_duties import keep_where_done
from assignments.models import Assignment, Part
from assignments.permissions import check_is_office
from reports.filling import TaskFilling, UpdateError, check_update, update_content, update_ledger
from reports.models import EntryState, TaskUpdate
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record_all
from tracker.common.timestamps import now, today


def close_by(updates: Iterable[TaskUpdate], *, by: User | None = None) -> None:
    """Approved updates say which tasks are done: a done one stays with its unit when that ends,
    even if it had passed on before this was known. The last word decides, not the last approval."""
    keys = {update.assignment_id for update in updates}
    words = TaskUpdate.objects.counting(today()).filter(assignment__in=keys).last_word_last()
    done_on = dict(words.values_list("assignment_id", "done_on"))
    for day, rows in _by_day(done_on).items():
        Assignment.objects.filter(pk__in=rows).update(closed_on=day)
    done = [key for key, day in done_on.items() if day is not None]
    if done:
        passed = Assignment.objects.filter(pk__in=done, valid_to__isnull=False)
        related = ("unit", "task", "indicator", "programme")
        keep_where_done(list(passed.select_related(*related)), by=by)


def _by_day(done_on: Mapping[int, date | None]) -> dict[date | None, list[int]]:
    found: dict[date | None, list[int]] = {}
    for key, day in done_on.items():
        found.setdefault(day, []).append(key)
    return found


def record_progress(*, assignments: Mapping[Assignment, TaskFilling], by: User) -> list[TaskUpdate]:
    """The Office records how far tasks are, without a report: the state at the start, or what it
    knows from elsewhere. Counts from today; all or nothing.

    UpdateError for what cannot be, NotAllowedError for anybody else.
    """
    for programme in {assignment.programme for assignment in assignments}:
        check_is_office(by, programme)
    for assignment, filling in assignments.items():
        if assignment.task is None or assignment.part != Part.LEAD:
            raise UpdateError(_("Only the lead of a task has progress of its own."))
        if filling.progress is None or not filling.words.strip():
            raise UpdateError(_("Say how far the task is, in percent and in words."))
        check_update(filling)
    with transaction.atomic():
        updates = TaskUpdate.objects.bulk_create(
            TaskUpdate(
                assignment=assignment,
                state=EntryState.APPROVED,
                approved_on=today(),
                updated_at=now(),
                updated_by=by,
                **update_content(filling),
            )
            for assignment, filling in assignments.items()
        )
        close_by(updates, by=by)
        record_all([_deed(update) for update in updates], by=by)
    return updates


def _deed(update: TaskUpdate) -> tuple[str, Subject, None, dict[str, str]]:
    programme = update.assignment.programme.code
    subject = Subject("task_update", update.ledger_key, programme)
    return "task_update.recorded", subject, None, update_ledger(update)
