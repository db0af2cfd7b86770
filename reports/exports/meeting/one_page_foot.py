"""The lower part of the one page: groups by status, tasks, what changed, what the data are."""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

from reports.charts import palette
from reports.exports.meeting.content import ChangeLine, GroupLines, MeetingContent
from reports.exports.meeting.numerals import written
from reports.exports.meeting.one_page_attention import ASIDE, TITLE
from reports.exports.meeting.one_page_head import LEFT, RIGHT
from reports.exports.meeting.one_page_pen import HEIGHT, Pen, Style, fitted
from reports.exports.meeting.one_page_signs import icon
from reports.exports.meeting.party_form import look_of

BOTTOM = HEIGHT - 40
_GROUPS_RIGHT, _TASKS_LEFT, _TASKS_RIGHT, _CHANGES_LEFT = 374.0, 392.0, 530.0, 548.0
_ROW = 12.0
_CELL = 28.0
_WORD = Style(6.2, colour=palette.INK_2, align="center")
_NAME = Style(8)
_SMALL, _SMALL_BOLD, _BESIDE = Style(7.4), Style(7.4, bold=True), 12.0
_FOOT = Style(7.2, colour=palette.INK_2)
_One = TypeVar("_One")
_UNKNOWN_PLACE = len(palette.WORST_FIRST)


def groups(pen: Pen, content: MeetingContent, top: float) -> None:
    """How many indicators of each group have each status."""
    statuses = _statuses(content)
    cell = min(_CELL, (_GROUPS_RIGHT - LEFT - 110) / max(1, len(statuses)))
    first = _GROUPS_RIGHT - cell * len(statuses)
    pen.text(LEFT, top + 10, "Nhóm chỉ tiêu theo đánh giá", TITLE)
    if not statuses:
        pen.text(LEFT, top + 25, "Chương trình chưa có chỉ tiêu.", _SMALL)
        return
    y = ends = top + 16
    for place, (status, label) in enumerate(statuses):
        middle = first + (place + 0.5) * cell
        icon(pen, middle - 4, y, status, 8)
        ends = max(ends, pen.block(middle, y + 9, fitted(label, _WORD, cell - 1, 3), _WORD))
    y = ends + 2
    pen.rule(LEFT, y, _GROUPS_RIGHT - LEFT, palette.INK_2, 0.7)
    room = max(0, int((BOTTOM - y) / _ROW))
    shown = _as_many(content.groups, room)
    for group in shown:
        _group(pen, group, y, [status for status, _label in statuses], first, cell)
        y += _ROW
        pen.rule(LEFT, y, _GROUPS_RIGHT - LEFT, palette.LINE, 0.5)
    _rest(pen, LEFT, y, len(content.groups) - len(shown), "nhóm khác")


def _statuses(content: MeetingContent) -> list[tuple[str, str]]:
    """Those that occur, the worst first, with their words."""
    found = {line.status: line.status_label for line in content.lines}
    order = {status: place for place, status in enumerate(palette.WORST_FIRST)}
    return sorted(found.items(), key=lambda one: order.get(one[0], _UNKNOWN_PLACE))


def _group(
    pen: Pen, group: GroupLines, y: float, statuses: list[str], first: float, cell: float
) -> None:
    name = f"{group.numeral}. {group.name}"
    made = fitted(name, _NAME, first - LEFT - 4, 1)
    pen.has_cut |= made.is_cut
    pen.text(LEFT, y + 9, made.lines[0], _NAME)
    counts = Counter(line.status for line in group.lines)
    for place, status in enumerate(statuses):
        count = counts[status]
        right = first + place * cell + cell / 2 + 5
        colour = look_of(status).text if count else palette.PREVIOUS
        style = Style(8, bold=bool(count), colour=colour, align="right")
        pen.text(right, y + 9, str(count), style)


def tasks(pen: Pen, content: MeetingContent, top: float) -> None:
    """The four counts, and what is soon due or nobody's."""
    pen.text(_TASKS_LEFT, top + 10, "Nhiệm vụ", TITLE)
    counts = content.tasks
    if not counts.total:
        pen.text(_TASKS_LEFT, top + 25, "Không có nhiệm vụ được giao.", _SMALL)
        return
    lines = [
        ("Hoàn thành đúng hạn", counts.on_time),
        ("Hoàn thành quá hạn", counts.late),
        ("Đang thực hiện trong hạn", counts.running),
        ("   trong đó sắp đến hạn", counts.due_soon),
        ("Quá hạn chưa hoàn thành", counts.overdue),
        ("Tổng số", counts.total),
    ]
    if content.tasks_unassigned:
        lines.append(("Chưa giao cơ quan chủ trì", content.tasks_unassigned))
    y = top + 16
    for name, count in lines:
        is_total = name == "Tổng số"
        if is_total:
            pen.rule(_TASKS_LEFT, y, _TASKS_RIGHT - _TASKS_LEFT, palette.INK_2, 0.7)
        is_late = name.startswith("Quá hạn") and count
        colour = look_of("missed").text if is_late else palette.INK
        indent = 8 if name.startswith(" ") else 0
        pen.text(_TASKS_LEFT + indent, y + 9, name.strip(), Style(8, is_total, colour))
        pen.text(_TASKS_RIGHT, y + 9, written(count), Style(8, not indent, colour, "right"))
        y += _ROW


def changes(pen: Pen, content: MeetingContent, top: float) -> None:
    """What is different from the meeting before, changes of status first."""
    width = RIGHT - _CHANGES_LEFT
    title = "Thay đổi so với kỳ họp trước"
    pen.text(_CHANGES_LEFT, top + 10, title, TITLE)
    y = top + 14.5
    if not content.since:
        pen.text(_CHANGES_LEFT, y + 10.5, "Chưa có kỳ họp trước để so sánh.", _SMALL)
        return
    y = pen.paragraph(_CHANGES_LEFT, y, content.since, ASIDE, width=width, lines=1) + 2
    if not content.changes:
        pen.text(_CHANGES_LEFT, y + 9, "Không có số liệu hay đánh giá nào khác.", _SMALL)
        return
    ordered = sorted(content.changes, key=lambda one: one.before_status == one.after_status)
    heights = [_height(one, width) for one in ordered]
    count = _how_many(heights, BOTTOM - y)
    for one in ordered[:count]:
        y = _change(pen, one, y, width)
    _rest(pen, _CHANGES_LEFT, y, len(ordered) - count, "thay đổi khác")


def _how_many(heights: list[float], room: float) -> int:
    """How many fit below each other, with a line about the rest if there is one."""
    if sum(heights) <= room:
        return len(heights)
    count, used = 0, _ROW
    while used + heights[count] <= room:
        used += heights[count]
        count += 1
    return count


def _change(pen: Pen, one: ChangeLine, y: float, width: float) -> float:
    """The name on one line, below it what it was and is."""
    icon(pen, _CHANGES_LEFT, y + 1.5, one.after_status, 7.5)
    left, room = _CHANGES_LEFT + _BESIDE, width - _BESIDE
    end = pen.paragraph(left, y, one.name, _SMALL_BOLD, width=room, lines=1)
    return pen.paragraph(left, end, _values(one), _SMALL, width=room, lines=2) + 2


def _height(one: ChangeLine, width: float) -> float:
    lines = len(fitted(_values(one), _SMALL, width - _BESIDE, 2).lines)
    return (1 + lines) * _SMALL.leading + 2


def _values(one: ChangeLine) -> str:
    values = f"{one.before or '–'} → {one.after or '–'}"
    if one.before_status == one.after_status:
        return values
    return f"{one.before_label} → {one.after_label}; {values}"


def _as_many(items: tuple[_One, ...], room: int) -> tuple[_One, ...]:
    """All if there is room for them, else one less than there is, for a line about the rest."""
    return items if len(items) <= room else items[: max(0, room - 1)]


def _rest(pen: Pen, x: float, y: float, count: int, what: str) -> None:
    if count > 0:
        pen.text(x, y + 9, f"và {count} {what} (xem Biểu tổng hợp)", ASIDE)


def data_line(pen: Pen, content: MeetingContent, *, is_starred: bool) -> None:
    """What the data are, and what the signs mean."""
    pen.rule(LEFT, HEIGHT - 34, RIGHT - LEFT, palette.LINE, 0.5)
    said = [content.data_line]
    if is_starred:
        said.append("* số liệu minh họa")
    if content.head.owners_proposed:
        said.append("cơ quan chủ trì là đề xuất, văn bản không nêu")
    if pen.has_cut:
        said.append("… đầy đủ tại Biểu tổng hợp")
    words = " · ".join(one for one in said if one)
    pen.paragraph(LEFT, HEIGHT - 31, words, _FOOT, width=RIGHT - LEFT, lines=2)
