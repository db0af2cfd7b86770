"""The annex in the Word document: "Biểu tổng hợp" with its thirteen columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reports.exports.meeting import marks
from reports.exports.meeting.annex_parts import (
    TABLE_STYLE,
    Run,
    TextCell,
    add_row,
    add_table,
    cell,
    run_element,
    status_cell,
)
from reports.exports.meeting.annex_text import report_number_text, short_day
from reports.exports.meeting.content import (
    Amount,
    GroupLines,
    IndicatorLine,
    MeetingContent,
    MeetingHead,
    PartLine,
)
from reports.exports.meeting.party_form import GROUP_FILL, HEAD_FILL, ILLUSTRATIVE, STAR, TITLE

if TYPE_CHECKING:
    from docx.document import Document

_WIDTHS_MM = (9, 42, 15, 20, 20, 17, 17, 17, 17, 19, 19, 23, 32)
_COLUMNS = len(_WIDTHS_MM)
_SMALL = 8.5
_INDENT_MM = 3


def add_annex(document: Document, content: MeetingContent, report_number: str) -> None:
    """Title, annex line, the table; it stands in a section of its own."""
    head = content.head
    number, day = report_number_text(report_number), short_day(head.made_on)
    attached = f"(Kèm theo Báo cáo số {number}, ngày {day})"
    for text, size, bold in (
        ("PHỤ LỤC", 13, True),
        (TITLE, 15, True),
        (f"{head.number} · {head.period_label}", 13, True),
        (attached, 13, False),
    ):
        paragraph = document.add_paragraph(style="Centred")
        paragraph._p.append(run_element(Run(text, bold=bold, italic=not bold, size=size)))
        paragraph.paragraph_format.keep_with_next = True
    table = add_table(document, _WIDTHS_MM, has_lines=True)
    add_row(table, _header(head), is_header=True)
    add_row(
        table,
        (cell(f"({n})", "center", italic=True) for n in range(1, _COLUMNS + 1)),
        is_header=True,
    )
    for group in content.groups:
        add_row(table, _group(group), keeps=True)
        for line in group.lines:
            _add_line(table, line)
    for note in _notes(content):
        document.add_paragraph(style=TABLE_STYLE)._p.append(run_element(Run(note, italic=True)))


def column_titles(head: MeetingHead) -> tuple[str, ...]:
    """The thirteen columns as the Party's form names them."""
    return (
        "TT",
        "Chỉ tiêu",
        "ĐVT",
        f"Mục tiêu {head.interim_year or ''}".strip(),
        f"Mục tiêu {head.final_year or ''}".strip(),
        "Năm gốc",
        "TH năm trước",
        head.quarter_heading,
        f"Ước TH năm {head.year}",
        "So với mục tiêu",
        "Đánh giá",
        "Cơ quan chủ trì",
        "Nguyên nhân, giải pháp",
    )


def _header(head: MeetingHead) -> Iterator[TextCell]:
    for title in column_titles(head):
        yield TextCell((Run(title, bold=True),), "center", HEAD_FILL)


def _group(group: GroupLines) -> tuple[TextCell, TextCell]:
    return (
        TextCell((Run(group.numeral, bold=True),), "center", GROUP_FILL),
        TextCell((Run(group.name, bold=True),), fill=GROUP_FILL, span=_COLUMNS - 1),
    )


def _add_line(table: object, line: IndicatorLine) -> None:
    add_row(table, _line(line), keeps=bool(line.parts))
    if line.parts:
        within = TextCell((Run("Trong đó:", italic=True),), indent_mm=_INDENT_MM)
        add_row(table, (cell(""), within, *(cell(""),) * (_COLUMNS - 2)), keeps=True)
    for place, part in enumerate(line.parts, start=1):
        add_row(table, _part(part), keeps=place < len(line.parts))


def _line(line: IndicatorLine) -> tuple[TextCell, ...]:
    return (
        cell(line.number, "center"),
        cell(line.name),
        cell(line.measure, "center"),
        *_amounts(line),
        _amount(line.gap),
        status_cell(line.status, line.status_label),
        cell(line.lead, "center"),
        TextCell((Run(line.reasons, size=9),)),
    )


def _part(part: PartLine) -> tuple[TextCell, ...]:
    """Without a rating, a lead or reasons of its own."""
    name = TextCell((Run(f"- {part.name}", italic=True),), indent_mm=_INDENT_MM)
    return (cell(""), name, cell(part.measure, "center"), *_amounts(part), *(cell(""),) * 4)


def _amounts(line: IndicatorLine | PartLine) -> Iterator[TextCell]:
    for amount in (line.interim, line.final, line.baseline, line.last_year, line.quarter):
        yield _amount(amount)
    yield _amount(line.estimate)


def _amount(amount: Amount) -> TextCell:
    """The text of the page with its star; what else must be said stands below in small."""
    words = marks.words(amount.mark)
    runs = [Run(amount.text and amount.text + marks.star(amount.mark))]
    if words:
        runs.append(Run(f"({'; '.join(words)})", italic=True, size=_SMALL))
    return TextCell(tuple(runs), "center")


def _notes(content: MeetingContent) -> Iterator[str]:
    """What stands under the table."""
    if content.head.is_illustrative:
        yield f"({STAR}) {ILLUSTRATIVE}."
    if content.head.owners_proposed:
        yield "Văn bản không nêu cơ quan chủ trì từng chỉ tiêu; cơ quan ghi ở cột 12 là đề xuất."
    yield f"{content.data_line}."
