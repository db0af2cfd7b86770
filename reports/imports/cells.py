"""What can be wrong with a cell itself, before anybody asks what it means."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from indicators.method.facts import Kind
from indicators.models import Indicator
from reports.hard_checks import CellError
from reports.imports.rows import Row


def check_cell_kinds(row: Row, indicator: Indicator, numbers: Collection[str]) -> None:
    """CellError for a formula, an error, a day that is no milestone's, and a per cent sign where
    the unit of measure is none."""
    for column, sentence in row.faults.items():
        raise CellError(column, sentence)
    is_milestone = indicator.kind == Kind.MILESTONE
    for column in row.days - ({"value"} if is_milestone else set()):
        raise CellError(
            column,
            _("The spreadsheet made a day of this. Format the cell as text and type it once more."),
        )
    for column in numbers:
        is_share = column == "value" and indicator.unit.startswith("%")
        if row[column].endswith("%") and not is_share:
            raise CellError(column, _percent_sentence(column, indicator))


def _percent_sentence(column: str, indicator: Indicator) -> str:
    if column == "value" and indicator.unit:
        return _("This indicator is measured in %(unit)s, not in per cent.") % {
            "unit": indicator.display_unit
        }
    return _("A number without a per cent sign is wanted here.")
