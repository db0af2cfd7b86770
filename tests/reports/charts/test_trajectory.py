"""The trajectory chart and its table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.charts import palette
from reports.charts.series import Target, Words
from reports.charts.trajectory import figure, table
from tests.reports.charts.figures import check, echo, trace, trajectory

WORDS = Words.translated(echo)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"actual": ()},
        {"projection": (), "references": (), "as_of": None},
        {"targets": (), "required": ()},
        {"actual": (), "targets": (), "required": (), "projection": (), "references": ()},
    ],
)
def test_every_shape_of_data_makes_a_valid_figure(changes):
    check(figure(trajectory(**changes), WORDS))


def test_a_missing_figure_is_a_gap():
    line = trace(figure(trajectory(), WORDS), WORDS.actual)
    assert line["y"] == [24.3, None, 27.6, 34.1]
    assert line["connectgaps"] is False


def test_estimates_are_hollow_and_partial_figures_ringed():
    drawn = figure(trajectory(), WORDS)
    assert trace(drawn, WORDS.estimate)["marker"]["color"] == palette.WHITE
    assert trace(drawn, WORDS.illustrative)["marker"]["symbol"] == "diamond"
    assert trace(drawn, WORDS.official)["marker"]["color"] == palette.ACTUAL
    assert trace(drawn, WORDS.partial)["y"] == [34.1]


def test_another_definition_is_never_joined():
    loose = trace(figure(trajectory(), WORDS), "Định nghĩa khác")
    assert loose["mode"] == "markers"
    assert loose["y"] == [20.2]


def test_a_band_is_shaded_and_a_value_marked():
    drawn = figure(trajectory(), WORDS)
    band = trace(drawn, WORDS.target_band)
    assert (min(band["y"]), max(band["y"])) == (45, 50)
    assert band["fillcolor"] == palette.BAND
    assert trace(drawn, WORDS.target)["y"] == [40]


def test_the_mark_of_a_target_has_a_white_outline():
    marks = [t for t in figure(trajectory(), WORDS)["data"] if t.get("name") == WORDS.target]
    assert [t["marker"]["line"]["color"] for t in marks] == [palette.WHITE, palette.TARGET]


def test_the_projection_starts_at_the_last_figure_and_is_clipped_on_screen_only():
    data = trajectory()
    assert trace(figure(data, WORDS), WORDS.projection)["x"] == [2025.75, 2031]
    assert max(trace(figure(data, WORDS), WORDS.interval)["y"]) == 100
    assert Decimal("103.5") in table(data, WORDS, caption="x").rows[-1]


def test_the_day_of_the_judgement_is_a_line_with_its_date():
    layout = figure(trajectory(), WORDS)["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == [2025.87]
    assert "15/11/2025" in [note["text"] for note in layout["annotations"]]


def test_year_ends_are_the_ticks():
    axis = figure(trajectory(), WORDS)["layout"]["xaxis"]
    assert axis["tickvals"][0] == 2021
    assert axis["ticktext"] == [str(year) for year in range(2020, 2031)]
    narrow = figure(trajectory(), WORDS)["layout"]["meta"]["narrow"]["xaxis"]
    assert len(narrow["ticktext"]) <= 5
    assert "2030" in narrow["ticktext"]


def test_everything_drawn_lies_within_the_axes():
    drawn = figure(trajectory(), WORDS)
    low, high = drawn["layout"]["yaxis"]["range"]
    values = [y for t in drawn["data"] for y in t["y"] if y is not None]
    assert low < min(values)
    assert high > max(values)


def test_a_falling_target_carries_its_label_below():
    required = tuple(reversed(trajectory().required))
    targets = (Target(Decimal(2026), "2025", "dưới 18 %", value=Decimal(18)),)
    notes = figure(trajectory(required=required, targets=targets), WORDS)["layout"]["annotations"]
    assert notes[-1]["yanchor"] == "top"


def test_what_somebody_typed_is_not_read_as_a_tag():
    data = trajectory(unit="<b>%</b>")
    check(figure(data, WORDS))


def test_the_table_has_one_row_per_moment_and_keeps_gaps():
    shown = table(trajectory(), WORDS, caption="Diễn biến")
    assert [row[0] for row in shown.rows] == [
        *("2020", "2021", "2022", "Quý III/2025", "2025", "2030"),
    ]
    assert shown.rows[1][1] is None
    assert shown.rows[3][2] == f"{WORDS.estimate}, {WORDS.partial}"
    assert shown.rows[5][5] == "45–50 %"
    assert len(shown.header) == 9
