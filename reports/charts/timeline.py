"""The frame of the trajectory chart: its time axis, value range, as-of line and target labels."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from reports.charts import frame, palette
from reports.charts.frame import Part, edge
from reports.charts.series import Target, Trajectory

HEIGHT, NARROW_HEIGHT, _LEGEND_LINE = 400, 310, 18
_NARROW_TICKS = 5
_AIR = Decimal("0.45")


def layout(data: Trajectory, legend_entries: int) -> Part:
    """Axes that hold everything drawn, years as ticks, one quiet grid, room for the legend."""
    left, right = _span(data)
    low, high = frame.padded(_heights(data), Decimal("0.12"))
    years = _years(left, right)
    unit = frame.note(frame.escape(data.unit), 0, 1, xref="paper", yref="paper", yshift=14)
    return frame.layout(
        height=HEIGHT,
        meta=frame.narrow(_narrow(data, years, legend_entries)),
        margin={"l": 8, "r": 12, "t": 40, "b": 8},
        showlegend=True,
        legend=frame.legend(),
        xaxis=frame.axis(
            range=[edge(left - _AIR), edge(right + _AIR)],
            showline=True,
            ticks="outside",
            tickangle=0,
            **_ticks(years),
        ),
        yaxis=frame.axis(
            range=[edge(low), edge(high)],
            showgrid=True,
            nticks=6,
            tickformat=f",.{_tick_decimals(low, high, data.decimals)}f",
        ),
        shapes=_as_of(data),
        annotations=[unit, *_as_of_label(data), *_target_labels(data)],
    )


def _tick_decimals(low: Decimal, high: Decimal, decimals: int) -> int:
    """As many decimals as the spacing of the ticks needs, at most the display unit."""
    span = high - low
    return min(decimals, 0 if span >= 6 else 1 if span >= Decimal("0.6") else 2)


def _span(data: Trajectory) -> tuple[Decimal, Decimal]:
    """The first and last moment; (2020, 2030) when there is nothing at all."""
    series = (data.actual, data.required, data.targets, data.projection)
    moments = [item.position for group in series for item in group]
    moments += [p.position for reference in data.references for p in reference.points]
    moments += [data.as_of] if data.as_of is not None else []
    return (min(moments), max(moments)) if moments else (Decimal(2020), Decimal(2030))


def _heights(data: Trajectory) -> list[Decimal]:
    """Every value that must be visible; intervals count as far as they are drawn."""
    groups = (data.actual, data.required, *(series.points for series in data.references))
    values = [p.value for group in groups for p in group if p.value is not None]
    values += [value for target in data.targets for value in target.heights]
    for ahead in data.projection:
        values += [clip(data, ahead.low), clip(data, ahead.high)]
    return values


def clip(data: Trajectory, value: Decimal) -> Decimal:
    """The value within the floor and ceiling of the indicator, for the screen only."""
    if data.floor is not None:
        value = max(value, data.floor)
    return value if data.ceiling is None else min(value, data.ceiling)


def _years(left: Decimal, right: Decimal) -> list[int]:
    """The years whose end lies on the axis; the running year where there is none."""
    first = int(left.to_integral_value(ROUND_CEILING)) - 1
    last = int(right.to_integral_value(ROUND_FLOOR)) - 1
    return list(range(first, last + 1)) or [last + 1]


def _ticks(years: list[int]) -> Part:
    return {
        "tickmode": "array",
        "tickvals": [year + 1 for year in years],
        "ticktext": [str(year) for year in years],
    }


def _narrow(data: Trajectory, years: list[int], legend_entries: int) -> Part:
    """On a phone: fewer years, counted back from the last target; the legend is a column."""
    step = -(-len(years) // _NARROW_TICKS) or 1
    anchor = int(max((t.position for t in data.targets), default=Decimal(years[-1] + 1))) - 1
    kept = [year for year in years if (anchor - year) % step == 0]
    return {
        "height": NARROW_HEIGHT + _LEGEND_LINE * legend_entries,
        "margin": {"l": 4, "r": 8, "t": 40, "b": 8},
        "xaxis": _ticks(kept),
    }


def _as_of(data: Trajectory) -> list[Part]:
    if data.as_of is None:
        return []
    x = edge(data.as_of) or 0.0
    return [frame.rule(x, 0, 1, yref="paper", line={"color": palette.PREVIOUS, "width": 1.5})]


def _as_of_label(data: Trajectory) -> list[Part]:
    if data.as_of is None:
        return []
    x = edge(data.as_of) or 0.0
    text = frame.escape(data.as_of_label)
    return [frame.note(text, x, 1, yref="paper", yanchor="bottom", xanchor="center")]


def _target_labels(data: Trajectory) -> list[Part]:
    """The wording above its mark; the last one ends at the edge instead of crossing it."""
    if not data.targets:
        return []
    last = max(t.position for t in data.targets)
    is_falling = _is_falling(data)
    return [_target_label(t, t.position == last, is_falling) for t in data.targets]


def _is_falling(data: Trajectory) -> bool:
    """Whether the required line goes down; then the labels stand below it, where there is room."""
    values = [p.value for p in data.required if p.value is not None]
    return len(values) > 1 and values[-1] < values[0]


def _target_label(target: Target, is_last: bool, is_falling: bool) -> Part:
    heights = target.heights or (Decimal(0),)
    return frame.note(
        frame.escape(f"{target.year_label}: {target.wording}"),
        edge(target.position) or 0.0,
        edge(min(heights) if is_falling else max(heights)) or 0.0,
        xanchor="right" if is_last else "center",
        yanchor="top" if is_falling else "bottom",
        yshift=-7 if is_falling else 7,
        xshift=14 if is_last else 0,
        font={"size": 12, "color": palette.INK},
        bgcolor=palette.CLEAR if is_last else "rgba(255,255,255,0.85)",
        borderpad=2,
    )
