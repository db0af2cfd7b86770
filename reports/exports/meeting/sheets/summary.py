"""Sheet "Biểu tổng hợp": letterhead, title, the thirteen columns, notes, signatures."""

from __future__ import annotations

from collections.abc import Iterator

from reports.exports.meeting.annex_table import column_titles
from reports.exports.meeting.annex_text import in_words, report_number_text, short_day
from reports.exports.meeting.content import (
    GroupLines,
    IndicatorLine,
    MeetingContent,
    MeetingHead,
    PartLine,
)
from reports.exports.meeting.party_form import (
    ILLUSTRATIVE,
    ISSUER_SIZE,
    LINE_SIZE,
    PARTY_NAME,
    PARTY_SIZE,
    STAR,
    TITLE,
)
from reports.exports.meeting.sheets import looks
from reports.exports.meeting.sheets.amounts import Marks, amount_cell, gap_cell
from reports.exports.meeting.sheets.page import Column, Page, Papers, about
from reports.exports.meeting.sheets.paging import keep_together
from tracker.common.sheets.looks import Look
from tracker.common.sheets.writer import Cell

NAME = "Biểu tổng hợp"
WIDTHS = (4.5, 25, 9, 11.5, 11.5, 11.5, 10.5, 10.5, 10.5, 13, 10.5, 13.5, 22)
_LEFT, _RIGHT = (1, 3), (11, 13)
_ISSUER = Look(ISSUER_SIZE, align="center")
_ISSUER_STRONG = Look(ISSUER_SIZE, bold=True, align="center")
_PARTY = Look(PARTY_SIZE, bold=True, align="center", underline=True, wrap=False)
_PLACE = Look(ISSUER_SIZE, italic=True, align="center", wrap=False)
_SIGN = Look(LINE_SIZE, bold=True, align="center")
_SIGN_NOTE = Look(LINE_SIZE, italic=True, align="center")
_SIGNATURE_ROOM = 62.0


def write_summary(papers: Papers, content: MeetingContent) -> None:
    """The annex itself."""
    head = content.head
    top = _HEADER_ROW + head.is_illustrative
    page = papers.page(NAME, WIDTHS, header=(top, top + 1), freeze=f"C{top + 2}")
    _letterhead(page, head, papers.report_number)
    _titles(page, head, papers.report_number)
    columns = [Column(*one) for one in zip(column_titles(head), WIDTHS, strict=True)]
    page.header(columns)
    page.row([Cell(f"({n})", looks.COLUMN_NUMBER) for n in range(1, len(WIDTHS) + 1)])
    said, starts = Marks(), []
    for group in content.groups:
        starts.append(_group(page, group))
        starts += [_line(page, line, said) for line in group.lines][1:]
    _notes(page, content, said)
    _signatures(page, head)
    keep_together(page, starts)


_HEADER_ROW = 10
"""Where the header of the table stands, without the line for illustrative numbers."""


def _letterhead(page: Page, head: MeetingHead, report_number: str) -> None:
    """Who issues it on the left; the Party's name with its rule, place and day on the right."""
    spans = [_LEFT, _RIGHT]
    page.band([Cell(head.superior, _ISSUER), Cell(PARTY_NAME, _PARTY)], spans)
    page.band([Cell(head.issuer, _ISSUER_STRONG), Cell(None, _PLACE)], spans)
    page.band([Cell("*", _ISSUER), Cell(f"{head.place}, {in_words(head.made_on)}", _PLACE)], spans)
    page.band([Cell(f"Số {report_number_text(report_number)}", _ISSUER)], [_LEFT])


def _titles(page: Page, head: MeetingHead, report_number: str) -> None:
    number, day = report_number_text(report_number), short_day(head.made_on)
    page.line(TITLE, looks.TITLE)
    page.line(f"{head.number}: {head.title}", looks.STRONG_LINE)
    page.line(f"(Kèm theo Báo cáo số {number}, ngày {day})", looks.ITALIC_LINE)
    page.line(about(head), looks.ITALIC_LINE)
    if head.is_illustrative:
        page.line(ILLUSTRATIVE, looks.ALERT_LINE)
    page.gap()


def _group(page: Page, group: GroupLines) -> int:
    cells = [Cell(group.numeral, looks.GROUP_NUMERAL), Cell(group.name, looks.GROUP)]
    return page.band(cells, [(1, 1), (2, page.last)])


def _line(page: Page, line: IndicatorLine, said: Marks) -> int:
    """An indicator and what is part of it; the first of its rows."""
    first = page.row(
        [
            Cell(line.number, looks.CENTRED),
            Cell(line.name, looks.TEXT),
            Cell(line.measure, looks.CENTRED),
            *_amounts(line, said),
            gap_cell(line.gap, said, WIDTHS[9]),
            Cell(line.status_label, looks.status_look(line.status)),
            Cell(line.lead, looks.CENTRED),
            Cell(line.reasons, looks.SMALL),
        ]
    )
    if line.parts:
        page.row(_part_row("Trong đó:", "", []))
    for part in line.parts:
        page.row(_part_row(f"- {part.name}", part.measure, list(_amounts(part, said))))
    return first


def _part_row(name: str, measure: str, amounts: list[Cell]) -> list[Cell]:
    """Without a rating, a lead and reasons of its own."""
    row = [Cell(None, looks.CENTRED), Cell(name, looks.PART), Cell(measure, looks.CENTRED)]
    row += amounts
    return row + [Cell(None, looks.CENTRED)] * (len(WIDTHS) - len(row))


def _amounts(line: IndicatorLine | PartLine, said: Marks) -> Iterator[Cell]:
    shown = (line.interim, line.final, line.baseline, line.last_year, line.quarter, line.estimate)
    for amount, width in zip(shown, WIDTHS[3:9], strict=True):
        yield amount_cell(amount, said, width)


def _notes(page: Page, content: MeetingContent, said: Marks) -> None:
    """What the marks in the table mean, and how to read it."""
    page.gap(6)
    texts = [
        "Ghi chú: TH: thực hiện; cột (10) là chênh lệch so với mục tiêu đến hạn gần nhất: dấu (+)"
        " là tốt hơn, dấu (−) là chưa đạt mục tiêu."
    ]
    if content.head.is_illustrative:
        texts.append(f"{STAR} {ILLUSTRATIVE}.")
    if content.head.owners_proposed:
        texts.append("Văn bản không giao chỉ tiêu cho cơ quan nào: cột (12) là đề xuất.")
    if said.notes:
        texts.append("; ".join(said.notes) + ".")
    texts.append(f"{content.data_line}.")
    page.line(" ".join(texts), looks.NOTE)


def _signatures(page: Page, head: MeetingHead) -> None:
    """Who drew it up, and the place for who signs; no name is put there by a machine."""
    left, right = (1, 4), (9, 13)
    spans = [left, right]
    page.gap(6)
    signing = f"T/L BAN THƯỜNG VỤ {head.superior.removeprefix('BAN THƯỜNG VỤ ')}"
    page.band([Cell("NGƯỜI LẬP BIỂU", _SIGN), Cell(signing, _SIGN)], spans)
    page.band([Cell(None, _SIGN), Cell(f"CHÁNH {head.issuer}", _SIGN)], spans)
    note = Cell("(ký, ghi rõ họ tên)", _SIGN_NOTE)
    page.band([note, note], spans)
    page.gap(_SIGNATURE_ROOM)
    page.band([Cell(head.made_by, _SIGN)], [left])
