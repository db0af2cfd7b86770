"""The meeting's workbook: time beside the same cells written bare, and memory, held to limits."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from statistics import median

from openpyxl import Workbook, load_workbook

from reports.exports.meeting.workbook import meeting_book
from tests.bench.timing import peak_megabytes
from tests.reports.exports.meeting.samples import sample_content

RUNS = 9
SIZES = ((120, 20, 1.0), (500, 20, 4.0))
"""Indicators, periods, seconds allowed."""
RATIO, MEGABYTES = 2.5, 150


def workbook() -> str:
    """A table: each size with its floor, its limits, and whether they hold."""
    heads = f"{'the meeting workbook':<30}{'time':>10}{'limit':>9}{'bare':>10}"
    lines = [heads + f"{'ratio':>8}{'limit':>7}{'peak':>10}{'cells':>9}"]
    return "\n".join([*lines, *(_line(*size) for size in SIZES)]) + "\n"


def _line(indicators: int, periods: int, allowed: float) -> str:
    content = sample_content(indicators, periods=periods)
    written = meeting_book(content)
    cells = _cells(written)
    seconds, floor = _seconds(lambda: meeting_book(content), lambda: _bare(cells))
    ratio, peak = seconds / floor, peak_megabytes(lambda: meeting_book(content))
    holds = seconds <= allowed and ratio <= RATIO and peak <= MEGABYTES
    count = sum(cell is not None for _name, rows in cells for row in rows for cell in row)
    label = f"  {indicators} indicators × {periods} periods"
    return (
        f"{label:<30}{seconds * 1000:>7.0f} ms{allowed * 1000:>6.0f} ms{floor * 1000:>7.0f} ms"
        f"{ratio:>8.2f}{RATIO:>7}{peak:>7.1f} MB{count:>9}"
        f"  {'holds' if holds else 'DOES NOT HOLD'}"
    )


Cells = list[tuple[str, list[list[object]]]]


def _cells(content: bytes) -> Cells:
    """Every cell of every sheet, as the library reads it back: what the floor writes."""
    book = load_workbook(BytesIO(content))
    return [
        (sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)])
        for sheet in book.worksheets
    ]


def _bare(cells: Cells) -> bytes:
    """The same values with the library's write-only mode: no looks, no widths, no charts."""
    book = Workbook(write_only=True)
    for name, rows in cells:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _seconds(*tasks: Callable[[], object]) -> list[float]:
    """The median of each, run in turns, so that a busy moment meets all of them."""
    found: list[list[float]] = [[] for _task in tasks]
    for _run in range(RUNS):
        for task, seconds in zip(tasks, found, strict=True):
            started = time.perf_counter()
            task()
            seconds.append(time.perf_counter() - started)
    return [median(seconds) for seconds in found]
