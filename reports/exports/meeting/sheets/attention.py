"""Sheet "Cần chú ý": what is off, the worst first, with gap, lead, finding and reasons."""

from __future__ import annotations

from reports.exports.meeting import marks
from reports.exports.meeting.content import IndicatorLine, MeetingContent
from reports.exports.meeting.party_form import ILLUSTRATIVE, STAR
from reports.exports.meeting.sheets import looks
from reports.exports.meeting.sheets.amounts import Marks, gap_cell, share_cell
from reports.exports.meeting.sheets.page import Column, Papers
from tracker.common.sheets.writer import Cell

NAME = "Cần chú ý"
_COLUMNS = (
    Column("TT", 5),
    Column("Chỉ tiêu", 26),
    Column("Đánh giá", 11),
    Column("Số liệu dùng để đánh giá", 14),
    Column("Mục tiêu", 14),
    Column("So với mục tiêu", 14),
    Column("Mức độ hoàn thành", 10),
    Column("Cơ quan chủ trì", 15),
    Column("Nhận định", 27),
    Column("Nguyên nhân, giải pháp", 22),
)
_NOTHING = "Không có chỉ tiêu nào cần chú ý."


def write_attention(papers: Papers, content: MeetingContent) -> None:
    """Every indicator that is off track or without a figure."""
    page = papers.table_page(
        NAME, "CÁC CHỈ TIÊU CẦN CHÚ Ý", _COLUMNS, lines=[content.sentence or _NOTHING]
    )
    said = Marks()
    for number, line in enumerate(content.concerning, start=1):
        page.row(_row(number, line, said))
    if not content.concerning:
        page.band([Cell(_NOTHING, looks.CENTRED)], [(1, page.last)])
    if content.concerning:
        page.line(
            "Mức độ hoàn thành là phần đã đi được trên quãng đường từ năm gốc đến mục tiêu;"
            " 100 % là đạt.",
            looks.NOTE,
        )
    if any(marks.star(line.judged.mark) for line in content.concerning):
        page.line(f"{STAR} {ILLUSTRATIVE}.", looks.NOTE)
    for note in said.notes:
        page.line(note, looks.NOTE)


def _row(number: int, line: IndicatorLine, said: Marks) -> list[Cell]:
    return [
        Cell(number, looks.WHOLE),
        Cell(line.name, looks.STRONG),
        Cell(line.status_label, looks.status_look(line.status)),
        Cell(_dated(line), looks.CENTRED),
        Cell(_aim(line), looks.CENTRED),
        gap_cell(line.gap, said, _COLUMNS[5].width),
        share_cell(line.attainment),
        Cell(line.lead, looks.CENTRED),
        Cell(line.finding, looks.SMALL),
        Cell(line.reasons, looks.SMALL),
    ]


def _dated(line: IndicatorLine) -> str:
    """The judged figure, its period and its marks."""
    amount = line.judged
    return marks.dated(amount.text, line.judged_period, amount.mark, between="\n") or "Chưa có"


def _aim(line: IndicatorLine) -> str:
    return f"{line.aim.text}\n(năm {line.aim_year})" if line.aim_year else line.aim.text
