"""What was typed into a grid as it comes back from a cell of a spreadsheet."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from reports.forms.entry import TypedCell, clean_text
from reports.forms.update import TypedUpdate
from tracker.common.sheets.texts import clean

Typed = TypeVar("Typed", TypedCell, TypedUpdate)


def in_cells(typed: Typed) -> Typed:
    """The same with the texts that a cell would hold: its mark is that of what was shown."""
    texts: dict[str, Any] = {
        field.name: clean_text(clean(getattr(typed, field.name).replace("\r", "\n")))
        for field in fields(typed)
        if isinstance(getattr(typed, field.name), str)
    }
    return replace(typed, **texts)
