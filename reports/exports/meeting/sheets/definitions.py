"""Sheet "Định nghĩa và nguồn": what each indicator measures, its clause, its source, the method."""

from __future__ import annotations

from reports.exports.meeting.content import IndicatorLine, MeetingContent
from reports.exports.meeting.sheets import looks
from reports.exports.meeting.sheets.page import Column, Papers
from reports.exports.meeting.sheets.paging import keep_together
from tracker.common.sheets.writer import Cell

NAME = "Định nghĩa và nguồn"
_COLUMNS = (
    Column("TT", 6),
    Column("Chỉ tiêu", 28),
    Column("Định nghĩa", 34),
    Column("Căn cứ trong văn bản", 46),
    Column("Nguồn số liệu", 24),
    Column("Cách đo và đánh giá", 22),
)


def write_definitions(papers: Papers, content: MeetingContent) -> None:
    """All indicators, by group, numbered as in the annex."""
    page = papers.table_page(NAME, "ĐỊNH NGHĨA, CĂN CỨ VÀ NGUỒN SỐ LIỆU", _COLUMNS)
    starts = []
    for group in content.groups:
        cells = [Cell(group.numeral, looks.GROUP_NUMERAL), Cell(group.name, looks.GROUP)]
        starts.append(page.band(cells, [(1, 1), (2, page.last)]))
        told: dict[str, str] = {}
        starts += [page.row(_row(line, told)) for line in group.lines][1:]
    keep_together(page, starts)


def _row(line: IndicatorLine, told: dict[str, str]) -> list[Cell]:
    """A clause that was printed in the group already is only named."""
    clause = line.clause
    if clause and clause in told:
        clause = f"Như chỉ tiêu {told[clause]}"
    else:
        told[clause] = line.number
    return [
        Cell(line.number, looks.CENTRED),
        Cell(line.name, looks.STRONG),
        Cell(line.definition, looks.SMALL),
        Cell(clause, looks.SMALL),
        Cell(line.source, looks.SMALL),
        Cell(line.method, looks.SMALL),
    ]
