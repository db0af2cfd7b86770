"""Sheets "Theo đơn vị" and "Độ đầy đủ": who stands how, and who has reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from reports.exports.meeting.content import (
    QUARTERS,
    CompletenessLine,
    MeetingContent,
    UnitLine,
)
from reports.exports.meeting.sheets import looks
from reports.exports.meeting.sheets.page import Column, Page, Papers
from reports.exports.meeting.sheets.paging import keep_together
from tracker.common.sheets.looks import Look
from tracker.common.sheets.writer import Cell

_L = TypeVar("_L", UnitLine, CompletenessLine)
BY_UNIT, COMPLETENESS = "Theo đơn vị", "Độ đầy đủ"
_KINDS = {False: "Cơ quan, đơn vị cấp tỉnh", True: "Địa phương"}
_UNIT_COLUMNS = (
    Column("TT", 5),
    Column("Đơn vị", 40),
    Column("Chỉ tiêu chủ trì", 9),
    Column("Trong đó cần chú ý", 10),
    Column(f"Báo cáo đến hạn ({QUARTERS} quý)", 10),
    Column("Đã gửi", 9),
    Column("Gửi đúng hạn", 9),
    Column("Nhiệm vụ chủ trì", 10),
    Column("Hoàn thành đúng hạn", 11),
    Column("Hoàn thành quá hạn", 11),
    Column("Đang thực hiện trong hạn", 11),
    Column("Quá hạn chưa hoàn thành", 11),
)
_COMPLETENESS_COLUMNS = (
    Column("TT", 6),
    Column("Đơn vị", 50),
    Column("Trạng thái báo cáo", 26),
    Column("Số dòng đã điền", 14),
    Column("Số dòng phải điền", 14),
    Column("Ngày gửi", 16),
    Column("Số ngày quá hạn", 14),
)
_NO_UNITS = "Không có đơn vị nào chủ trì chỉ tiêu, nhiệm vụ."
_NOTHING_OWED = "Kỳ này không có đơn vị nào phải gửi báo cáo."


def write_units(papers: Papers, content: MeetingContent) -> None:
    """Bodies of the province first, then local units."""
    page = papers.table_page(BY_UNIT, "KẾT QUẢ THEO ĐƠN VỊ", _UNIT_COLUMNS)
    starts = _by_kind(page, content.units, _unit_row)
    if content.units:
        page.row(_sum_row(content.units))
    else:
        page.band([Cell(_NO_UNITS, looks.CENTRED)], [(1, page.last)])
    keep_together(page, starts)


def _by_kind(page: Page, lines: Sequence[_L], row: Callable[[int, _L], list[Cell]]) -> list[int]:
    """Bodies of the province, then local units, numbered through; where pages may break."""
    starts, number = [], 0
    for is_local, some in groupby(lines, lambda one: one.is_local):
        members = list(some)
        text = f"{_KINDS[is_local]} ({len(members)})"
        cells = [Cell(None, looks.GROUP), Cell(text, looks.GROUP)]
        starts.append(page.band(cells, [(1, 1), (2, page.last)]))
        for place, line in enumerate(members):
            number += 1
            written = page.row(row(number, line))
            starts += [written] if place else []
    return starts


def _numbers(line: UnitLine) -> tuple[int, ...]:
    tasks = line.tasks
    counts = (
        (tasks.total, tasks.on_time, tasks.late, tasks.running, tasks.overdue)
        if tasks
        else (0,) * 5
    )
    owed = (line.reports_owed, line.reports_sent, line.reports_on_time)
    return (line.leads, line.off_track, *owed, *counts)


def _unit_row(number: int, line: UnitLine) -> list[Cell]:
    """Zeros are left out, so that what there is can be seen; overdue tasks are tinted."""
    counts = [Cell(count or None, looks.WHOLE) for count in _numbers(line)]
    if line.off_track:
        counts[1] = Cell(line.off_track, _SLOW)
    if line.tasks is not None and line.tasks.overdue:
        counts[-1] = Cell(line.tasks.overdue, _BAD)
    return [Cell(number, looks.WHOLE), Cell(line.name, looks.TEXT), *counts]


_BAD, _SLOW = (
    Look(
        size=look.size,
        bold=True,
        align="center",
        border=True,
        colour=look.colour,
        fill=look.fill,
        number_format=looks.WHOLE.number_format,
    )
    for look in (looks.status_look("missed"), looks.status_look("behind"))
)


def _sum_row(units: Sequence[UnitLine]) -> list[Cell]:
    sums = [sum(column) for column in zip(*map(_numbers, units), strict=True)]
    return [
        Cell(None, looks.STRONG),
        Cell("Tổng số", looks.STRONG),
        *(Cell(total, looks.WHOLE_STRONG) for total in sums),
    ]


def write_completeness(papers: Papers, content: MeetingContent) -> None:
    """The reports of the period, unit by unit."""
    owing = content.completeness
    page = papers.table_page(
        COMPLETENESS,
        f"ĐỘ ĐẦY ĐỦ CỦA BÁO CÁO {content.head.period_label.upper()}",
        _COMPLETENESS_COLUMNS,
        lines=[_completeness_sentence(owing)] if owing else [],
    )
    starts = _by_kind(page, owing, _completeness_row)
    if not owing:
        page.band([Cell(_NOTHING_OWED, looks.CENTRED)], [(1, page.last)])
    keep_together(page, starts)


def _completeness_sentence(lines: Sequence[CompletenessLine]) -> str:
    sent = sum(line.sent_on is not None for line in lines)
    late = sum(line.sent_on is not None and _is_late(line) for line in lines)
    imported = sum(line.state == "imported" for line in lines)
    parts = [f"{sent} đơn vị đã gửi" + (f" ({late} đơn vị gửi muộn)" if late else "")]
    if imported:
        parts.append(f"{imported} đơn vị có số liệu nhập từ tệp")
    parts.append(f"{len(lines) - sent - imported} đơn vị chưa gửi")
    return f"Trong {len(lines)} đơn vị phải báo cáo: {', '.join(parts)}."


def _is_late(line: CompletenessLine) -> bool:
    """Meetings frozen before there was the mark have the days alone."""
    return line.is_late or line.days_late > 0


def _completeness_row(number: int, line: CompletenessLine) -> list[Cell]:
    return [
        Cell(number, looks.WHOLE),
        Cell(line.unit, looks.TEXT),
        Cell(line.state_label, looks.state_look(line.state)),
        Cell(line.filled, looks.WHOLE),
        Cell(line.total, looks.WHOLE),
        Cell(line.sent_on, looks.DAY),
        Cell(line.days_late or None, looks.WHOLE),
    ]
