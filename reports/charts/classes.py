"""Urban areas by class against their targets: "class k or better" decides, each class explains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from reports.charts import frame, palette
from reports.charts.frame import Figure, Part
from reports.charts.tables import ChartTable, Column, Value

_ROW, _HEAD, _FOOT, _BAR = 44, 40, 12, 0.5


@dataclass(frozen=True)
class ClassCount:
    """The areas of one class. `or_better_label` reads "loại III trở lên". None: not counted."""

    label: str
    or_better_label: str
    target: int
    actual: int | None


@dataclass(frozen=True)
class Words:
    """The words of the chart in the reader's language."""

    or_better: str
    each: str
    class_name: str
    actual: str
    target: str
    actual_or_better: str
    target_or_better: str
    missing: str

    @classmethod
    def translated(cls, _: Callable[[str], str]) -> Self:
        """The words through a translation function such as `gettext`."""
        return cls(
            or_better=_("This class or better (decides)"),
            each=_("Each class"),
            class_name=_("Class"),
            actual=_("Actual"),
            target=_("Target"),
            actual_or_better=_("Actual, this class or better"),
            target_or_better=_("Target, this class or better"),
            missing=_("Still missing"),
        )


def cumulative(counts: Sequence[ClassCount]) -> list[tuple[int | None, int]]:
    """Actual and target per "class k or better", best class first; unknown stays unknown."""
    pairs: list[tuple[int | None, int]] = []
    have: int | None = 0
    want = 0
    for count in counts:
        have = None if have is None or count.actual is None else have + count.actual
        want += count.target
        pairs.append((have, want))
    return pairs


def table(counts: Sequence[ClassCount], words: Words, *, caption: str) -> ChartTable:
    """Both comparisons, and how many areas each threshold still lacks."""
    columns = (
        Column(words.class_name),
        *(Column(label, 0) for label in (words.actual, words.target)),
        *(Column(label, 0) for label in (words.actual_or_better, words.target_or_better)),
        Column(words.missing, 0),
    )
    lines: list[tuple[Value, ...]] = [
        (c.label, c.actual, c.target, have, want, None if have is None else max(want - have, 0))
        for c, (have, want) in zip(counts, cumulative(counts), strict=True)
    ]
    return ChartTable(caption, columns, tuple(lines))


def figure(counts: Sequence[ClassCount], words: Words) -> Figure:
    """Two panels of bars with target ticks, left what decides, right each class by itself."""
    left = cumulative(counts)
    right = [(c.actual, c.target) for c in counts]
    return {
        "data": [_bars(left, "", words), _bars(right, "2", words)],
        "layout": _layout(counts, left, right, words),
    }


def _bars(pairs: Sequence[tuple[int | None, int]], panel: str, words: Words) -> Part:
    colour = palette.PREVIOUS if panel else palette.ACTUAL
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": f"x{panel}",
        "yaxis": f"y{panel}",
        "y": list(range(len(pairs))),
        "x": [actual for actual, _ in pairs],
        "width": _BAR,
        "marker": {"color": colour},
        "customdata": [f"{_shown(have)} / {want}" for have, want in pairs],
        "name": words.actual,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _shown(count: int | None) -> str:
    return "–" if count is None else str(count)


def _layout(
    counts: Sequence[ClassCount],
    left: Sequence[tuple[int | None, int]],
    right: Sequence[tuple[int | None, int]],
    words: Words,
) -> Part:
    size = len(counts)
    height = _HEAD + _FOOT + _ROW * size
    return frame.layout(
        height=height,
        meta=frame.narrow(
            {
                "height": 2 * height,
                "xaxis": {"domain": [0, 1]},
                "xaxis2": {"domain": [0, 1]},
                "yaxis": {"domain": [0.55, 1]},
                "yaxis2": {"domain": [0, 0.44]},
            },
            below=460,
        ),
        margin={"l": 8, "r": 8, "t": _HEAD, "b": _FOOT},
        xaxis=_values(left, [0, 0.42], "y"),
        xaxis2=_values(right, [0.6, 1], "y2"),
        yaxis=_names([c.or_better_label for c in counts], "x"),
        yaxis2=_names([c.label for c in counts], "x2"),
        shapes=[*_ticks(left, ""), *_ticks(right, "2")],
        annotations=[
            *_panel_notes(left, "", words.or_better),
            *_panel_notes(right, "2", words.each),
        ],
    )


def _values(pairs: Sequence[tuple[int | None, int]], domain: list[float], anchor: str) -> Part:
    top = max((max(have or 0, want) for have, want in pairs), default=1) or 1
    quiet: Part = {"showticklabels": False, "showline": False}
    return frame.axis(range=[0, top * 1.45], domain=domain, anchor=anchor, **quiet)


def _names(labels: Sequence[str], anchor: str) -> Part:
    return frame.axis(
        range=[len(labels) - 0.5, -0.5],
        tickvals=list(range(len(labels))),
        ticktext=[frame.wrap(label, 22) for label in labels],
        tickfont={"size": 13, "color": palette.INK},
        anchor=anchor,
        showline=True,
        ticks="outside",
        ticklen=6,
        tickcolor=palette.CLEAR,
    )


def _ticks(pairs: Sequence[tuple[int | None, int]], panel: str) -> list[Part]:
    marks = [(want, index - 0.38, index + 0.38) for index, (_, want) in enumerate(pairs)]
    return frame.ticks(marks, xref=f"x{panel}", yref=f"y{panel}", name="target")


def _panel_notes(pairs: Sequence[tuple[int | None, int]], panel: str, title: str) -> list[Part]:
    """The panel's heading, and "have / wanted" in figures at the right edge of each bar."""
    domain = {"xref": f"x{panel} domain", "yref": f"y{panel}"}
    notes = [
        frame.note(
            f"{_shown(have)} / {want}",
            1,
            index,
            **domain,
            xanchor="right",
            font={"size": 13, "color": palette.INK},
        )
        for index, (have, want) in enumerate(pairs)
    ]
    head = {"xref": f"x{panel} domain", "yref": f"y{panel} domain", "yanchor": "bottom"}
    return [frame.note(frame.escape(title), 0, 1, **head, yshift=6), *notes]
