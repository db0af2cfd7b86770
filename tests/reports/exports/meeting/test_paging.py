"""Where pages break: never behind a group's name, never before the signatures alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reports.exports.meeting.sheets.page import Page
from reports.exports.meeting.sheets.paging import breaks
from tracker.common.sheets.writer import Book

_WIDTHS = (141.0,)
"""As wide as the paper, so that a page holds about 490 points."""


def page(*heights: float) -> Page:
    """Title, header (repeated), then rows of these heights."""
    sheet = Book(title="", author="").sheet("x", widths=_WIDTHS)
    return Page(sheet, _WIDTHS, (2, 2), [30.0, 20.0, *heights])


def test_what_fits_is_not_broken():
    assert breaks(page(*[20] * 20), range(3, 23)) == []


def test_a_group_goes_over_with_its_first_line():
    """Rows 3 to 22 take 400; the group (23) and its first line (24) would not fit together."""
    starts = [*range(3, 23), 23, 25]
    assert breaks(page(*[20] * 20, 20, 40, 20), starts) == [23]


def test_the_header_takes_room_on_every_page():
    """450 of lines on the first page, 460 on the next ones."""
    found = breaks(page(*[45] * 25), range(3, 28))
    assert found[0] == 3 + 440 // 45
    assert [after - before for before, after in pairwise(found)] == [10]


def test_the_last_line_stays_with_what_follows_the_table():
    """Nine lines fit with 405 of 440 used, but not the last one with its 120 of signatures."""
    assert breaks(page(*[45] * 9, 40, 40, 40), range(3, 12)) == [11]


@pytest.mark.parametrize("height", [500, 2000])
def test_a_row_higher_than_a_page_breaks_only_once(height):
    assert breaks(page(45, height, 45), [3, 4, 5]) == [4, 5]


def test_nothing_to_break():
    assert breaks(page(), []) == []
