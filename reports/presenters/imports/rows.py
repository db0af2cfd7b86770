"""One row of a form in words: what it changes and where, what looks odd, why it is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.checks import warnings_of
from reports.imports.form.cells import FLAGS, said
from reports.imports.form.comparing import Fate, Outcome, Seen
from reports.imports.form.rows import RowIn, Stray
from reports.models import Entry, TaskUpdate
from reports.presenters.entry.progress import line_name
from reports.presenters.entry.words import saved_text
from reports.presenters.review.task_words import percent_text, update_warning_text
from reports.presenters.review.words import change_text, entry_text, parts_text, warning_text
from reports.queries.history import EntryHistory, context_of
from reports.queries.task_history import UpdateHistory, update_context
from reports.task_checks import update_warnings

_LONGEST = 200


@dataclass(frozen=True)
class CellChange:
    """One thing that a row changes, from what to what."""

    label: str
    """Empty for the figure itself."""
    before: str
    after: str


@dataclass(frozen=True)
class RowLine:
    """One row of a form that would be stored, or that two people changed."""

    key: str
    name: str
    where: str
    changes: tuple[CellChange, ...]
    hints: tuple[str, ...]
    theirs: str = ""
    """Of a conflict: who changed the row meanwhile, and when."""


@dataclass(frozen=True)
class Fault:
    """One row, cell or file that is refused."""

    name: str
    where: str
    says: str
    sentence: str


def row_line(key: str, one: Outcome, seen: Seen) -> RowLine:
    """A row that would be stored, or that two people changed; `key` is what the page calls it."""
    changed = changed_columns(seen)
    candidate = copy(seen.line)
    for name, value in seen.content.items():
        setattr(candidate, name, value)
    theirs = ""
    if one.fate is Fate.CONFLICT:
        theirs = _("%(who)s changed it at %(when)s.") % {
            "who": seen.line.updated_by or _("Somebody else"),
            "when": saved_text(seen.line.updated_at) or "–",
        }
    return RowLine(
        key=key,
        name=line_name(seen.line),
        where=where_of(one.row, changed),
        changes=_changes(seen, candidate, changed),
        hints=_hints(candidate, seen),
        theirs=theirs,
    )


def changed_columns(seen: Seen) -> tuple[str, ...]:
    """The columns in which the file says something else than the report."""
    fields = {name: FLAGS.get(name, name) for name in _labels()}
    return tuple(
        name
        for name, field in fields.items()
        if hasattr(seen.shown, field) and getattr(seen.shown, field) != getattr(seen.typed, field)
    )


def where_of(row: RowIn, columns: Sequence[str] = ()) -> str:
    """`Figures!F12, H12`, or the row where no cell is at fault by itself."""
    addresses = [row.cells[name].address for name in columns if name in row.cells]
    if addresses:
        return f"{row.sheet}!{', '.join(addresses)}"
    return _("%(sheet)s, row %(row)d") % {"sheet": row.sheet, "row": row.row}


def _changes(
    seen: Seen, candidate: Entry | TaskUpdate, columns: Sequence[str]
) -> tuple[CellChange, ...]:
    """The figure as it is understood, then what else changes, each from what to what."""
    labels = _labels()
    found = []
    if isinstance(seen.line, Entry) and isinstance(candidate, Entry):
        before, after = _figure(seen.line), _figure(candidate)
        if before != after:
            found.append(CellChange("", before, after))
        columns = [name for name in columns if name not in ("value", "numerator", "denominator")]
    return (
        *found,
        *(
            CellChange(labels[name], _text(seen.shown, name), _text(seen.typed, name))
            for name in columns
        ),
    )


def _figure(entry: Entry) -> str:
    if not entry.is_filled:
        return ""
    parts = parts_text(entry.numerator, entry.denominator)
    return f"{entry_text(entry)} ({parts})" if parts else entry_text(entry)


def _text(typed: object, column: str) -> str:
    content = getattr(typed, FLAGS.get(column, column))
    if isinstance(content, bool):
        return _("yes") if content else _("no")
    text = str(content)
    if column == "progress" and text:
        return percent_text(text.removesuffix("%").strip())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _labels() -> Mapping[str, str]:
    return {
        "value": _("value"),
        "numerator": _("numerator"),
        "denominator": _("denominator"),
        "estimate": _("estimate"),
        "kept": _("last figure still holds"),
        "note": _("note, reason"),
        "progress": _("progress in percent"),
        "done_on": _("day of completion"),
        "words": _("what was done"),
        "products": _("products"),
    }


def _hints(candidate: Entry | TaskUpdate, seen: Seen) -> tuple[str, ...]:
    """What looks odd about the row; it holds nothing up."""
    if isinstance(candidate, Entry) and isinstance(seen.history, EntryHistory):
        change = change_text(candidate, seen.history)
        found = warnings_of(context_of(candidate, seen.history))
        return tuple(warning_text(one, change) for one in found)
    if isinstance(candidate, TaskUpdate) and isinstance(seen.history, UpdateHistory):
        odd = update_warnings(update_context(candidate, seen.history))
        return tuple(update_warning_text(one) for one in odd)
    return ()


def fault_of(one: Outcome) -> Fault:
    cell = one.row.cells.get(one.column)
    return Fault(
        name=one.row.name,
        where=where_of(one.row, (one.column,)),
        says=said(cell)[:_LONGEST] if cell else "",
        sentence=one.sentence,
    )


def stray_fault(one: Stray) -> Fault:
    sentence = _("This cell belongs to no row and column of the form: it is not read.")
    if one.more:
        others = ngettext(
            "%(count)d more cell of this sheet is like that.",
            "%(count)d more cells of this sheet are like that.",
            one.more,
        ) % {"count": one.more}
        sentence = f"{sentence} {others}"
    where = f"{one.sheet}!{one.address}"
    return Fault(name="", where=where, says=one.text[:_LONGEST], sentence=sentence)
