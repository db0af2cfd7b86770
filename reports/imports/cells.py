"""What can be wrong with a cell itself, before anybody asks what it means; for all files."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from indicators.method.facts import Kind
from indicators.models import Indicator
from reports.hard_checks import CellError
from reports.imports.rows import Row
from tracker.common.sheets.reader import CellIn


def why_unread(cell: CellIn, *, takes_truth: bool = False) -> str:
    """Why nothing can be taken from the cell, whatever its column; empty if something can.

    TRUE answers yes or no: elsewhere it would be a 1 that nobody typed.
    """
    if cell.is_formula:
        return _(
            "A formula stands here. Copy the cell and paste it as a value, then bring it again."
        )
    if cell.is_error:
        return _("The spreadsheet shows an error here (%(text)s). Type the value instead.") % {
            "text": cell.text[:40]
        }
    if cell.is_truth and not takes_truth:
        return _("The spreadsheet holds %(text)s here. Type the value as a number or in words.") % {
            "text": cell.text
        }
    if cell.is_ambiguous:
        return _(
            "The format of this cell shows some numbers in per cent and others not. Format the"
            " cell as text and type the number once more."
        )
    return ""


def check_cell_kinds(
    row: Row, indicator: Indicator, numbers: Collection[str], texts: Collection[str] = ()
) -> None:
    """CellError for a cell that cannot be read, a day that is neither a milestone's nor among the
    words of a text, and a per cent sign where the unit of measure is none."""
    for column, sentence in row.faults.items():
        raise CellError(column, sentence)
    is_milestone = indicator.kind == Kind.MILESTONE
    for column in row.days - {*texts, *(["value"] if is_milestone else [])}:
        raise CellError(column, day_sentence(row[column]))
    for column in numbers:
        check_percent(row[column], column, indicator)


def check_percent(text: str, column: str, indicator: Indicator) -> None:
    """CellError for a per cent sign, except in the value of what is measured in per cent."""
    if not text.rstrip().endswith("%"):
        return
    if column != "value":
        raise CellError(
            column, _("“%(text)s”: the two parts are numbers, not percentages.") % {"text": text}
        )
    if not indicator.unit.startswith("%"):
        raise CellError(
            column,
            _("“%(text)s” is a percentage; the unit of measure here is %(unit)s, not %%.")
            % {"text": text, "unit": indicator.display_unit or "–"},
        )


def day_sentence(day: str) -> str:
    """That a spreadsheet took for a day what somebody typed as something else."""
    return _(
        "The spreadsheet made a day (%(day)s) of what was typed here. Format the cell as text and"
        " type it once more."
    ) % {"day": day}
