"""Signs of statuses and bars of attainment, drawn: fonts lack them, and printers are often grey."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from indicators.method.rounding import displayed_share
from reports.charts import palette
from reports.exports.meeting.numerals import written
from reports.exports.meeting.one_page_pen import HEIGHT, Pen, Style
from reports.exports.meeting.party_form import look_of

_BOX = 16
"""Icons are drawn in a box of 16 by 16, as static/icons.svg has them, from the top left."""
_STROKES: dict[str, tuple[float, tuple[tuple[tuple[float, float], ...], ...]]] = {
    "double-up": (2.25, (((3, 13), (8, 8), (13, 13)), ((3, 8), (8, 3), (13, 8)))),
    "tick": (2.5, (((2.5, 8.5), (6.25, 12.5), (13.5, 3.5)),)),
    "cross": (2.5, (((3.25, 3.25), (12.75, 12.75)), ((12.75, 3.25), (3.25, 12.75)))),
    "dash": (2.5, (((3, 8), (13, 8)),)),
    "clock": (1.75, (((8, 4.75), (8, 8), (10.25, 9.5)),)),
}
_TRIANGLE = ((8, 2), (14.5, 14), (1.5, 14))
_SCALE_END = Decimal("1.25")
_PERCENT = Style(7.5, colour=palette.INK_2, align="right")


def icon(pen: Pen, x: float, y: float, status: str, size: float) -> None:
    """The sign of a status with its top left at (x, y)."""
    look = look_of(status)
    canvas = pen.canvas
    canvas.saveState()
    canvas.translate(x, HEIGHT - y)
    canvas.scale(size / _BOX, -size / _BOX)
    canvas.setStrokeColor(look.fill)
    canvas.setFillColor(look.fill)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    if look.icon == "triangle":
        _path(canvas, _TRIANGLE, is_filled=True)
    else:
        thickness, lines = _STROKES[look.icon]
        canvas.setLineWidth(thickness)
        for points in lines:
            _path(canvas, points)
        if look.icon == "clock":
            canvas.circle(8, 8, 6, stroke=1, fill=0)
    canvas.restoreState()


def _path(canvas: Any, points: tuple[tuple[float, float], ...], *, is_filled: bool = False) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=0 if is_filled else 1, fill=1 if is_filled else 0)


def attainment_bar(
    pen: Pen, x: float, y: float, attainment: Decimal | None, *, width: float
) -> None:
    """A bar from 0 to 1¼ of what is wanted, a tick at 1 and the share in words beside it.

    y is the middle of the line. What is below 0 or beyond the end is said by its number alone.
    """
    if attainment is None:
        pen.text(x + width, y + 2.6, "–", _PERCENT)
        return
    room = width - 32
    unit = room / float(_SCALE_END)
    pen.box(x, y - 4.5, unit, 9, palette.BAND)
    length = float(min(max(attainment, Decimal(0)), _SCALE_END)) * unit
    pen.box(x, y - 2.2, length, 4.4, palette.ACTUAL)
    pen.stroke(x, y - 4.5, y + 4.5, palette.INK_2, 0.6)
    pen.stroke(x + unit, y - 6.4, y + 6.4, palette.WHITE, 3)
    pen.stroke(x + unit, y - 5.6, y + 5.6, palette.TARGET, 1.6)
    pen.text(x + width, y + 2.6, percent(attainment), _PERCENT)


def percent(share: Decimal) -> str:
    """`67 %`, and `99,6 %` rather than a hundred that is not reached."""
    return f"{written(displayed_share(share))} %"
