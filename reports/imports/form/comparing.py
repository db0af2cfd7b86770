"""The rows of a form beside the report as it stands: what each would do, and why not."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from indicators.method.facts import Kind
from reports.filling import Filling, TaskFilling, content_of, update_content
from reports.forms.cells import in_cells
from reports.forms.entry import NUMBERS, TypedCell, number_text, read_filling, shown_cell
from reports.forms.update import TypedUpdate, read_update, shown_update
from reports.hard_checks import CellError
from reports.imports.form.cells import typed_cell, typed_update
from reports.imports.form.codes import entry_code, update_code
from reports.imports.form.rows import FormIn, RowIn
from reports.models import Entry, EntryState, TaskUpdate
from reports.queries.history import EntryHistory
from reports.queries.sheet import Sheet
from reports.queries.task_history import UpdateHistory
from tracker.common.timestamps import today


class Fate(StrEnum):
    """What becomes of a row."""

    UNCHANGED = "unchanged"
    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True)
class Seen:
    """The line of the report that a row is of, as it stands, and what the row would make of it."""

    line: Entry | TaskUpdate
    shown: TypedCell | TypedUpdate
    typed: TypedCell | TypedUpdate
    filling: Filling | TaskFilling
    history: EntryHistory | UpdateHistory

    @property
    def content(self) -> dict[str, Any]:
        """The filling as the columns of the line."""
        return content_for(self.filling)


@dataclass(frozen=True)
class Outcome:
    """One row of a form and its fate; `column` and `sentence` say why it is refused.

    `is_newer` marks an unchanged row of which the report has a newer content: that one stays.
    """

    row: RowIn
    fate: Fate
    seen: Seen | None = None
    column: str = ""
    sentence: str = ""
    is_newer: bool = False

    @property
    def is_effective(self) -> bool:
        """Whether it is stored without being asked for by itself."""
        return self.fate in (Fate.NEW, Fate.CHANGED)


def compare(form: FormIn, sheet: Sheet) -> tuple[Outcome, ...]:
    """Every row of the form, figures first. Nothing is stored; no query."""
    entries = {entry_code(one): one for one in sheet.entries}
    updates = {update_code(one): one for one in sheet.updates}
    return (
        *(_figure(row, entries.get(row.code), sheet) for row in form.figures),
        *(_task(row, updates.get(row.code), sheet) for row in form.tasks),
    )


def content_for(filling: Filling | TaskFilling) -> dict[str, Any]:
    """A filling as the columns of its line."""
    return content_of(filling) if isinstance(filling, Filling) else update_content(filling)


def _figure(row: RowIn, entry: Entry | None, sheet: Sheet) -> Outcome:
    if entry is None:
        return _refused(row, "", _("The unit does not owe this figure in this period."))
    shown, history = in_cells(shown_cell(entry)), sheet.histories[entry.pk]

    def see() -> Seen:
        typed = typed_cell(row, entry.indicator, shown)
        if typed.mark in (_base(row), shown.mark):
            return Seen(entry, shown, typed, Filling(), history)
        filling = read_filling(entry, typed, history.last, today())
        _check_kept(typed, shown, filling)
        return Seen(entry, shown, typed, filling, history)

    return _outcome(row, see, _marks(entry, shown))


def _task(row: RowIn, update: TaskUpdate | None, sheet: Sheet) -> Outcome:
    if update is None:
        return _refused(row, "", _("The unit owes no word on this task in this period."))
    shown, history = in_cells(shown_update(update)), sheet.update_histories[update.pk]

    def see() -> Seen:
        typed = typed_update(row, shown)
        if typed.mark in (_base(row), shown.mark):
            return Seen(update, shown, typed, TaskFilling(), history)
        return Seen(update, shown, typed, read_update(typed), history)

    return _outcome(row, see, {shown.mark})


def _outcome(row: RowIn, see: Callable[[], Seen], marks: Collection[str]) -> Outcome:
    """The fate of a row by three marks: as it was fetched, as it came back, as it stands now."""
    try:
        if row.fault:
            raise CellError("", row.fault)
        seen = see()
    except CellError as error:
        return _refused(row, error.column, error.sentence)
    if seen.typed.mark == _base(row):
        return Outcome(_bare(row), Fate.UNCHANGED, is_newer=_base(row) not in marks)
    if seen.typed.mark == seen.shown.mark or _says(seen):
        return Outcome(_bare(row), Fate.UNCHANGED)
    if seen.line.state == EntryState.APPROVED:
        return _refused(row, "", _("The Office approved this row: it cannot be changed."))
    if _base(row) not in marks:
        return Outcome(row, Fate.CONFLICT, seen)
    return Outcome(row, Fate.CHANGED if seen.line.is_filled else Fate.NEW, seen)


def _refused(row: RowIn, column: str, sentence: str) -> Outcome:
    return Outcome(row, Fate.REFUSED, column=column, sentence=sentence)


def _bare(row: RowIn) -> RowIn:
    """The row without its cells: of what does not change only the place is told."""
    return replace(row, cells={})


def _base(row: RowIn) -> str:
    """The mark of what the form showed when it was fetched."""
    return row.stamp.partition("-")[2]


def _marks(entry: Entry, shown: TypedCell) -> set[str]:
    """The marks that the figure has as it stands; “not done yet” is a word of the language."""
    if entry.indicator.kind != Kind.MILESTONE:
        return {shown.mark}
    marks = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            marks.add(in_cells(shown_cell(entry)).mark)
    return marks


def _says(seen: Seen) -> bool:
    return all(getattr(seen.line, name) == value for name, value in seen.content.items())


def _check_kept(typed: TypedCell, shown: TypedCell, filling: Filling) -> None:
    """A new number beside “still holds” contradicts it: in the grid its field would be closed."""
    if not filling.is_unchanged:
        return
    for name in NUMBERS:
        text = getattr(typed, name)
        if text and text not in (getattr(shown, name), number_text(getattr(filling, name, None))):
            raise CellError(
                name,
                _("The row says that the last figure still holds, and gives another. Clear one."),
            )
