"""What must hold for every figure, and small data that several tests use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from indicators.method.facts import Nature
from reports.charts.series import Forecast, Point, Series, Target, Trajectory
from tests.meta.sources import ROOT

BUNDLE = next((ROOT / "static/vendor/plotly").glob("plotly-*.min.js")).read_text()
DRAWABLE = set(re.findall(r'moduleType:"trace",name:"(\w+)"', BUNDLE))
"""What the vendored bundle draws; any other type silently becomes a scatter."""
ROOMS = set(re.findall(r"\.chart__room--(\d+)", (ROOT / "static/css/charts.css").read_text()))
"""The widths for which the style sheet keeps the place of the narrow drawing."""


def echo(text: str) -> str:
    """Stands for gettext."""
    return text


def texts(part: Any) -> Iterator[str]:
    """Every string of a figure, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts(value)


def check(figure: dict[str, Any]) -> None:
    """Valid for plotly.js, drawable by the vendored bundle, strict-CSP text, plain JSON."""
    go.Figure(figure)
    assert {trace["type"] for trace in figure["data"]} <= DRAWABLE
    assert not [t for t in texts(figure) if re.search(r"</?[bi]>", t)]
    assert figure["layout"]["separators"] == ",."
    json.dumps(figure, allow_nan=False)
    check_narrow(figure["layout"])


def check_narrow(layout: dict[str, Any]) -> None:
    """Valid too, with a height of its own and a width that css/charts.css knows."""
    narrow = layout["meta"]["narrow"]
    go.Figure({"data": [], "layout": layout | narrow})
    assert narrow["height"] > 0 < layout["height"]
    assert str(layout["meta"]["narrow_below"]) in ROOMS
    # Words for dates are vendored with none of its locales.
    assert not any(value.get("type") == "date" for key, value in layout.items() if "axis" in key)


def trace(figure: dict[str, Any], name: str) -> dict[str, Any]:
    """The visible trace of that name."""
    named = [t for t in figure["data"] if t.get("name") == name and t.get("showlegend", True)]
    assert len(named) == 1, [t.get("name") for t in figure["data"]]
    return named[0]


def trajectory(**changes: Any) -> Trajectory:
    """An indicator with every kind of point."""
    known: dict[str, Any] = {
        "unit": "%",
        "decimals": 1,
        "actual": (
            Point(Decimal(2021), "2020", Decimal("24.3")),
            Point(Decimal(2022), "2021", None),
            Point(Decimal(2023), "2022", Decimal("27.6"), Nature.ILLUSTRATIVE),
            Point(Decimal("2025.75"), "Quý III/2025", Decimal("34.1"), Nature.ESTIMATE, True),
        ),
        "required": (
            Point(Decimal(2021), "2020", Decimal("24.3")),
            Point(Decimal(2026), "2025", Decimal(40)),
        ),
        "targets": (
            Target(Decimal(2026), "2025", "trên 40 %", value=Decimal(40)),
            Target(Decimal(2031), "2030", "45–50 %", low=Decimal(45), high=Decimal(50)),
        ),
        "projection": (
            Forecast(Decimal(2031), "2030", Decimal(99), Decimal(95), Decimal("103.5")),
        ),
        "references": (
            Series("Định nghĩa khác", (Point(Decimal(2021), "2020", Decimal("20.2")),)),
        ),
        "as_of": Decimal("2025.87"),
        "as_of_label": "15/11/2025",
        "floor": Decimal(0),
        "ceiling": Decimal(100),
    }
    return Trajectory(**(known | changes))
