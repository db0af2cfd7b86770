"""Workbooks in and out beside the library's own least: what our rules cost per cell."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from statistics import median

from openpyxl import Workbook, load_workbook

from tracker.common.sheets.looks import Look
from tracker.common.sheets.reader import read_workbook
from tracker.common.sheets.writer import Book, Cell

RUNS = 5
ROWS, COLUMNS, WRITTEN = 500, 20, 120
_TEXT, _NUMBER = Look(border=True), Look(border=True, number_format="#,##0.00", align="right")


def cells() -> str:
    """Writing as many cells as a programme has figures, reading as many as a large import."""
    bare, ours = _seconds(lambda: _bare(WRITTEN)), _seconds(lambda: _ours(WRITTEN))
    file = _ours(ROWS)
    theirs, read = _seconds(lambda: _library_read(file)), _seconds(lambda: read_workbook(file))
    return (
        f"{WRITTEN} × {COLUMNS} cells written with looks: {ours * 1000:.0f} ms, bare"
        f" {bare * 1000:.0f} ms, ratio {ours / bare:.1f}; {ROWS * COLUMNS} cells read, bounded and"
        f" understood: {read * 1000:.0f} ms, the library's bare reading {theirs * 1000:.0f} ms,"
        f" ratio {read / theirs:.1f}\n"
    )


def _seconds(work: Callable[[], object]) -> float:
    work()
    times = []
    for _run in range(RUNS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return median(times)


def _rows(count: int) -> list[list[str | Decimal]]:
    return [
        [f"Chỉ tiêu {row}", *(Decimal(row * COLUMNS + place) / 100 for place in range(1, COLUMNS))]
        for row in range(count)
    ]


def _bare(count: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("1")
    for row in _rows(count):
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _ours(count: int) -> bytes:
    book = Book(title="Biểu", author="Văn phòng")
    sheet = book.sheet("1", widths=[40] + [12] * (COLUMNS - 1))
    for name, *numbers in _rows(count):
        sheet.row([Cell(name, _TEXT), *(Cell(one, _NUMBER) for one in numbers)])
    return book.save()


def _library_read(file: bytes) -> int:
    book = load_workbook(BytesIO(file), read_only=True, keep_links=False)
    try:
        return sum(
            cell.value is not None
            for sheet in book.worksheets
            for row in sheet.iter_rows()
            for cell in row
        )
    finally:
        book.close()
