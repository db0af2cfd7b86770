"""Gap to target of all indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts import palette
from reports.charts.gaps import HIGH, LOW, Gap, Words, clipped, figure, table, worst_first
from tests.reports.charts.figures import check, echo

WORDS = Words.translated(echo)
SHARES = st.decimals("-9", "9", places=3)


def gap(status: str = "behind", attainment: str | None = "0.5", **more: str) -> Gap:
    known = None if attainment is None else Decimal(attainment)
    name = more.pop("name", f"{status} {attainment}")
    return Gap(name, status, f"«{status}»", known, Decimal("0.9"), "còn thiếu 1,0", **more)


@pytest.mark.parametrize("status", palette.STATUS_LOOKS)
def test_each_status_has_its_colour_its_icon_and_its_word(status):
    drawn = figure([gap(status)], WORDS)
    check(drawn)
    look = palette.STATUS_LOOKS[status]
    assert drawn["data"][0]["marker"]["color"] == [look.fill]
    assert f"status-{status}" in [shape.get("name") for shape in drawn["layout"]["shapes"]]
    assert any(f"«{status}»" in note["text"] for note in drawn["layout"]["annotations"])


def test_worst_first_and_what_cannot_be_judged_last():
    rows = [gap("met", "1.2"), gap("no_data", None), gap("at_risk", "0.4"), gap("missed", "0.8")]
    rows += [gap("at_risk", "-0.2"), gap("at_risk", None)]
    assert [row.name for row in worst_first(rows)] == [
        *("missed 0.8", "at_risk -0.2", "at_risk 0.4", "at_risk None"),
        *("met 1.2", "no_data None"),
    ]


def test_an_unknown_status_is_refused():
    with pytest.raises(KeyError):
        figure([gap("splendid")], WORDS)


def test_no_attainment_is_a_gap_with_its_reason():
    row = Gap("A", "no_data", "Chưa có số liệu", None, None, "", reason="chưa có năm gốc")
    drawn = figure([row], WORDS)
    assert drawn["data"][0]["x"] == [None]
    assert any("chưa có năm gốc" in n["text"] for n in drawn["layout"]["annotations"])


def test_a_cut_bar_ends_in_an_arrow_and_its_row_keeps_the_truth():
    rows = [gap("at_risk", "-0.72"), gap("exceeded", "1.83"), gap("met", "1.5")]
    arrows = figure(rows, WORDS)["data"][1]
    assert arrows["x"] == [-50, 150]
    assert arrows["marker"]["symbol"] == ["triangle-left", "triangle-right"]
    assert table(rows, WORDS, caption="x").rows[0][5] == Decimal(-72)


def test_the_expected_tick_has_a_white_outline():
    ticks = expected_ticks([gap()])
    assert [shape["line"]["color"] for shape in ticks] == [palette.WHITE, palette.TARGET]
    assert {shape["path"] for shape in ticks} == {"M90,-0.36 L90,0.36"}


def expected_ticks(rows: list[Gap]) -> list[dict[str, Any]]:
    shapes = figure(rows, WORDS)["layout"]["shapes"]
    return [shape for shape in shapes if shape.get("name") == "expected"]


def test_the_ticks_of_all_rows_are_drawn_at_once():
    ticks = expected_ticks([gap(), gap(attainment="0.7"), gap(attainment="0.9")])
    assert [shape["path"].count("M90,") for shape in ticks] == [3, 3]


def test_no_tick_where_nothing_is_expected():
    row = Gap("A", "behind", "Chậm", Decimal("0.5"), None, "")
    assert expected_ticks([row]) == []


def test_nothing_to_show_is_still_a_figure():
    check(figure([], WORDS))


@given(SHARES)
def test_bars_stay_in_the_plot_and_keep_their_side(share):
    shown = clipped(share)
    assert shown is not None
    assert LOW <= shown <= HIGH
    assert (shown > 0) == (share > 0)


@given(st.lists(st.tuples(st.sampled_from(palette.WORST_FIRST), SHARES | st.none()), max_size=12))
def test_the_table_has_the_rows_of_the_figure_in_its_order(facts):
    rows = [gap(status, None if x is None else str(x)) for status, x in facts]
    drawn = figure(rows, WORDS)
    check(drawn)
    names = [row[0] for row in table(rows, WORDS, caption="x").rows]
    assert names == [text.split("<br>")[0] for text in drawn["data"][0]["customdata"]]
