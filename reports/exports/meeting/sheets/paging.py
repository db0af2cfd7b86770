"""Where pages break: a group's name stays with its first line, signatures with the last ones."""

from __future__ import annotations

from collections.abc import Sequence

from reports.exports.meeting.party_form import MARGINS_CM, PAGE_CM
from reports.exports.meeting.sheets.page import Page

_POINTS_PER_CM = 28.35
_POINTS_PER_CHARACTER = 5.25
_SAFE = 0.99
"""Rows come out a little higher in some programs than they were asked to be."""


def keep_together(page: Page, starts: Sequence[int]) -> None:
    """Breaks pages before a start (a group with its first line, or one more line) that would not
    fit whole.

    What stands after the table, and the last line with it, is one block.
    """
    from openpyxl.worksheet.pagebreak import Break

    for row in breaks(page, starts):
        page.sheet.raw.row_breaks.append(Break(id=row - 1))


def breaks(page: Page, starts: Sequence[int]) -> list[int]:
    """The rows that begin a page."""
    first_row, last_row = page.repeated or (0, 0)
    room = _room(page)
    repeated = sum(page.heights[max(first_row - 1, 0) : last_row])
    used, found = sum(page.heights[: starts[0] - 1] if starts else []), []
    for first, last in _blocks(starts, len(page.heights)):
        wanted = sum(page.heights[first - 1 : last])
        if used + wanted > room and used > repeated:
            found.append(first)
            used = repeated
        used += wanted
    return found


def _blocks(starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    """First and last row of what stays together."""
    lasts = [row - 1 for row in starts[1:]]
    return list(zip(starts, [*lasts, end], strict=True)) if starts else []


def _room(page: Page) -> float:
    """Points of sheet on a page, once it is as wide as the paper."""
    top, bottom, left, right = MARGINS_CM
    width = (PAGE_CM[0] - left - right) * _POINTS_PER_CM
    scale = min(1.0, width / (sum(page.widths) * _POINTS_PER_CHARACTER))
    return (PAGE_CM[1] - top - bottom) * _POINTS_PER_CM / scale * _SAFE
