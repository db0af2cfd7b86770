"""The geometry of a bullet graph (Stephen Few): bar, range shade and target tick as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reports.charts.sparkline import px

WIDTH, HEIGHT = 160, 20
_TICK, _CARET = Decimal(2), Decimal(4)
_START, _END = Decimal(1) / 6, Decimal(5) / 6
"""Where the baseline and the far end of the target lie; the sixths outside show overshoot."""


@dataclass(frozen=True)
class Scale:
    """What the graph measures: from `baseline` (0 where there is none) to the target.

    A band has `low` and `high`; a single target has only `target`. Smaller targets than the
    baseline turn the axis round, so that better is always to the right.
    """

    baseline: Decimal | None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Bullet:
    """Coordinates as text in a box of `width` × `height`; empty text: not drawn."""

    width: int = WIDTH
    height: int = HEIGHT
    bar_x: str = ""
    bar_width: str = ""
    shade_x: str = ""
    shade_width: str = ""
    target_x: str = ""
    expected_path: str = ""
    baseline_x: str = ""
    is_cut_left: bool = False
    is_cut_right: bool = False
    label: str = ""


def bullet(
    value: Decimal | None, scale: Scale, *, expected: Decimal | None = None, label: str = ""
) -> Bullet:
    """Draw a figure on its scale; what lies outside the box is cut and marked with an arrow."""
    start, end = _ends(scale)
    if end is None or start == end:
        return Bullet(label=label)

    def across(x: Decimal) -> Decimal:
        return ((x - start) / (end - start) * (_END - _START) + _START) * WIDTH

    shade = sorted(_inside(across(x)) for x in (scale.low, scale.high) if x is not None)
    tick = scale.target if scale.target is not None else _nearest(scale, start)
    tip = None if value is None else across(value)
    bar = [] if tip is None else sorted((across(start), _inside(tip)))
    return Bullet(
        bar_x=px(bar[0]) if bar else "",
        bar_width=px(max(bar[1] - bar[0], Decimal(1))) if bar else "",
        shade_x=px(shade[0]) if len(shade) == 2 else "",
        shade_width=px(shade[1] - shade[0]) if len(shade) == 2 else "",
        target_x="" if tick is None else px(_inside(across(tick), _TICK)),
        expected_path="" if expected is None else _caret(_inside(across(expected), _CARET)),
        baseline_x=px(across(start)),
        is_cut_left=tip is not None and tip < 0,
        is_cut_right=tip is not None and tip > WIDTH,
        label=label,
    )


def _caret(x: Decimal) -> str:
    """The small pointer at the upper edge: where the figure should stand today."""
    return f"M{px(x - _CARET)},0 L{px(x + _CARET)},0 L{px(x)},6 Z"


def _ends(scale: Scale) -> tuple[Decimal, Decimal | None]:
    """Start and far end of the axis; the far end of a band is the bound away from the start."""
    bounds = [x for x in (scale.target, scale.low, scale.high) if x is not None]
    start = Decimal(0) if scale.baseline is None else scale.baseline
    if not bounds:
        return start, None
    end = max(bounds, key=lambda bound: abs(bound - start))
    if start == end and start != 0:
        start = Decimal(0)
    return start, end


def _nearest(scale: Scale, start: Decimal) -> Decimal | None:
    """The bound of a band that must be reached first: the weakest one counts."""
    bounds = [x for x in (scale.low, scale.high) if x is not None]
    return min(bounds, key=lambda bound: abs(bound - start)) if bounds else None


def _inside(x: Decimal, margin: Decimal = Decimal(0)) -> Decimal:
    return min(max(x, margin), WIDTH - margin)
