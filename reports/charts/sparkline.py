"""The geometry of a sparkline: the course of a figure in a table cell, as SVG coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT, _MARGIN = 96, 24, 4


@dataclass(frozen=True)
class Sparkline:
    """Coordinates as text, so that no locale turns a point into a comma. No figures: no path."""

    width: int
    height: int
    path: str = ""
    dots: tuple[tuple[str, str], ...] = ()
    last_x: str = ""
    last_y: str = ""
    target_y: str = ""
    label: str = ""


def sparkline(
    points: Sequence[tuple[Decimal, Decimal | None]],
    *,
    target: Decimal | None = None,
    label: str = "",
) -> Sparkline:
    """Draw (position, value) pairs in time order; None breaks the line, a lone figure is a dot."""
    known = [(x, y) for x, y in points if y is not None]
    if not known:
        return Sparkline(WIDTH, HEIGHT, label=label)
    heights = [y for _, y in known] + ([target] if target is not None else [])
    left, right = points[0][0], points[-1][0]
    low, high = min(heights), max(heights)

    def place(x: Decimal, y: Decimal) -> tuple[str, str]:
        across = _scaled(x, left, right, WIDTH)
        return px(across), px(HEIGHT - _scaled(y, low, high, HEIGHT))

    runs = [[place(x, y) for x, y in run] for run in _runs(points)]
    last_x, last_y = place(*known[-1])
    return Sparkline(
        width=WIDTH,
        height=HEIGHT,
        path=" ".join(_path(run) for run in runs if len(run) > 1),
        dots=tuple(run[0] for run in runs if len(run) == 1),
        last_x=last_x,
        last_y=last_y,
        target_y="" if target is None else place(left, target)[1],
        label=label,
    )


def px(value: Decimal) -> str:
    """A coordinate with one decimal and a point."""
    return f"{value:.1f}"


def _scaled(value: Decimal, low: Decimal, high: Decimal, size: int) -> Decimal:
    """Linear within the margins; a flat series runs through the middle."""
    if high == low:
        return Decimal(size) / 2
    return _MARGIN + (value - low) / (high - low) * (size - 2 * _MARGIN)


def _runs(points: Sequence[tuple[Decimal, Decimal | None]]) -> list[list[tuple[Decimal, Decimal]]]:
    """The stretches without a gap."""
    runs: list[list[tuple[Decimal, Decimal]]] = [[]]
    for x, y in points:
        if y is not None:
            runs[-1].append((x, y))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _path(run: Sequence[tuple[str, str]]) -> str:
    return "M" + " L".join(f"{x},{y}" for x, y in run)
