"""The frame of the gap chart: names, reference lines, expected ticks, icons and verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts import frame, icons, palette
from reports.charts.frame import Part, edge
from reports.charts.gap_rows import HIGH, LOW, Gap, Words, clipped

_ROW, _NARROW_ROW, _HEAD, _FOOT, _NARROW_FOOT = 38, 104, 26, 34, 58
_NARROW_BELOW = 700
_NARROW_BAR = 0.15
_NARROW_LETTERS = 40
_NAME_UP, _VERDICT_UP = -0.44, -0.28


def layout(rows: Sequence[Gap], words: Words) -> Part:
    """Names left, bars on one scale, icon and verdict right; the key of the tick below."""
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
    places = ((edge(clipped(row.expected)), index + offset) for index, row in enumerate(rows))
    marks = [(x, middle - half, middle + half) for x, middle in places if x is not None]
    return frame.ticks(marks, name="expected")


def _row_icons(rows: Sequence[Gap], *, x: float, shift: int, offset: float = 0) -> list[Part]:
    return [
        icons.status_icon(row.status, x, index + offset, xref="paper", shift=shift)
        for index, row in enumerate(rows)
    ]


def _verdicts(
    rows: Sequence[Gap],
    *,
    x: float,
    shift: int,
    offset: float = 0,
    letters: int = 200,
    lines: int = 1,
) -> list[Part]:
    """Beside each icon: the word and the gap in the indicator's own unit, cut where it is long."""
    return [
        frame.note(
            frame.wrap(_verdict(row), letters, lines=lines),
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
    return f"{row.status_label} · {rest}" if rest else row.status_label


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
            *_expected_ticks(rows, 0.11),
            *_row_icons(rows, x=0, shift=7, offset=_VERDICT_UP),
            _key_tick(0, 7, -44),
        ],
        "annotations": [
            *_heads(words),
            *_names(rows),
            *_verdicts(rows, x=0, shift=18, offset=_VERDICT_UP, letters=_NARROW_LETTERS, lines=2),
            _key_text(words, 0, 18, -44),
        ],
    }


def _names(rows: Sequence[Gap]) -> list[Part]:
    ink = {"size": 13, "color": palette.INK}
    place: Part = {"xref": "paper", "yanchor": "bottom", "font": ink, "bgcolor": palette.WHITE}
    return [
        frame.note(frame.wrap(row.name, _NARROW_LETTERS), 0, index + _NAME_UP, **place)
        for index, row in enumerate(rows)
    ]
