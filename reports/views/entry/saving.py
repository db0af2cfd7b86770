"""From a posted form to saved rows: each row for itself, so that one fault holds up no other."""

from __future__ import annotations

from collections.abc import Mapping

from reports.filling import StaleEntryError, fill_entry
from reports.forms_entry import TypedCell, read_filling, typed_cell
from reports.hard_checks import CellError
from reports.models import Entry
from reports.presenters.entry.row import Trouble, theirs_sentence
from reports.queries.history import EntryHistory
from reports.queries.sheet import Sheet
from reports.workflow import WrongStateError
from tracker.accounts.models import User
from tracker.common.timestamps import today


def save_row(
    entry: Entry, history: EntryHistory, typed: TypedCell, by: User
) -> tuple[Entry, Trouble | None]:
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


def save_rows(sheet: Sheet, data: Mapping[str, str], by: User) -> tuple[int, dict[int, Trouble]]:
    """Save every row that was changed; how many were saved, and the troubles of the others."""
    saved, troubles = 0, {}
    for entry, typed in changed_rows(sheet, data):
        try:
            _entry, trouble = save_row(entry, sheet.histories[entry.pk], typed, by)
        except WrongStateError as error:
            trouble = Trouble(typed, CellError("value", str(error)))
        if trouble is None:
            saved += 1
        else:
            troubles[entry.pk] = trouble
    return saved, troubles


def changed_rows(sheet: Sheet, data: Mapping[str, str]) -> list[tuple[Entry, TypedCell]]:
    """The rows of the form in which something was typed."""
    rows = [(entry, typed_cell(data, entry.pk)) for entry in sheet.entries]
    return [(entry, typed) for entry, typed in rows if typed is not None and typed.is_changed]


def typed_before(sheet: Sheet, data: Mapping[str, str]) -> dict[int, Trouble]:
    """Rows typed before the session ended, to be looked at and saved again."""
    return {
        entry.pk: Trouble(
            typed, theirs=theirs_sentence(entry) if typed.version != entry.version else ""
        )
        for entry, typed in changed_rows(sheet, data)
    }
