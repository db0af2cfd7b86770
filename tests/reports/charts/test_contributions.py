"""Contributions of local units to a provincial gap."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reports.charts.contributions import Contributions, Share, Words, figure, rows, table
from tests.reports.charts.figures import check, echo

WORDS = Words.translated(echo)
PARTS = st.lists(st.decimals("-5", "5", places=4), max_size=30)


def data(*parts: Decimal | str, **more: object) -> Contributions:
    shares = tuple(Share(f"Huyện {i}", Decimal(p)) for i, p in enumerate(parts))
    return Contributions(shares, "điểm %", 1, **more)


@given(PARTS, st.integers(1, 12))
def test_the_rows_add_up_exactly_to_the_gap(parts, top):
    given_data = data(*parts, top=top)
    shown = rows(given_data, WORDS)
    assert sum((s.contribution for s in shown), Decimal(0)) == given_data.total == sum(parts)
    assert sum(s.count for s in shown) == len(parts)
    assert len(shown) <= top + 1
    check(figure(given_data, WORDS))


def test_the_rest_is_one_row_that_says_how_many():
    shown = rows(data("-3", "2", "-0.1", "0.2", "0.3", top=2), WORDS)
    assert [s.name for s in shown] == ["Huyện 0", "Huyện 1", "Other units (3)"]
    assert shown[-1].contribution == Decimal("0.4")


def test_a_single_leftover_keeps_its_name():
    assert len(rows(data("-3", "2", "1", top=2), WORDS)) == 3


def test_where_less_is_better_the_signs_turn():
    lower = data("-3", "1", is_lower_better=True)
    assert lower.total == 2
    assert [s.contribution for s in rows(lower, WORDS)] == [-1, 3]


def test_signs_are_written_as_well_as_coloured():
    bars = figure(data("-1.5", "0.25"), WORDS)["data"][0]
    assert bars["text"] == ["−1,50", "+0,25", "−1,25"]
    assert len(set(bars["marker"]["color"])) == 3


def test_the_table_names_every_unit_and_the_total():
    shown = table(data(*("0.1",) * 15, top=3), WORDS, caption="x")
    assert len(shown.rows) == 16
    assert shown.rows[-1] == (WORDS.total, None, None, Decimal("1.5"))
