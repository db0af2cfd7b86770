"""Where the words of a target stand: beside its mark, clear of the lines, within the plot."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reports.charts import timeline
from reports.charts.series import Forecast, Point
from tests.reports.charts.figures import trajectory


def note(start: str, **changes: Any) -> dict[str, Any]:
    notes = timeline.layout(trajectory(**changes), 1)["annotations"]
    return next(one for one in notes if one["text"].startswith(start))


def reached(value: int) -> tuple[Point, ...]:
    return (Point(Decimal(2026), "2025", Decimal(value)),)


@pytest.mark.parametrize(
    ("value", "side", "corner"),
    [(34, "right", "bottom"), (40, "right", "bottom"), (44, "left", "top")],
)
def test_stands_on_the_side_where_the_figures_do_not_run(value, side, corner):
    found = note("2025", actual=reached(value))
    assert (found["xanchor"], found["yanchor"], found["y"]) == (side, corner, 40)


def test_is_turned_round_where_less_is_better():
    falling = tuple(reversed(trajectory().required))
    found = note("2025", required=falling, actual=reached(36))
    assert (found["xanchor"], found["yanchor"]) == ("left", "bottom")


@pytest.mark.parametrize(("high", "top"), [("48", 50), ("61.5", 61.5), ("130", 100)])
def test_the_last_one_clears_the_projection_as_far_as_it_is_drawn(high, top):
    ahead = (Forecast(Decimal(2031), "2030", Decimal(47), Decimal(46), Decimal(high)),)
    found = note("2030", projection=ahead)
    assert (found["xanchor"], found["y"]) == ("right", top)


@pytest.mark.parametrize(("day", "anchor"), [("2025.87", "center"), ("2030.8", "right")])
def test_the_day_does_not_leave_the_plot(day, anchor):
    assert note("15/11", as_of=Decimal(day))["xanchor"] == anchor
