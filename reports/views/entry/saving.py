"""From a posted form to saved rows: each row for itself, so that one fault holds up no other."""

from __future__ import annotations

from collections.abc import Mapping

from reports.filling import StaleEntryError, StaleUpdateError, fill_entry, fill_update
from reports.forms.entry import TypedCell, read_filling, typed_cell
from reports.forms.update import (
    TypedUpdate,
    as_last_time,
    read_update,
    typed_update,
    wants_last_time,
)
from reports.hard_checks import CellError
from reports.models import Entry, TaskUpdate
from reports.presenters.entry.grid import Troubles
from reports.presenters.entry.row import Trouble, theirs_sentence
from reports.presenters.entry.task_row import theirs_update
from reports.queries.history import EntryHistory
from reports.queries.sheet import Sheet
from reports.queries.task_history import UpdateHistory
from reports.workflow import WrongStateError
from tracker.accounts.models import User
from tracker.common.timestamps import today


def save_row(
    entry: Entry, history: EntryHistory, typed: TypedCell, by: User
) -> tuple[Entry, Trouble[TypedCell] | None]:
    """The entry as it stands now, and what kept the row from being saved.

    Raises what `fill_entry` raises, a stale version excepted.
    """
    try:
        filling = read_filling(entry, typed, history.last, today())
        return fill_entry(entry=entry, filling=filling, version=typed.version, by=by), None
    except CellError as fault:
        return entry, Trouble(typed, fault)
    except StaleEntryError as error:
        return error.current, Trouble(typed, theirs=theirs_sentence(error.current))


def save_task(
    update: TaskUpdate, typed: TypedUpdate, by: User
) -> tuple[TaskUpdate, Trouble[TypedUpdate] | None]:
    """As `save_row`, for what is said of a task."""
    try:
        filling = read_update(typed)
        return fill_update(update=update, filling=filling, version=typed.version, by=by), None
    except CellError as fault:
        return update, Trouble(typed, fault)
    except StaleUpdateError as error:
        return error.current, Trouble(typed, theirs=theirs_update(error.current))


def save_rows(sheet: Sheet, data: Mapping[str, str], by: User) -> tuple[int, Troubles]:
    """Save every row that was changed; how many were saved, and the troubles of the others."""
    cells, updates = {}, {}
    rows, tasks = changed_rows(sheet, data), changed_tasks(sheet, data)
    for entry, typed in rows:
        try:
            _entry, trouble = save_row(entry, sheet.histories[entry.pk], typed, by)
        except WrongStateError as error:
            trouble = Trouble(typed, CellError("value", str(error)))
        if trouble is not None:
            cells[entry.pk] = trouble
    for update, said in tasks:
        try:
            _update, fault = save_task(update, said, by)
        except WrongStateError as error:
            fault = Trouble(said, CellError("progress", str(error)))
        if fault is not None:
            updates[update.pk] = fault
    return len(rows) + len(tasks) - len(cells) - len(updates), Troubles(cells, updates)


def typed_task(
    data: Mapping[str, str], update: TaskUpdate, history: UpdateHistory
) -> TypedUpdate | None:
    """The row as it shall be saved: as typed, or as last time where that was asked for."""
    typed = typed_update(data, update.pk)
    if typed is not None and history.last and wants_last_time(data, update.pk):
        return as_last_time(typed, history.last)
    return typed


def changed_tasks(sheet: Sheet, data: Mapping[str, str]) -> list[tuple[TaskUpdate, TypedUpdate]]:
    """The tasks of the form about which something was typed."""
    known = sheet.update_histories
    rows = [(one, typed_task(data, one, known[one.pk])) for one in sheet.updates]
    return [(update, typed) for update, typed in rows if typed is not None and typed.is_changed]


def changed_rows(sheet: Sheet, data: Mapping[str, str]) -> list[tuple[Entry, TypedCell]]:
    """The rows of the form in which something was typed."""
    rows = [(entry, typed_cell(data, entry.pk)) for entry in sheet.entries]
    return [(entry, typed) for entry, typed in rows if typed is not None and typed.is_changed]


def typed_before(sheet: Sheet, data: Mapping[str, str]) -> Troubles:
    """Rows typed before the session ended, to be looked at and saved again."""
    return Troubles(
        cells={
            entry.pk: Trouble(
                typed, theirs=theirs_sentence(entry) if typed.version != entry.version else ""
            )
            for entry, typed in changed_rows(sheet, data)
        },
        updates={
            update.pk: Trouble(
                typed, theirs=theirs_update(update) if typed.version != update.version else ""
            )
            for update, typed in changed_tasks(sheet, data)
        },
    )
