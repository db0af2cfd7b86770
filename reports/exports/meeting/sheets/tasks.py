"""Sheets "Nhiệm vụ" (the four counts by section and in total) and "Nhiệm vụ quá hạn"."""

from __future__ import annotations

from reports.exports.meeting.content import FourCountsLine, MeetingContent, OverdueTask
from reports.exports.meeting.drafts import padded
from reports.exports.meeting.sheets import looks
from reports.exports.meeting.sheets.page import Column, Papers
from tracker.common.sheets.looks import Look
from tracker.common.sheets.writer import Cell

NAME, OVERDUE = "Nhiệm vụ", "Nhiệm vụ quá hạn"
_COLUMNS = (
    Column("Nhóm nhiệm vụ", 64),
    Column("Tổng số", 12),
    Column("Hoàn thành đúng hạn", 13),
    Column("Hoàn thành quá hạn", 13),
    Column("Đang thực hiện trong hạn", 13),
    Column("Quá hạn chưa hoàn thành", 13),
    Column("Sắp đến hạn", 13),
)
_OVERDUE_COLUMNS = (
    Column("Số", 9),
    Column("Nhiệm vụ", 62),
    Column("Cơ quan chủ trì", 30),
    Column("Thời hạn", 13),
    Column("Số ngày quá hạn", 12),
    Column("Tiến độ", 15),
)
_NO_TASKS = "Chương trình không có nhiệm vụ."
_NONE_OVERDUE = "Không có nhiệm vụ quá hạn chưa hoàn thành."


def write_tasks(papers: Papers, content: MeetingContent) -> None:
    """Sections and total, under the sentence of every such report."""
    sentence = content.task_sentence or _NO_TASKS
    page = papers.table_page(NAME, "KẾT QUẢ THỰC HIỆN NHIỆM VỤ", _COLUMNS, lines=[sentence])
    for line in content.task_sections:
        page.row(_row(line, looks.TEXT, looks.WHOLE))
    page.row(_row(content.tasks, looks.STRONG, looks.WHOLE_STRONG))
    if content.tasks.total and not content.tasks.overdue:
        page.line(_NONE_OVERDUE, looks.SENTENCE)


def _row(line: FourCountsLine, name: Look, count: Look) -> list[Cell]:
    counts = (line.total, line.on_time, line.late, line.running, line.overdue, line.due_soon)
    return [Cell(line.name, name), *(Cell(one, count) for one in counts)]


def write_overdue(papers: Papers, content: MeetingContent) -> None:
    """Written only where something is overdue; the longest first."""
    parts = sum(one.parts for one in content.overdue_tasks)
    page = papers.table_page(
        OVERDUE,
        "NHIỆM VỤ QUÁ HẠN CHƯA HOÀN THÀNH",
        _OVERDUE_COLUMNS,
        lines=[f"{padded(parts)} phần việc của các cơ quan chủ trì đã quá hạn, chưa hoàn thành."],
    )
    for one in content.overdue_tasks:
        page.row(_overdue_row(one))


def _overdue_row(one: OverdueTask) -> list[Cell]:
    return [
        Cell(one.code, looks.CENTRED),
        Cell(one.title, looks.TEXT),
        Cell(one.lead, looks.TEXT),
        Cell(one.due, looks.DAY),
        Cell(one.days_late, looks.WHOLE),
        Cell(one.progress, looks.CENTRED),
    ]
