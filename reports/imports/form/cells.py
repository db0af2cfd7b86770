"""From the cells of a form's row to what a person would have typed into the grid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from indicators.method.facts import Kind
from indicators.models import Indicator
from reports.forms.entry import NUMBERS, TypedCell, clean_text, number_text
from reports.forms.update import COLUMNS, TypedUpdate
from reports.hard_checks import CellError
from reports.imports.cells import check_percent, day_sentence, why_unread
from reports.imports.form.codes import read_flag
from reports.imports.form.rows import RowIn
from tracker.common.labels import day_label
from tracker.common.numbers import MINUS
from tracker.common.sheets.reader import CellIn

FLAGS: Mapping[str, str] = {"estimate": "is_estimate", "kept": "is_kept"}
"""Columns of yes and no, with the field of a TypedCell that each fills."""
_RANGE = re.compile(r"^[+]?\d[\d.,\s]*%?\s*(?:[-–—~÷]|\.{2,3}|…|đến|to)\s*\d[\d.,\s]*%?$", re.I)
_ONE_NUMBER = re.compile(rf"^[-+{MINUS}]?[\d.,\s]+$")


def typed_cell(row: RowIn, indicator: Indicator, shown: TypedCell) -> TypedCell:
    """The row as typed into the grid; CellError for a cell that cannot be typed there.

    What `shown` says stands where the file has no such column.
    """
    typed: dict[str, Any] = {
        FLAGS[name]: _flag(cell, name) for name, cell in _present(row, tuple(FLAGS))
    }
    typed |= {name: _number(cell, name, indicator) for name, cell in _present(row, NUMBERS)}
    typed |= {name: _words(cell, name) for name, cell in _present(row, ("note",))}
    return replace(shown, **typed)


def typed_update(row: RowIn, shown: TypedUpdate) -> TypedUpdate:
    """The same for a task."""
    texts: dict[str, Any] = {name: _words(cell, name) for name, cell in _present(row, COLUMNS)}
    return replace(shown, **texts)


def said(cell: CellIn) -> str:
    """What the cell says, as a person would read it; a formula says nothing here."""
    if cell.number is not None:
        return number_text(cell.number) + ("%" if cell.is_percent else "")
    return clean_text(cell.text)


def _present(row: RowIn, columns: tuple[str, ...]) -> list[tuple[str, CellIn]]:
    return [(name, row.cells[name]) for name in columns if name in row.cells]


def _number(cell: CellIn, column: str, indicator: Indicator) -> str:
    """One number as the grid has it, or the day of a milestone."""
    _check_readable(cell, column)
    if column == "value" and indicator.kind == Kind.MILESTONE:
        return day_label(cell.day) if cell.day else said(cell)
    if cell.day is not None:
        raise CellError(column, day_sentence(day_label(cell.day)))
    text = said(cell)
    check_percent(text, column, indicator)
    text = text.removesuffix("%").rstrip()
    if text and not _ONE_NUMBER.match(text):
        raise CellError(column, _not_one_number(text))
    return text


def _not_one_number(text: str) -> str:
    shown = {"text": text[:40]}
    if _RANGE.match(text):
        return (
            _("“%(text)s” is a range; one number is wanted. Write the range into the note.") % shown
        )
    if any(c.isdigit() for c in text):
        return (
            _("“%(text)s” is not one number alone. Write only the number, the words into the note.")
            % shown
        )
    return _("“%(text)s” is no number. Leave the cell empty, the words go into the note.") % shown


def _words(cell: CellIn, column: str) -> str:
    _check_readable(cell, column)
    return day_label(cell.day) if cell.day else said(cell)


def _flag(cell: CellIn, column: str) -> bool:
    _check_readable(cell, column, takes_truth=True)
    answer = read_flag(cell.text)
    if answer is None:
        raise CellError(
            column,
            _("“%(text)s” is neither yes nor no. Choose from the list.") % {"text": cell.text[:40]},
        )
    return answer


def _check_readable(cell: CellIn, column: str, *, takes_truth: bool = False) -> None:
    if fault := why_unread(cell, takes_truth=takes_truth):
        raise CellError(column, fault)
