"""One row of the grid: what was, what is typed, what is said about it, whether it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from indicators.method.facts import Kind
from reports.checks import Warning_
from reports.forms.entry import TypedCell, field_name, shown_cell
from reports.forms.update import TypedUpdate
from reports.hard_checks import CellError
from reports.models import Entry, EntryState
from reports.presenters.entry.progress import is_done
from reports.presenters.entry.words import saved_text
from reports.presenters.review.words import (
    change_text,
    entry_text,
    expected_text,
    optional_number,
    parts_text,
    previous_text,
    step_text,
    warning_text,
)
from reports.queries.history import EntryHistory
from tracker.common.numbers import format_number

Typed = TypeVar("Typed", TypedCell, TypedUpdate)


@dataclass(frozen=True)
class Field:
    """One input: its name in the form, what stands in it, its label and what is wrong with it."""

    name: str
    column: str
    text: str
    label: str
    placeholder: str = ""
    is_at_fault: bool = False


@dataclass(frozen=True)
class Trouble(Generic[Typed]):
    """What kept a row from being saved, and what the person had typed."""

    typed: Typed
    fault: CellError | None = None
    theirs: str = ""
    """The sentence that somebody else was faster, with what stands there now."""


@dataclass(frozen=True)
class Row:
    """An entry beside its history; every text is in the current language."""

    key: int
    name: str
    last: str
    last_period: str
    year_before: str
    expected: str
    text: str
    parts: str
    change: str
    fields: tuple[Field, ...]
    note: Field
    stamp: str
    """The version shown and a mark of its content, for the hidden field."""
    is_estimate: bool
    is_kept: bool
    can_keep: bool
    is_filled: bool
    is_done: bool
    warnings: tuple[str, ...]
    fault: str = ""
    theirs: str = ""
    returned: str = ""
    saved: str = ""
    saved_by: str = ""
    is_approved: bool = False
    is_writable: bool = True
    unsaved: str = ""
    """What was typed and is not stored; "" if nothing waits."""

    @property
    def version_name(self) -> str:
        """The name of the hidden field that carries the stamp."""
        return field_name(self.key, "version")

    @property
    def wants_reason(self) -> bool:
        """Whether a warning still has no reason beside it."""
        return bool(self.warnings) and not self.note.text


@dataclass(frozen=True)
class Beside:
    """What stands beside an entry: its history and its warnings."""

    history: EntryHistory
    warnings: Sequence[Warning_] = ()


def build_row(
    entry: Entry,
    beside: Beside,
    *,
    is_writable: bool,
    trouble: Trouble[TypedCell] | None = None,
) -> Row:
    """The row; after a trouble it shows what was typed, not what is stored."""
    history = beside.history
    last, last_period = previous_text(entry, history)
    change = change_text(entry, history)
    shown = shown_cell(entry)
    typed = trouble.typed if trouble else shown
    fault = trouble.fault if trouble else None
    inputs = {column: _field(entry, typed, fault, column) for column in _columns(entry)}
    return Row(
        key=entry.pk,
        name=row_name(entry),
        last=last,
        last_period=last_period,
        year_before=optional_number(history.year_before, entry.indicator),
        expected=expected_text(entry, history),
        text=entry_text(entry) if entry.is_filled else "",
        parts=parts_text(entry.numerator, entry.denominator),
        change=step_text(entry, history),
        note=inputs.pop("note"),
        fields=tuple(inputs.values()),
        stamp=f"{entry.version}-{shown.mark}",
        is_estimate=typed.is_estimate,
        is_kept=typed.is_kept,
        can_keep=history.last is not None,
        is_filled=entry.is_filled,
        is_done=is_done(entry),
        warnings=tuple(warning_text(one, change) for one in beside.warnings),
        fault=fault.sentence if fault else "",
        theirs=trouble.theirs if trouble else "",
        returned=entry.return_reason if entry.state == EntryState.RETURNED else "",
        saved=saved_text(entry.updated_at),
        saved_by=str(entry.updated_by or ""),
        is_approved=entry.state == EntryState.APPROVED,
        is_writable=is_writable and entry.state != EntryState.APPROVED,
        unsaved=trouble.typed.summary if trouble else "",
    )


def row_name(entry: Entry) -> str:
    """The indicator; for a class its name, since it stands under its indicator's heading."""
    if entry.class_code:
        return _("Class %(name)s") % {"name": entry.class_code}
    return entry.indicator.display_name


def _columns(entry: Entry) -> tuple[str, ...]:
    """The fields of a row in the order of the keyboard."""
    if entry.indicator.kind == Kind.RATIO:
        return ("numerator", "denominator", "value", "note")
    return ("value", "note")


def _field(entry: Entry, typed: TypedCell, fault: CellError | None, column: str) -> Field:
    word = _words()[column]
    name = entry.indicator.display_name
    owner = f"{name}, {row_name(entry)}" if entry.class_code else name
    return Field(
        name=field_name(entry.pk, column),
        column=column,
        text=getattr(typed, column),
        label=_("%(name)s: %(field)s") % {"name": owner, "field": word},
        placeholder=_placeholder(entry, column, word),
        is_at_fault=fault is not None and fault.column == column,
    )


def _placeholder(entry: Entry, column: str, word: str) -> str:
    if column in ("numerator", "denominator"):
        return word
    if column == "value" and entry.indicator.kind == Kind.MILESTONE:
        return _("dd/mm/yyyy or no")
    return ""


def _words() -> Mapping[str, str]:
    """The fields of a row, in words."""
    return {
        "value": _("value"),
        "numerator": _("numerator"),
        "denominator": _("denominator"),
        "note": _("note, reason"),
    }


def sum_text(entries: Sequence[Entry]) -> str:
    """The classes of one indicator added up; nothing while none is filled."""
    known = [entry.value for entry in entries if entry.value is not None]
    return format_number(sum(known, Decimal(0))) if known else ""


def theirs_sentence(current: Entry) -> str:
    """Somebody else was faster: who, when, and what stands there now."""
    return _("%(who)s changed this at %(when)s; it now says: %(value)s.") % {
        "who": current.updated_by or _("Somebody else"),
        "when": saved_text(current.updated_at),
        "value": entry_text(current),
    }
