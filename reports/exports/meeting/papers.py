"""The three papers of a meeting: what each is called and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reports.exports.meeting.annex import annex_docx
from reports.exports.meeting.content import MeetingContent, MeetingHead
from reports.exports.meeting.one_page import one_page_pdf
from reports.exports.meeting.workbook import meeting_book

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Paper:
    """A kind of file; `write` takes the content, the report's number (else that of the content),
    and whether it is frozen."""

    stem: str
    ending: str
    content_type: str
    write: Callable[[MeetingContent, str, bool], bytes]


def _book(content: MeetingContent, number: str, is_frozen: bool) -> bytes:
    number = number or content.head.report_number
    return meeting_book(content, report_number=number, is_frozen=is_frozen)


def _annex(content: MeetingContent, number: str, is_frozen: bool) -> bytes:
    number = number or content.head.report_number
    return annex_docx(content, report_number=number, is_frozen=is_frozen)


def _page(content: MeetingContent, number: str, is_frozen: bool) -> bytes:
    number = number or content.head.report_number
    return one_page_pdf(content, report_number=number, is_frozen=is_frozen)


PAPERS = {
    one.ending: one
    for one in (
        Paper("Bieu-tong-hop", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", _book),
        Paper("Bao-cao", "docx", f"{_OFFICE}.wordprocessingml.document", _annex),
        Paper("Tong-quan", "pdf", "application/pdf", _page),
    )
}
"""By the ending of the file."""


def file_name(paper: Paper, head: MeetingHead, *, is_frozen: bool) -> str:
    """`Bieu-tong-hop-ha-tinh-15-ctr-tu-2026-Q3.xlsx`; a frozen one also names the meeting's day."""
    meeting = f"-hop-{head.held_on.isoformat()}" if is_frozen else ""
    return f"{paper.stem}-{head.programme}-{head.period}{meeting}.{paper.ending}"


def bundle_name(head: MeetingHead, *, is_frozen: bool) -> str:
    """`Tai-lieu-hop-ha-tinh-15-ctr-tu-2026-Q3.zip`: the three papers in one file."""
    meeting = f"-hop-{head.held_on.isoformat()}" if is_frozen else ""
    return f"Tai-lieu-hop-{head.programme}-{head.period}{meeting}.zip"
