"""Which local units make a provincial gap: bars in percentage points that add up to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from reports.charts import frame, palette
from reports.charts.frame import Figure, Part, edge
from reports.charts.tables import ChartTable, Column, Value

_ROW, _HEAD, _FOOT = 30, 26, 30
_BAR = 0.62


@dataclass(frozen=True)
class Share:
    """One unit: its own figure, its weight in the province (0–1), its part w·(x − T) of the gap.

    `note` says why it stands for itself although it has ended.
    """

    name: str
    contribution: Decimal
    value: Decimal | None = None
    weight: Decimal | None = None
    count: int = 1
    note: str = ""


@dataclass(frozen=True)
class Contributions:
    """The parts of one gap. With `is_lower_better` the signs turn, so that < 0 is always short."""

    shares: tuple[Share, ...]
    unit: str
    decimals: int
    is_lower_better: bool = False
    top: int = 10

    def signed(self) -> list[Share]:
        """The parts as seen from the target: negative pulls the province down."""
        sign = -1 if self.is_lower_better else 1
        return [replace(share, contribution=sign * share.contribution) for share in self.shares]

    @property
    def has_notes(self) -> bool:
        """Whether something must be said of any unit."""
        return any(share.note for share in self.shares)

    @property
    def total(self) -> Decimal:
        """The provincial gap, exactly the sum of the parts."""
        return sum((share.contribution for share in self.signed()), Decimal(0))


@dataclass(frozen=True)
class Words:
    """The words of the chart; `others` carries the place %(count)s."""

    others: str
    total: str
    short: str
    better: str
    unit: str
    value: str
    weight: str
    contribution: str
    note: str

    @classmethod
    def translated(cls, _: Callable[[str], str]) -> Self:
        """The words through a translation function such as `gettext`."""
        return cls(
            others=_("Other units (%(count)s)"),
            total=_("Whole province"),
            short=_("Widens the shortfall"),
            better=_("Narrows the shortfall"),
            unit=_("Unit"),
            value=_("Figure of the unit"),
            weight=_("Weight, %"),
            contribution=_("Contribution to the gap, percentage points"),
            note=_("Note"),
        )


def rows(data: Contributions, words: Words) -> list[Share]:
    """The `top` largest parts in size, lowest first, then one row for all the others."""
    by_size = sorted(data.signed(), key=lambda s: (-abs(s.contribution), s.name))
    if len(by_size) <= data.top + 1:
        return sorted(by_size, key=lambda s: (s.contribution, s.name))
    kept, rest = by_size[: data.top], by_size[data.top :]
    others = Share(
        words.others % {"count": len(rest)},
        sum((share.contribution for share in rest), Decimal(0)),
        weight=_weight(rest),
        count=len(rest),
    )
    return [*sorted(kept, key=lambda s: (s.contribution, s.name)), others]


def _weight(shares: Sequence[Share]) -> Decimal | None:
    known = [share.weight for share in shares if share.weight is not None]
    return sum(known, Decimal(0)) if len(known) == len(shares) else None


def table(data: Contributions, words: Words, *, caption: str) -> ChartTable:
    """Every unit with its part, none folded away, and the total that they add up to.

    A last column holds the notes where there are any.
    """
    columns = (
        Column(words.unit),
        Column(words.value, data.decimals),
        Column(words.weight, 1),
        Column(words.contribution, 2),
        *([Column(words.note)] if data.has_notes else []),
    )
    ordered = sorted(data.signed(), key=lambda s: (s.contribution, s.name))
    lines: list[tuple[Value, ...]] = [
        (s.name, s.value, None if s.weight is None else s.weight * 100, s.contribution, s.note)
        for s in ordered
    ]
    lines.append((words.total, None, None, data.total, ""))
    return ChartTable(caption, columns, tuple(line[: len(columns)] for line in lines))


def figure(data: Contributions, words: Words) -> Figure:
    """Diverging bars from zero; the last bar, in ink, is the provincial gap itself."""
    shown = [*rows(data, words), Share(words.total, data.total)]
    return {"data": [_bars(shown)], "layout": _layout(shown, words)}


def _bars(shown: Sequence[Share]) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(shown))),
        "x": [edge(share.contribution) for share in shown],
        "width": _BAR,
        "marker": {"color": [*(_colour(share) for share in shown[:-1]), palette.INK]},
        "text": [_signed(share.contribution) for share in shown],
        "textposition": "outside",
        "textfont": {"size": 12, "color": palette.INK},
        "cliponaxis": False,
        "customdata": [frame.escape(share.name) for share in shown],
        "hovertemplate": "%{customdata}<br>%{text}<extra></extra>",
    }


def _signed(value: Decimal) -> str:
    return f"+{frame.written(value, 2)}" if value > 0 else frame.written(value, 2)


def _colour(share: Share) -> str:
    status = "at_risk" if share.contribution < 0 else "met"
    return palette.STATUS_LOOKS[status].fill


def _layout(shown: Sequence[Share], words: Words) -> Part:
    count = len(shown)
    low, high = frame.padded([Decimal(0), *(s.contribution for s in shown)], Decimal("0.2"))
    names = [frame.wrap(share.name, 30) for share in shown]
    return frame.layout(
        height=_HEAD + _FOOT + _ROW * count,
        meta=frame.narrow(_narrow(shown, words)),
        margin={"l": 8, "r": 16, "t": _HEAD, "b": _FOOT},
        xaxis=frame.axis(range=[edge(low), edge(high)], showgrid=True, nticks=5, tickformat=",.1f"),
        yaxis=frame.axis(
            range=[count - 0.5, -0.5],
            tickvals=list(range(count)),
            ticktext=names,
            tickfont={"size": 13, "color": palette.INK},
            ticks="outside",
            ticklen=8,
            tickcolor=palette.CLEAR,
        ),
        shapes=[
            frame.rule(
                0, 0, 1, yref="paper", layer="above", line={"color": palette.INK, "width": 1}
            ),
            _divider(count - 1.5),
        ],
        annotations=_sides(words),
    )


def _narrow(shown: Sequence[Share], words: Words) -> Part:
    """On a phone: shorter names, more air for the numbers, the two sides named on two lines."""
    low, high = frame.padded([Decimal(0), *(s.contribution for s in shown)], Decimal("0.36"))
    left, right = _sides(words)
    on_top: Part = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": 0, "yshift": 16}
    return {
        "height": _HEAD + 16 + _FOOT + _ROW * len(shown),
        "margin": {"l": 4, "r": 8, "t": _HEAD + 16, "b": _FOOT},
        "xaxis": {"range": [edge(low), edge(high)]},
        "yaxis": {"ticktext": [frame.wrap(s.name, 16) for s in shown]},
        "annotations": [
            left | on_top,
            right | {"xref": "paper", "x": 1, "xanchor": "right", "xshift": 0},
        ],
    }


def _divider(y: float) -> Part:
    """A hairline above the total, as in a sum on paper."""
    line = {"color": palette.PREVIOUS, "width": 1}
    place: Part = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y}
    return place | {"line": line}


def _sides(words: Words) -> list[Part]:
    """What left and right of zero mean, in words."""
    place: Part = {"yref": "paper", "yanchor": "bottom"}
    return [
        frame.note(frame.escape(words.short), 0, 1, **place, xanchor="right", xshift=-8),
        frame.note(frame.escape(words.better), 0, 1, **place, xanchor="left", xshift=8),
    ]
