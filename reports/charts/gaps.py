"""Gap to target of all indicators side by side, each on its own way from baseline to target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from reports.charts import frame, icons, palette
from reports.charts.frame import Figure, Part, edge
from reports.charts.tables import ChartTable, Column, Value

LOW, HIGH = Decimal(-50), Decimal(150)
_ROW, _NARROW_ROW, _HEAD, _FOOT, _NARROW_FOOT = 38, 70, 26, 34, 58
_NARROW_BELOW = 700
_BAR, _NARROW_BAR = 0.56, 0.18
_NAME_UP, _VERDICT_UP = -0.58, -0.3


@dataclass(frozen=True)
class Gap:
    """One indicator. `attainment` and `expected` are shares of the way (0 = baseline, 1 = target)
    as the method gives them, so the direction is already in them; None with its `reason`."""

    name: str
    status: str
    status_label: str
    attainment: Decimal | None
    expected: Decimal | None
    gap_label: str
    target_label: str = ""
    value_label: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Words:
    """The words of the chart in the reader's language."""

    baseline: str
    target: str
    expected: str
    indicator: str
    status: str
    value: str
    gap: str
    attainment: str
    expected_share: str

    @classmethod
    def translated(cls, _: Callable[[str], str]) -> Self:
        """The words through a translation function such as `gettext`."""
        return cls(
            baseline=_("Baseline"),
            target=_("Target"),
            expected=_("Expected today"),
            indicator=_("Indicator"),
            status=_("Status"),
            value=_("Latest figure"),
            gap=_("Gap to target"),
            attainment=_("Attainment, %"),
            expected_share=_("Expected today, %"),
        )


def worst_first(rows: Sequence[Gap]) -> list[Gap]:
    """By status, then by how much of the way is done; what has no attainment ends its group."""

    def key(row: Gap) -> tuple[int, bool, Decimal, str]:
        share = row.attainment
        return palette.severity(row.status), share is None, share or Decimal(0), row.name

    return sorted(rows, key=key)


def figure(rows: Sequence[Gap], words: Words) -> Figure:
    """The bars worst first; beyond −50 and 150 they end in an arrow, the label keeps the truth."""
    ordered = worst_first(rows)
    return {"data": _traces(ordered, words), "layout": _layout(ordered, words)}


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


def percent(share: Decimal | None) -> Decimal | None:
    """A share of the way in percent."""
    return None if share is None else share * 100


def clipped(share: Decimal | None) -> Decimal | None:
    """The percentage as far as the plot reaches."""
    value = percent(share)
    return None if value is None else min(max(value, LOW), HIGH)


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


def _layout(rows: Sequence[Gap], words: Words) -> Part:
    count = len(rows)
    return frame.layout(
        height=_HEAD + _FOOT + _ROW * max(count, 1),
        meta=frame.narrow(_narrow(rows, words), below=_NARROW_BELOW, trace={"width": _NARROW_BAR}),
        margin={"l": 8, "r": _right_margin(rows), "t": _HEAD, "b": _FOOT},
        bargap=0,
        xaxis=frame.axis(
            range=[edge(LOW - 8), edge(HIGH + 8)],
            tickvals=[-50, 0, 50, 100, 150],
            showgrid=True,
        ),
        yaxis=frame.axis(
            range=[count - 0.5, -0.5],
            tickvals=list(range(count)),
            ticktext=[frame.wrap(row.name, 40) for row in rows],
            tickfont={"size": 13, "color": palette.INK},
            ticklen=8,
            tickcolor=palette.CLEAR,
            ticks="outside",
        ),
        shapes=[
            *_rules(),
            *_expected_ticks(rows, 0.36),
            *_row_icons(rows, x=1.0, shift=14),
            _key_tick(1.0, 14, -20),
        ],
        annotations=[
            *_heads(words),
            *_verdicts(rows, x=1.0, shift=26),
            _key_text(words, 1.0, 26, -20),
        ],
    )


def _right_margin(rows: Sequence[Gap]) -> int:
    """Room for the longest verdict at some 6.4 px per letter."""
    longest = max((len(_verdict(row)) for row in rows), default=0)
    return 34 + round(6.4 * longest)


def _key_tick(x: float, shift: int, drop: int) -> Part:
    """The sample of the tick beside its word, below the plot."""
    return {
        "type": "path",
        "path": f"M{shift},{drop - 7} L{shift},{drop + 7}",
        "xref": "paper",
        "yref": "paper",
        "xanchor": x,
        "yanchor": 0,
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "line": {"color": palette.TARGET, "width": 3},
    }


def _key_text(words: Words, x: float, shift: int, drop: int) -> Part:
    place: Part = {"xref": "paper", "yref": "paper", "xshift": shift, "yshift": drop}
    return frame.note(frame.escape(words.expected), x, 0, **place, yanchor="middle")


def _rules() -> list[Part]:
    """Baseline and target as full-height lines."""
    target = {"color": palette.TARGET, "width": 1.5}
    return [frame.rule(0, 0, 1, yref="paper"), frame.rule(100, 0, 1, yref="paper", line=target)]


def _heads(words: Words) -> list[Part]:
    place: Part = {"yref": "paper", "xanchor": "center", "yanchor": "bottom"}
    ink = {"size": 12, "color": palette.INK}
    return [
        frame.note(frame.escape(words.baseline), 0, 1, **place),
        frame.note(frame.escape(words.target), 100, 1, **place, font=ink),
    ]


def _expected_ticks(rows: Sequence[Gap], half: float, offset: float = 0) -> list[Part]:
    """Where each indicator should stand today."""
    shapes: list[Part] = []
    for index, row in enumerate(rows):
        x = edge(clipped(row.expected))
        if x is not None:
            middle = index + offset
            shapes += frame.tick(x, middle - half, middle + half, name="expected")
    return shapes


def _row_icons(rows: Sequence[Gap], *, x: float, shift: int, offset: float = 0) -> list[Part]:
    return [
        icons.status_icon(row.status, x, index + offset, xref="paper", shift=shift)
        for index, row in enumerate(rows)
    ]


def _verdicts(rows: Sequence[Gap], *, x: float, shift: int, offset: float = 0) -> list[Part]:
    """Beside each icon: the word and the gap in the indicator's own unit."""
    return [
        frame.note(
            _verdict(row),
            x,
            index + offset,
            xref="paper",
            xshift=shift,
            yanchor="middle",
            font={"size": 12, "color": palette.STATUS_LOOKS[row.status].text},
        )
        for index, row in enumerate(rows)
    ]


def _verdict(row: Gap) -> str:
    rest = row.gap_label or row.reason
    return frame.escape(f"{row.status_label} · {rest}" if rest else row.status_label)


def _narrow(rows: Sequence[Gap], words: Words) -> Part:
    """On a phone name and verdict stand above each bar, which takes the whole width."""
    return {
        "height": _HEAD + _NARROW_FOOT + _NARROW_ROW * max(len(rows), 1),
        "margin": {"l": 6, "r": 6, "t": _HEAD, "b": _NARROW_FOOT},
        "yaxis": {
            "showticklabels": False,
            "ticks": "",
            "range": [len(rows) - 0.75, -0.85],
        },
        "shapes": [
            *_rules(),
            *_expected_ticks(rows, 0.13),
            *_row_icons(rows, x=0, shift=7, offset=_VERDICT_UP),
            _key_tick(0, 7, -44),
        ],
        "annotations": [
            *_heads(words),
            *_names(rows),
            *_verdicts(rows, x=0, shift=18, offset=_VERDICT_UP),
            _key_text(words, 0, 18, -44),
        ],
    }


def _names(rows: Sequence[Gap]) -> list[Part]:
    ink = {"size": 13, "color": palette.INK}
    place: Part = {"xref": "paper", "yanchor": "middle", "font": ink, "bgcolor": "#FFFFFF"}
    return [
        frame.note(frame.escape(_short(row.name)), 0, index + _NAME_UP, **place)
        for index, row in enumerate(rows)
    ]


def _short(name: str, width: int = 44) -> str:
    return name if len(name) <= width else f"{name[: width - 1].rstrip()}…"
