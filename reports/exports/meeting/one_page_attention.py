"""The middle of the one page: the indicators that need attention, the worst first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.charts import palette
from reports.exports.meeting import marks
from reports.exports.meeting.content import Amount, IndicatorLine, MeetingContent
from reports.exports.meeting.one_page_head import LEFT, RIGHT
from reports.exports.meeting.one_page_pen import Pen, Style, fitted
from reports.exports.meeting.one_page_signs import attainment_bar, icon
from reports.exports.meeting.party_form import STAR, look_of

MOST_ROWS = 10
_ROW, _HEAD_ROW = 24.2, 13.0
TITLE = Style(10, bold=True)
ASIDE = Style(7.5, colour=palette.INK_2)
_HEADING, _HEADING_RIGHT = (
    Style(7.2, bold=True, colour=palette.INK_2),
    Style(7.2, bold=True, colour=palette.INK_2, align="right"),
)
_NAME, _VALUE = Style(8.2), Style(8.2, align="right")
_STRONG = Style(8.6, bold=True, align="right")
_SMALLER, _SMALLEST = 7.0, 6.2
_SUB = Style(6.8, colour=palette.INK_2, align="right")


@dataclass(frozen=True)
class _Column:
    heading: str
    left: float
    right: float
    is_right: bool = False

    @property
    def width(self) -> float:
        return self.right - self.left


_NAMES = _Column("Chỉ tiêu", LEFT, 246)
_STATUS = _Column("Đánh giá", 254, 346)
_FIGURE = _Column("Thực hiện", 346, 422, is_right=True)
_TARGET = _Column("Mục tiêu", 428, 520, is_right=True)
_SHARE = _Column("Mức độ hoàn thành", 530, 608)
_GAP = _Column("So với mục tiêu", 614, 690, is_right=True)
_LEAD = _Column("Cơ quan chủ trì", 700, RIGHT)
_COLUMNS = (_NAMES, _STATUS, _FIGURE, _TARGET, _SHARE, _GAP, _LEAD)


def attention(pen: Pen, content: MeetingContent, top: float) -> float:
    """Draw the table; where it ends."""
    lines = content.concerning
    pen.text(LEFT, top + 10, "Chỉ tiêu cần chú ý", TITLE)
    if not lines:
        pen.text(LEFT, top + 25, "Không có chỉ tiêu nào cần chú ý.", Style(8.5))
        return top + 30
    pen.text(LEFT + 104, top + 10, _aside(len(lines)), ASIDE)
    y = top + 14
    for column in _COLUMNS:
        x = column.right if column.is_right else column.left
        pen.text(x, y + 9, column.heading, _HEADING_RIGHT if column.is_right else _HEADING)
    y += _HEAD_ROW
    pen.rule(LEFT, y, RIGHT - LEFT, palette.INK_2, 0.7)
    for line in lines[:MOST_ROWS]:
        _row(pen, line, y)
        y += _ROW
        pen.rule(LEFT, y, RIGHT - LEFT, palette.LINE, 0.5)
    return y


def _aside(count: int) -> str:
    if count <= MOST_ROWS:
        return f"{count} chỉ tiêu, xếp theo mức độ đáng lo nhất trước"
    return (
        f"{MOST_ROWS} chỉ tiêu đáng lo nhất trước, và {count - MOST_ROWS} chỉ tiêu khác"
        " (xem Biểu tổng hợp)"
    )


def _row(pen: Pen, line: IndicatorLine, y: float) -> None:
    middle = y + _ROW / 2
    _centred(pen, _NAMES, line.name, _NAME, middle)
    look = look_of(line.status)
    icon(pen, _STATUS.left, middle - 4.5, line.status, 9)
    words = Style(7.8, bold=True, colour=look.text)
    beside = _Column("", _STATUS.left + 13, _STATUS.right)
    _centred(pen, beside, line.status_label, words, middle)
    shown, period = _shown(line)
    others = [mark for mark in marks.words(shown.mark) if mark != period]
    below = ", ".join(one for one in (period, *others) if one)
    _two(pen, _FIGURE, _said(shown), below, middle, _STRONG)
    aim = str(line.aim_year) if line.aim_year else ""
    _two(pen, _TARGET, _said(line.aim), aim, middle, _VALUE)
    attainment_bar(pen, _SHARE.left, middle, line.attainment, width=_SHARE.width)
    _two(pen, _GAP, _said(line.gap), "", middle, _VALUE)
    _centred(pen, _LEAD, line.lead or "–", _NAME, middle)


def _shown(line: IndicatorLine) -> tuple[Amount, str]:
    """The figure behind the status, so that the gap beside it can be recalculated."""
    if line.judged.text:
        return line.judged, line.judged_period
    return line.latest, line.latest_period


def _said(amount: Amount) -> str:
    """What a page shows, with * for an illustrative number; what else is said stands below."""
    return amount.text + marks.star(amount.mark) or "–"


def _centred(pen: Pen, column: _Column, words: str, style: Style, middle: float) -> None:
    """Text in at most two lines around the middle of a row."""
    made = fitted(words, style, column.width, 2)
    if made.is_cut:
        style = replace(style, size=_SMALLER)
        made = fitted(words, style, column.width, 2)
    pen.has_cut |= made.is_cut
    pen.block(column.left, middle - len(made.lines) * style.leading / 2, made, style)


def _two(pen: Pen, column: _Column, words: str, sub: str, middle: float, style: Style) -> None:
    """A value at the right with something small below, or before it where words take both lines."""
    made = fitted(words, style, column.width, 1 if sub else 2)
    if made.is_cut:
        style = replace(style, size=_SMALLER)
        words, sub = f"{sub}: {words}" if sub else words, ""
        made = fitted(words, style, column.width, 2)
    if made.is_cut:
        style = replace(style, size=_SMALLEST)
        made = fitted(words, style, column.width, 3)
        pen.has_cut |= made.is_cut
    height = len(made.lines) * style.leading + (_SUB.leading if sub else 0)
    end = pen.block(column.right, middle - height / 2, made, style)
    if sub:
        pen.block(column.right, end, fitted(sub, _SUB, column.width, 1), _SUB)


def is_starred(content: MeetingContent) -> bool:
    """Whether anything on the page bears the * of illustrative numbers."""
    amounts = (
        one
        for line in content.concerning[:MOST_ROWS]
        for one in (_shown(line)[0], line.aim, line.gap)
    )
    told = (one.before + one.after for one in content.changes)
    return any(marks.star(one.mark) for one in amounts) or any(STAR in one for one in told)
