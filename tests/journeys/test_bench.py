"""The front-end bench sees what it measures: slow lines, heavy pages, tasks that block."""

from __future__ import annotations

import pytest

from tests.bench.front.conditions import PLAIN, WITH_PLOTLY, Connection
from tests.bench.front.visit import visit
from tests.journeys.browsing import PAGES

pytestmark = pytest.mark.browser

NARROW = Connection("narrow", down=800e3, up=800e3, round_trip=100)


def test_a_plain_page_over_a_narrow_line(open_page, keys):
    """Some 80 KB over a line that takes a second for a hundred."""
    context = open_page(storage_state=keys("vanphong")).context
    seen = visit(context, PAGES["overview"], NARROW)
    assert 50_000 < seen.bytes <= PLAIN
    assert seen.requests > 10
    assert not seen.has_plotly
    assert seen.first_paint > 500
    assert seen.largest_paint >= seen.first_paint
    assert seen.largest_what
    assert seen.shifts < 0.1


def test_a_chart_in_view_is_heavy_and_blocks(open_page, keys):
    context = open_page(storage_state=keys("vanphong")).context
    seen = visit(context, PAGES["ratio"], Connection("wide", 1e8, 1e8, 1))
    assert seen.has_plotly
    assert 300_000 < seen.bytes <= WITH_PLOTLY
    assert seen.blocking > 0
