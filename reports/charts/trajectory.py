"""The course of one indicator: actual figures, the line it should follow, targets, projection."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from indicators.method.facts import Nature
from reports.charts import frame, palette, timeline
from reports.charts.frame import Figure, Part, edges
from reports.charts.series import Forecast, Point, Series, Trajectory, Words
from reports.charts.tables import ChartTable, Column, Value

_BAND_WIDTH = Decimal("0.42")
_FIRST, _SECOND, _OTHER, _LAST = 1, 2, 3, 4
"""The order of the legend: figures, targets, what should and may come, other definitions."""


def figure(data: Trajectory, words: Words) -> Figure:
    """The chart as plotly.js draws it; later traces lie on top."""
    traces = [
        *_interval(data, words),
        *_bands(data, words),
        *_required(data, words),
        *_references(data),
        *_projection(data, words),
        *_actual(data, words),
        *_targets(data, words),
    ]
    return {"data": traces, "layout": timeline.layout(data, _legend_entries(traces))}


def _legend_entries(traces: Sequence[Part]) -> int:
    return sum(trace.get("showlegend", True) for trace in traces)


def table(data: Trajectory, words: Words, *, caption: str) -> ChartTable:
    """The same numbers, one row per moment; a series without a figure there stays empty."""
    number = data.decimals
    columns = (
        Column(words.period),
        Column(words.actual, number),
        Column(words.nature),
        *(Column(series.label, number) for series in data.references),
        Column(words.required, number),
        Column(words.target),
        Column(words.projection, number),
        Column(words.interval_low, number),
        Column(words.interval_high, number),
    )
    return ChartTable(caption, columns, tuple(_rows(data, words)))


def _rows(data: Trajectory, words: Words) -> list[tuple[Value, ...]]:
    actual = {p.position: p for p in data.actual if p.value is not None}
    required = {p.position: p.value for p in data.required}
    references = [{p.position: p.value for p in series.points} for series in data.references]
    targets = {t.position: t.wording for t in data.targets}
    projection = {f.position: (f.point, f.low, f.high) for f in data.projection}
    nothing = (None, None, None)
    return [
        (
            label,
            actual[at].value if at in actual else None,
            words.kind(actual[at]) if at in actual else "",
            *(values.get(at) for values in references),
            required.get(at),
            targets.get(at, ""),
            *projection.get(at, nothing),
        )
        for at, label in sorted(_moments(data).items())
    ]


def _moments(data: Trajectory) -> dict[Decimal, str]:
    """Every moment that carries a number, with the label of its period."""
    labels = {t.position: t.year_label for t in data.targets}
    labels |= {f.position: f.label for f in data.projection}
    for points in (*(series.points for series in data.references), data.required, data.actual):
        labels |= {p.position: p.label for p in points}
    return labels


def _hover(data: Trajectory, name: str) -> Part:
    """What a pointer reads: the period, then the value with its unit."""
    value = f"%{{y:{frame.number_format(data.decimals)}}} {frame.escape(data.unit)}"
    text = f"%{{customdata}}<br>{frame.escape(name)}: {value}<extra></extra>"
    return {"hovertemplate": text, "name": name}


def _line(
    data: Trajectory, points: Sequence[Point], name: str, rank: int = _OTHER, **line: object
) -> Part:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": edges(p.position for p in points),
        "y": edges(p.value for p in points),
        "customdata": [p.label for p in points],
        "connectgaps": False,
        "legendrank": rank,
        "line": line,
    } | _hover(data, name)


def _marks(
    data: Trajectory, points: Sequence[Point], name: str, rank: int = _OTHER, **marker: object
) -> Part:
    trace = _line(data, points, name, rank)
    del trace["line"]
    return trace | {"mode": "markers", "marker": marker, "cliponaxis": False}


def _actual(data: Trajectory, words: Words) -> list[Part]:
    """One line through all figures, then the points by nature, then rings around partial ones."""
    if not data.actual:
        return []
    line = _line(data, data.actual, words.actual, _FIRST, color=palette.ACTUAL, width=2.5)
    traces = [line | {"hoverinfo": "skip", "hovertemplate": None}]
    looks = (
        (Nature.OFFICIAL, words.official, "circle", palette.ACTUAL),
        (Nature.ESTIMATE, words.estimate, "circle", palette.WHITE),
        (Nature.ILLUSTRATIVE, words.illustrative, "diamond", palette.BAND),
    )
    for nature, name, symbol, fill in looks:
        points = [p for p in data.actual if p.nature is nature and p.value is not None]
        if points:
            outline = {"color": palette.ACTUAL, "width": 2}
            traces.append(
                _marks(data, points, name, _FIRST, symbol=symbol, size=9, color=fill, line=outline)
            )
    partial = [p for p in data.actual if p.is_partial and p.value is not None]
    if partial:
        ring: Part = {
            "symbol": "circle-open",
            "size": 17,
            "color": palette.STATUS_LOOKS["behind"].fill,
        }
        traces.append(_marks(data, partial, words.partial, _FIRST, **ring, line={"width": 1.5}))
    return traces


def _references(data: Trajectory) -> list[Part]:
    """Another definition is another thing: loose grey squares, no line."""
    return [_reference(data, series) for series in data.references if series.points]


def _reference(data: Trajectory, series: Series) -> Part:
    look: Part = {
        "symbol": "square-open",
        "size": 8,
        "color": palette.PREVIOUS,
        "line": {"width": 2},
    }
    return _marks(data, series.points, series.label, _LAST, **look)


def _required(data: Trajectory, words: Words) -> list[Part]:
    if len(data.required) < 2:
        return []
    return [
        _line(data, data.required, words.required, color=palette.TARGET, width=1.5, dash="dash")
    ]


def _bands(data: Trajectory, words: Words) -> list[Part]:
    """A range target as a shaded block around its date; only the first enters the legend."""
    bands = [t for t in data.targets if t.is_band]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": edges(t.position + side * _BAND_WIDTH for side in (-1, 1, 1, -1, -1)),
            "y": edges((t.low, t.low, t.high, t.high, t.low)),
            "fill": "toself",
            "fillcolor": palette.BAND,
            "line": {"color": palette.PREVIOUS, "width": 1},
            "hoverinfo": "skip",
            "name": words.target_band,
            "legendrank": _SECOND,
            "showlegend": index == 0,
        }
        for index, t in enumerate(bands)
    ]


def _targets(data: Trajectory, words: Words) -> list[Part]:
    """Single-valued targets as a bar-shaped mark with a white outline."""
    points = [Point(t.position, t.wording, t.value) for t in data.targets if t.value is not None]
    if not points:
        return []
    look: Part = {"symbol": "line-ew", "size": 13, "color": palette.TARGET}
    outline, ink = {"color": palette.WHITE, "width": 7}, {"color": palette.TARGET, "width": 3.5}
    halo = _marks(data, points, words.target, _SECOND, **look, line=outline)
    quiet: Part = {"showlegend": False, "hoverinfo": "skip", "hovertemplate": None}
    return [halo | quiet, _marks(data, points, words.target, _SECOND, **look, line=ink)]


def _ahead(data: Trajectory) -> list[Forecast]:
    """The projection with the last actual figure as its origin; clipped for the screen."""
    known = [p for p in data.actual if p.value is not None]
    if not data.projection or not known:
        return []
    last = known[-1]
    value = last.value if last.value is not None else Decimal(0)
    start = Forecast(last.position, last.label, value, value, value)
    clipped = [
        Forecast(
            f.position,
            f.label,
            timeline.clip(data, f.point),
            timeline.clip(data, f.low),
            timeline.clip(data, f.high),
        )
        for f in data.projection
    ]
    return [start, *clipped]


def _interval(data: Trajectory, words: Words) -> list[Part]:
    ahead = _ahead(data)
    if not ahead:
        return []
    there_and_back = [*((f.position, f.high) for f in ahead)]
    there_and_back += [(f.position, f.low) for f in reversed(ahead)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": edges(x for x, _ in there_and_back),
            "y": edges(y for _, y in there_and_back),
            "fill": "toself",
            "fillcolor": "rgba(11,79,138,0.12)",
            "line": {"width": 0, "color": palette.CLEAR},
            "hoverinfo": "skip",
            "name": words.interval,
            "legendrank": _OTHER,
        }
    ]


def _projection(data: Trajectory, words: Words) -> list[Part]:
    points = [Point(f.position, f.label, f.point) for f in _ahead(data)]
    if not points:
        return []
    return [_line(data, points, words.projection, color=palette.ACTUAL, width=2, dash="dot")]
