"""How high rows are: enough for their text, and still free to grow with what is typed later."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Any

from tracker.common.sheets.looks import Look
from tracker.common.sheets.writer import Cell, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.dimensions import RowDimension

_TALLEST = 400
"""Points; a spreadsheet shows no higher row than 409."""
_LETTERS = 1.15
"""Letters of this type in the width of a digit, by which columns are measured."""


def height_of(cells: Sequence[Cell | None], widths: Sequence[float]) -> float:
    """Points that the highest cell needs; widths in characters, by place."""
    needed = [
        _lines(str(cell.value), cell.look, width) * cell.look.size * 1.4
        for cell, width in zip(cells, widths, strict=False)
        if cell is not None and cell.value
    ]
    return min(max(needed, default=0) + 3, _TALLEST)


def fitted_row(sheet: Sheet, cells: Sequence[Cell | None], widths: Sequence[float]) -> int:
    """Append a row with the height that it needs now, and that a spreadsheet may change."""
    place = sheet.rows + 1
    sheet.raw.row_dimensions[place] = _dimension()(
        sheet.raw, index=place, ht=height_of(cells, widths)
    )
    return sheet.row(cells)


def _lines(text: str, look: Look, width: float) -> int:
    if not look.wrap:
        return 1
    free = max(width - 1.5 - 1.5 * look.indent, 1)
    room = free * _LETTERS * 11 / look.size / (1.08 if look.bold else 1)
    return sum(max(1, ceil(len(part) / room)) for part in text.split("\n"))


@cache
def _dimension() -> type[RowDimension]:
    """A row whose height is not fixed: the library says of every height that a person set it."""
    from openpyxl.worksheet.dimensions import RowDimension

    class Fitted(RowDimension):  # type: ignore[misc]  # the library has no types
        @property
        def customHeight(self) -> Any:  # noqa: N802 - the name of the attribute in the file
            return False

    return Fitted
