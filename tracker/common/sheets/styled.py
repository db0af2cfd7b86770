"""The library's cell that knows its style's number: loaded only when a book is written.

The library looks styles up and probes every value for each cell; for thousands of cells that costs
more than writing them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl.cell import Cell as LibraryCell


class StyledCell(LibraryCell):  # type: ignore[misc]
    """`style_id` is the number of its style in the book."""

    __slots__ = ("style_id",)
    has_style = True


def placed(cells: Iterable[Any], row: int) -> Iterator[Any]:
    """The cells of a row at their places, None left out: what a sheet hands to its file."""
    for column, cell in enumerate(cells, start=1):
        if cell is not None:
            cell.row, cell.column = row, column
            yield cell
