"""Sheet "Thay đổi": what is different from the meeting before."""

from __future__ import annotations

from reports.exports.meeting.content import ChangeLine, MeetingContent
from reports.exports.meeting.party_form import ILLUSTRATIVE, STAR
from reports.exports.meeting.sheets import looks
from reports.exports.meeting.sheets.page import Column, Papers
from tracker.common.sheets.writer import Cell

NAME = "Thay đổi so với kỳ họp trước"
_COLUMNS = (
    Column("TT", 6),
    Column("Chỉ tiêu", 50),
    Column("Số liệu kỳ họp trước", 26),
    Column("Đánh giá kỳ họp trước", 17),
    Column("Số liệu kỳ này", 26),
    Column("Đánh giá kỳ này", 17),
)
_NOTHING = "Không có thay đổi về số liệu và đánh giá."


def write_changes(papers: Papers, content: MeetingContent) -> None:
    """Written only where there was a meeting before; changes of rating first."""
    page = papers.table_page(
        NAME, "THAY ĐỔI SO VỚI KỲ HỌP TRƯỚC", _COLUMNS, lines=[f"So với: {content.since}."]
    )
    for number, one in enumerate(content.changes, start=1):
        page.row(_row(number, one))
    if not content.changes:
        page.band([Cell(_NOTHING, looks.CENTRED)], [(1, page.last)])
    if any(STAR in one.before + one.after for one in content.changes):
        page.line(f"{STAR} {ILLUSTRATIVE}.", looks.NOTE)


def _row(number: int, one: ChangeLine) -> list[Cell]:
    return [
        Cell(number, looks.WHOLE),
        Cell(one.name, looks.TEXT),
        Cell(one.before, looks.CENTRED),
        Cell(one.before_label, looks.status_look(one.before_status)),
        Cell(one.after, looks.CENTRED),
        Cell(one.after_label, looks.status_look(one.after_status)),
    ]
