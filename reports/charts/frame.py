"""What every Plotly figure shares: plain numbers, fonts, axes, lines with a white outline.

Figures are plain dicts. `layout.meta.narrow` holds what static/js/charts.js lays over `layout`
below `layout.meta.narrow_below` pixels, `narrow_trace` what it lays over the first trace; on
English pages it turns `separators` round. Text carries no
<b> or <i>: plotly would style them inline, which the CSP refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from reports.charts import palette
from tracker.common.decimals import round_half_up

Figure = dict[str, Any]
Part = dict[str, Any]

FONT = "Noto Sans, Segoe UI, Helvetica Neue, Arial, sans-serif"


def edge(value: Decimal | int | None) -> float | None:
    """A number as JSON wants it; the only place where Decimal becomes float. None stays a gap."""
    return None if value is None else float(value)


def edges(values: Iterable[Decimal | int | None]) -> list[float | None]:
    """A series as a plain list, gaps kept."""
    return [edge(value) for value in values]


NARROW_BELOW = 560


def narrow(layout: Part, *, below: int = NARROW_BELOW, trace: Part | None = None) -> Part:
    """What changes on a narrow screen, as `layout.meta`."""
    return {"narrow": layout, "narrow_below": below, "narrow_trace": trace or {}}


def layout(*, height: int, **parts: Any) -> Part:
    """The common layout; `parts` add axes, shapes, annotations and `meta` to it."""
    base: Part = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "font": {"family": FONT, "size": 13, "color": palette.INK},
        "paper_bgcolor": palette.CLEAR,
        "plot_bgcolor": palette.CLEAR,
        "separators": ",.",
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": palette.INK,
            "bordercolor": palette.INK,
            "font": {"family": FONT, "size": 13, "color": palette.WHITE},
            "align": "left",
        },
        "showlegend": False,
    }
    return base | parts


def axis(**parts: Any) -> Part:
    """A quiet axis: no zoom (a thumb must scroll the page), no zero line, hairline grid."""
    base: Part = {
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "gridcolor": palette.LINE,
        "gridwidth": 1,
        "linecolor": palette.PREVIOUS,
        "tickfont": {"size": 12, "color": palette.INK_2},
        "automargin": True,
    }
    return base | parts


def legend(**parts: Any) -> Part:
    """A legend in one row above the plot, left-aligned with it."""
    base: Part = {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1.12,
        "yref": "paper",
        "yanchor": "bottom",
        "font": {"size": 12, "color": palette.INK_2},
        "itemclick": False,
        "itemdoubleclick": False,
    }
    return base | parts


def note(text: str, x: float | int | str, y: float | int | str, **parts: Any) -> Part:
    """A piece of text in the plot, without an arrow."""
    base: Part = {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "font": {"size": 12, "color": palette.INK_2},
        "xanchor": "left",
        "align": "left",
    }
    return base | parts


def ticks(marks: Sequence[tuple[float, float, float]], **parts: Any) -> list[Part]:
    """Target ticks (x, low, high) across bars: ink with a white outline, so that they show on any
    fill. One shape for all of them: plotly takes its time for each."""
    if not marks:
        return []
    path = " ".join(f"M{x:g},{low:g} L{x:g},{high:g}" for x, low, high in marks)
    looks = ((palette.WHITE, 6), (palette.TARGET, 3))
    return [
        {"type": "path", "path": path, "layer": "above", "line": {"color": color, "width": width}}
        | parts
        for color, width in looks
    ]


def rule(x: float, low: float, high: float, **parts: Any) -> Part:
    """A thin vertical line behind the data."""
    line = {"color": palette.PREVIOUS, "width": 1}
    base: Part = {"type": "line", "x0": x, "x1": x, "y0": low, "y1": high, "layer": "below"}
    return base | {"line": line} | parts


def number_format(decimals: int) -> str:
    """A d3 format; `separators` of the layout turn it into Vietnamese: 1.234,5."""
    return f",.{decimals}f"


def written(value: Decimal, decimals: int) -> str:
    """A number as Vietnamese officials write it, for text that plotly does not format itself."""
    digits = f"{abs(round_half_up(value, decimals)):,.{decimals}f}"
    swapped = digits.translate(str.maketrans(",.", ".,"))
    return f"−{swapped}" if round_half_up(value, decimals) < 0 else swapped


def wrap(text: str, width: int, *, lines: int = 2) -> str:
    """Break a label at spaces into at most `lines` lines; the rest ends in an ellipsis."""
    rows: list[str] = []
    for word in text.split():
        if rows and len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows.append(word)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], f"{rows[lines - 1]}…"]
    return "<br>".join(escape(row) for row in rows)


def escape(text: str) -> str:
    """Keep plotly from reading tags in a name that somebody typed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def padded(values: Sequence[Decimal], share: Decimal = Decimal("0.1")) -> tuple[Decimal, Decimal]:
    """The range of the values with air on both sides; (0, 1) when there are none."""
    if not values:
        return Decimal(0), Decimal(1)
    low, high = min(values), max(values)
    air = (high - low) * share or abs(high) * share or Decimal(1)
    return low - air, high + air
