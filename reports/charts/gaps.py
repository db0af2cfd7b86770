"""Gap to target of all indicators side by side, each on its own way from baseline to target."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reports.charts import frame, palette
from reports.charts.frame import Figure, Part, edge
from reports.charts.gap_layout import layout
from reports.charts.gap_rows import HIGH, LOW, Gap, Words, clipped, percent
from reports.charts.tables import ChartTable, Column, Value

__all__ = ["HIGH", "LOW", "Gap", "Words", "clipped", "figure", "percent", "table", "worst_first"]

_BAR = 0.56


def worst_first(rows: Sequence[Gap]) -> list[Gap]:
    """By status, then by how much of the way is done; what has no attainment ends its group."""

    def key(row: Gap) -> tuple[int, bool, Decimal, str]:
        return *palette.concern(palette.severity(row.status), row.attainment), row.name

    return sorted(rows, key=key)


def figure(rows: Sequence[Gap], words: Words) -> Figure:
    """The bars worst first; beyond −50 and 150 they end in an arrow, the label keeps the truth."""
    ordered = worst_first(rows)
    return {"data": _traces(ordered, words), "layout": layout(ordered, words)}


def table(rows: Sequence[Gap], words: Words, *, caption: str) -> ChartTable:
    """The same rows in the same order, attainment unclipped."""
    columns = (
        Column(words.indicator),
        Column(words.status),
        Column(words.value),
        Column(words.target),
        Column(words.gap),
        Column(words.attainment, 1),
        Column(words.expected_share, 1),
    )
    lines: list[tuple[Value, ...]] = [
        (
            row.name,
            row.status_label,
            row.value_label,
            row.target_label,
            row.gap_label or row.reason,
            percent(row.attainment),
            percent(row.expected),
        )
        for row in worst_first(rows)
    ]
    return ChartTable(caption, columns, tuple(lines))


def _traces(rows: Sequence[Gap], words: Words) -> list[Part]:
    looks = [palette.STATUS_LOOKS[row.status] for row in rows]
    bars: Part = {
        "type": "bar",
        "orientation": "h",
        "name": words.attainment,
        "y": list(range(len(rows))),
        "x": [edge(clipped(row.attainment)) for row in rows],
        "width": _BAR,
        "marker": {"color": [look.fill for look in looks]},
        "customdata": [_hover(row) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    return [bars, *_arrows(rows)]


def _hover(row: Gap) -> str:
    parts = (row.name, row.status_label, row.value_label, row.target_label, row.gap_label)
    return "<br>".join(frame.escape(part) for part in (*parts, row.reason) if part)


def _arrows(rows: Sequence[Gap]) -> list[Part]:
    """Where a bar is cut, an arrow head in its colour points on."""
    cut = [
        (index, row, "triangle-left" if share < LOW else "triangle-right")
        for index, row in enumerate(rows)
        if (share := percent(row.attainment)) is not None and not LOW <= share <= HIGH
    ]
    if not cut:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [edge(clipped(row.attainment)) for _, row, _ in cut],
            "y": [index for index, _, _ in cut],
            "marker": {
                "symbol": [symbol for _, _, symbol in cut],
                "size": 18,
                "color": [palette.STATUS_LOOKS[row.status].fill for _, row, _ in cut],
            },
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    ]
