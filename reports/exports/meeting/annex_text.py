"""The report's text in the Word document: letterhead, title, a paragraph per group, signature."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from reports.exports.meeting.annex_parts import Run, TextCell, add_row, add_table, run_element
from reports.exports.meeting.content import MeetingContent, MeetingHead
from reports.exports.meeting.drafts import padded
from reports.exports.meeting.party_form import (
    ILLUSTRATIVE,
    ISSUER_SIZE,
    PARTY_NAME,
    PARTY_SIZE,
    STAR,
)

if TYPE_CHECKING:
    from docx.document import Document

_TEXT_WIDTH_MM = (72, 88)
_MAX_CHANGES = 12
_KEPT_TOGETHER = 6
_FIRST_TWO_MONTHS = 2
_NOTHING_NEW = "không có chỉ tiêu nào thay đổi đánh giá hoặc số liệu"


def report_number_text(report_number: str) -> str:
    """`123-BC/VPTU`, or the form with its blank."""
    return report_number.strip() or "…-BC/VPTU"


def in_words(day: date) -> str:
    """`ngày 05 tháng 02 năm 2026`: days below ten and the first two months are padded."""
    month = f"{day.month:02d}" if day.month <= _FIRST_TWO_MONTHS else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_day(day: date) -> str:
    """`30/9/2022`, as running text has it."""
    return (
        f"{day.day:02d}/{day.month}/{day.year}"
        if day.month > _FIRST_TWO_MONTHS
        else (f"{day.day:02d}/{day.month:02d}/{day.year}")
    )


def add_letterhead(document: Document, head: MeetingHead, report_number: str) -> None:
    """Issuing body and number on the left, the Party's name, place and day on the right."""
    table = add_table(document, _TEXT_WIDTH_MM, has_lines=False)
    left = TextCell(
        (
            Run(head.superior, bold=True, size=ISSUER_SIZE),
            Run(head.issuer, bold=True, size=ISSUER_SIZE),
            Run("*", size=14),
            Run(f"Số {report_number_text(report_number)}", size=14),
        ),
        "center",
        vertical="top",
    )
    right = TextCell(
        (
            Run(PARTY_NAME, bold=True, underline=True, size=PARTY_SIZE),
            Run("", size=14),
            Run(f"{head.place}, {in_words(head.made_on)}", italic=True, size=14),
        ),
        "center",
        vertical="top",
    )
    add_row(table, [left, right])


def add_report(document: Document, content: MeetingContent) -> None:
    """Title and text: the whole, each group, the tasks, what is different since last time."""
    head = content.head
    _title(document, head)
    _heading(document, "I. Đánh giá chung")
    _paragraph(document, content.sentence)
    _paragraph(document, _in_brackets(content.data_line))
    _heading(document, "II. Kết quả thực hiện theo nhóm chỉ tiêu")
    for number, group in enumerate(content.groups, start=1):
        _heading(document, f"{number}. {group.name}", level=2)
        _paragraph(document, group.paragraph)
    _heading(document, "III. Kết quả thực hiện nhiệm vụ")
    _paragraph(document, content.task_sentence)
    if content.since:
        _heading(document, "IV. Thay đổi so với cuộc họp trước")
        _changes(document, content)
    closing = document.add_paragraph("(Kết quả từng chỉ tiêu tại Phụ lục kèm theo)")
    closing.runs[0].italic = True
    _keep_last_section(document)


def add_signature(document: Document, head: MeetingHead) -> None:
    """Recipients on the left, who signs on the right; never torn apart by a page."""
    table = add_table(document, _TEXT_WIDTH_MM, has_lines=False)
    recipients = (
        Run("Nơi nhận:", underline=True, size=12),
        Run("- Ban Thường vụ Tỉnh ủy (để báo cáo),", size=12),
        Run("- Các cơ quan, đơn vị chủ trì chỉ tiêu,", size=12),
        Run("- Lưu Văn phòng.", size=12),
    )
    signing = (Run(f"CHÁNH {head.issuer}", bold=True, size=14), *(Run("", size=14),) * 5)
    add_row(
        table,
        [TextCell(recipients, vertical="top"), TextCell(signing, "center", vertical="top")],
    )


def _title(document: Document, head: MeetingHead) -> None:
    _centred(document, "BÁO CÁO", size=16, style="Title")
    _centred(document, f"kết quả thực hiện các chỉ tiêu, nhiệm vụ {head.period_label}", size=14)
    _centred(document, f"theo văn bản số {head.number}, ngày {short_day(head.issued_on)}", size=14)
    paragraph = _centred(document, f"({head.title})", size=13, bold=False)
    paragraph.runs[0].italic = True
    held = f"Phục vụ {head.meeting}, ngày {short_day(head.held_on)}"
    if head.meeting:
        _centred(document, held, size=13, bold=False)
    if head.is_illustrative:
        _centred(document, f"({STAR}) {ILLUSTRATIVE}", size=13)


def _changes(document: Document, content: MeetingContent) -> None:
    """Which statuses changed, as sentences; the rest is counted."""
    moved = [one for one in content.changes if one.before_status != one.after_status]
    others = len(content.changes) - len(moved)
    told = [f"{padded(len(moved))} chỉ tiêu thay đổi đánh giá"] if moved else []
    if others:
        told.append(f"{padded(others)} chỉ tiêu chỉ thay đổi số liệu")
    _paragraph(document, f"So với {content.since}: {', '.join(told) or _NOTHING_NEW}.")
    for one in moved[:_MAX_CHANGES]:
        labels = [label for label in (one.before_label, one.after_label) if label]
        _paragraph(document, f"- {one.name}: {' → '.join(labels)}.")
    if len(moved) > _MAX_CHANGES:
        _paragraph(document, f"- và {padded(len(moved) - _MAX_CHANGES)} chỉ tiêu khác.")


def _in_brackets(data_line: str) -> str:
    """The line of the pages as a remark in running text."""
    return f"({data_line.replace(' · ', '; ')})" if data_line else ""


def _keep_last_section(document: Document) -> None:
    """The signature never stands alone on a page: the last section goes with it, if it is short."""
    last: list[Any] = []
    for paragraph in reversed(document.paragraphs):
        last.append(paragraph)
        if paragraph.style is not None and paragraph.style.name == "Heading 1":
            break
    for paragraph in last[:_KEPT_TOGETHER]:
        paragraph.paragraph_format.keep_with_next = True


def _heading(document: Document, text: str, *, level: int = 1) -> None:
    document.add_heading("", level)._p.append(run_element(Run(text)))


def _paragraph(document: Document, text: str) -> None:
    """Body text; nothing for an empty one."""
    if text:
        document.add_paragraph()._p.append(run_element(Run(text)))


def _centred(
    document: Document, text: str, *, size: float, bold: bool = True, style: str = "Centred"
) -> Any:
    paragraph = document.add_paragraph(style=style)
    paragraph._p.append(run_element(Run(text, bold=bold, size=size)))
    return paragraph
