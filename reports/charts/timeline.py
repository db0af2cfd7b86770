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
    low, high = frame.padded(_heights(data), Decimal("0.2"))
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
    left, right = _span(data)
    is_at_the_edge = data.as_of - left > Decimal("0.9") * (right - left)
    text = frame.escape(data.as_of_label)
    anchor = "right" if is_at_the_edge else "center"
    return [frame.note(text, x, 1, yref="paper", yanchor="bottom", xanchor=anchor)]


def _target_labels(data: Trajectory) -> list[Part]:
    """The wording beside its mark, where neither the required line nor the figures run."""
    last = max((t.position for t in data.targets), default=None)
    return [_target_label(data, t, is_last=t.position == last) for t in data.targets]


def _is_falling(data: Trajectory) -> bool:
    """Whether the required line goes down; then what is said of above and below is turned round."""
    values = [p.value for p in data.required if p.value is not None]
    return len(values) > 1 and values[-1] < values[0]


def _target_label(data: Trajectory, target: Target, *, is_last: bool) -> Part:
    """Before the mark and on its far side; after it and on the near side where figures are ahead.

    The last label has no room after its mark: it clears the interval of the projection instead.
    """
    sign = -1 if _is_falling(data) else 1
    mark = max((sign * v for v in target.heights), default=Decimal(0))
    is_passed = not is_last and _course(data, target.position, sign) > mark
    near, far = min((sign * v for v in target.heights), default=Decimal(0)), mark
    if is_last:
        far = max([far, *_reach(data, target.position, sign)])
    is_above = (sign > 0) != is_passed
    return frame.note(
        frame.wrap(f"{target.year_label}: {target.wording}", 30, lines=3),
        edge(target.position) or 0.0,
        edge(sign * (near if is_passed else far)) or 0.0,
        xanchor="left" if is_passed else "right",
        yanchor="bottom" if is_above else "top",
        yshift=5 if is_above else -5,
        xshift=-6 if is_passed else 14 if is_last else 6,
        align="left" if is_passed else "right",
        font={"size": 12, "color": palette.INK},
        bgcolor="rgba(255,255,255,0.85)" if is_passed else palette.CLEAR,
        borderpad=2,
    )


def _course(data: Trajectory, position: Decimal, sign: int) -> Decimal:
    """The figure at the moment or the last before it, times the sign; low where there is none."""
    known = [p.value for p in data.actual if p.value is not None and p.position <= position]
    return sign * known[-1] if known else Decimal("-Infinity")


def _reach(data: Trajectory, position: Decimal, sign: int) -> list[Decimal]:
    """The outer ends of the projection at the moment, times the sign."""
    ahead = [f for f in data.projection if f.position == position]
    return [sign * clip(data, end) for f in ahead for end in (f.low, f.high)]
