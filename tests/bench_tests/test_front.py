"""How the visits of the front-end bench become lines, and lines a table."""

from dataclasses import replace

import pytest

from tests.bench.front import Line, table
from tests.bench.front import conditions as limits
from tests.bench.front.conditions import HOTEL, SLOW_4G
from tests.bench.front.measure import judged
from tests.bench.front.visit import Vitals, blocking

FAST = Vitals(
    first_paint=900,
    largest_paint=1000,
    largest_what="p lede",
    blocking=20,
    shifts=0.01,
    bytes=95_000,
    requests=18,
    has_plotly=False,
)


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        ([], 0),
        ([(1000, 1050)], 0),
        ([(1000, 1080), (2000, 2200)], 30 + 150),
        ([(100, 400)], 0),
        ([(450, 700)], 150),
    ],
)
def test_only_what_exceeds_50_ms_after_the_first_paint_blocks(tasks, expected):
    assert blocking(tasks, 500) == expected


def values(*visits, is_judged_by_time=True):
    lines = judged("overview", list(visits), is_judged_by_time=is_judged_by_time)
    return {line.metric: line for line in lines}


def test_the_median_of_the_visits_is_told():
    slow, slower = replace(FAST, largest_paint=3000), replace(FAST, largest_paint=9000)
    told = values(FAST, slower, slow)
    assert told["LCP"] == Line("overview", "LCP", 3, "s", limits.LCP_SECONDS)
    assert not told["LCP"].holds
    assert told["weight"].value == 95
    assert told["weight"].limit == 150


def test_a_page_with_a_chart_in_view_has_limits_of_its_own():
    heavy = replace(FAST, bytes=500_000, has_plotly=True)
    assert values(heavy)["weight"].limit == 620
    assert values(heavy)["TBT"].limit == limits.TBT_WITH_A_CHART > values(FAST)["TBT"].limit


def test_the_slowest_line_is_judged_by_weight_and_calm_only():
    told = values(FAST, is_judged_by_time=False)
    judged_by = {metric for metric, line in told.items() if line.limit is not None}
    assert judged_by == {"weight", "CLS"}


def test_the_table_marks_what_does_not_hold():
    lines = [Line("a", "LCP", 3, "s", 2.5), Line("a", "CLS", 0.1, "", 0.1)]
    head, row = table(lines).splitlines()
    assert head.split() == ["the", "front", "end", "LCP", "CLS"]
    assert row.split() == ["a", "3.00", "s", "!", "0.100"]


def test_chromium_is_given_bytes_not_bits():
    assert SLOW_4G.as_chromium_wants()["downloadThroughput"] == 200_000
    assert HOTEL.as_chromium_wants()["latency"] == 200
