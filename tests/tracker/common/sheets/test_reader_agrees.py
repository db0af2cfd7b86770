"""The reader beside the library: what openpyxl writes and reads is what we read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tests.tracker.common.sheets.workbooks import cells

TEXTS = st.text(max_size=30).filter(
    lambda text: text.isprintable() and "_x" not in text and not ILLEGAL_CHARACTERS_RE.search(text)
)
DAYS = st.dates(date(1900, 3, 1), date(2199, 12, 31))
NUMBERS = st.one_of(
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**8), 10**8, places=6).map(float),
    st.floats(-1, 1).map(lambda value: round(value, 6)),
)
VALUES = st.one_of(TEXTS, NUMBERS, DAYS, st.booleans(), st.none())
GRID = st.lists(st.lists(VALUES, max_size=6), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(GRID)
def test_the_same_cells_with_the_same_content(grid):
    book = Workbook()
    for row, values in enumerate(grid, start=2):
        for column, value in enumerate(values, start=2):
            book.active.cell(row, column).value = value
    stream = BytesIO()
    book.save(stream)
    theirs = {
        cell.coordinate: cell
        for row in load_workbook(stream).active.iter_rows()
        for cell in row
        if not (cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()))
    }
    ours = cells(stream.getvalue())
    assert set(ours) == set(theirs)
    for address, cell in theirs.items():
        assert ours[address] == _expected(address, cell)


def _expected(address: str, cell: Any) -> Any:
    """What the library found, told in our words."""
    from tracker.common.sheets.reader import CellIn
    from tracker.common.sheets.texts import unescaped

    if cell.data_type in "fe":
        is_error = cell.data_type == "e"
        return CellIn(
            address, cell.value if is_error else "", is_formula=not is_error, is_error=is_error
        )
    if isinstance(cell.value, bool):
        return CellIn(address, str(cell.value).upper(), is_truth=True)
    if isinstance(cell.value, datetime):
        return CellIn(address, f"{cell.value:%d/%m/%Y}", day=cell.value.date())
    if isinstance(cell.value, str):
        return CellIn(address, unescaped(cell.value))
    number = Decimal(format(cell.value, ".15g")) + 0
    return CellIn(address, format(number.normalize(), "f"), number)
