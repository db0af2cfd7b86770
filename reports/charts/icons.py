"""The status icons as Plotly shapes, drawn as in static/icons.svg: fonts lack such signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reports.charts import palette
from reports.charts.frame import Part


@dataclass(frozen=True)
class Drawing:
    """A path in pixels around its centre, y upwards; filled shapes have no stroke."""

    path: str
    is_filled: bool = False


DRAWINGS: dict[str, Drawing] = {
    "double-up": Drawing("M-5,-5 L0,0 L5,-5 M-5,0 L0,5 L5,0"),
    "tick": Drawing("M-6,0 L-2,-4 L6,5"),
    "triangle": Drawing("M-6,-5 L0,6 L6,-5 Z", is_filled=True),
    "cross": Drawing("M-5,-5 L5,5 M-5,5 L5,-5"),
    "dash": Drawing("M-5,0 L5,0"),
    "clock": Drawing(
        "M-5.5,0 C-5.5,7.3 5.5,7.3 5.5,0 C5.5,-7.3 -5.5,-7.3 -5.5,0 Z M0,3 L0,0 L2.5,-1.5"
    ),
}


_PAIR = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


def shifted(path: str, pixels: float) -> str:
    """The path moved to the right."""
    return _PAIR.sub(lambda pair: f"{float(pair[1]) + pixels:g},{pair[2]}", path)


def status_icon(status: str, x: float, y: float, *, shift: float = 0, **parts: object) -> Part:
    """The icon of a status at a point of the plot, 12 px wide whatever the scale."""
    look = palette.STATUS_LOOKS[status]
    drawing = DRAWINGS[look.icon]
    base: Part = {
        "type": "path",
        "path": shifted(drawing.path, shift),
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": x,
        "yanchor": y,
        "line": {"color": look.fill, "width": 1 if drawing.is_filled else 2.25},
        "fillcolor": look.fill if drawing.is_filled else palette.CLEAR,
        "layer": "above",
        "name": f"status-{status}",
    }
    return base | parts
