"""The overview on one page of A4 for the Standing Committee: a PDF that is the same every time."""

from __future__ import annotations

from io import BytesIO

from reports.exports.meeting.content import MeetingContent
from reports.exports.meeting.one_page_attention import attention, is_starred
from reports.exports.meeting.one_page_foot import changes, data_line, groups, tasks
from reports.exports.meeting.one_page_head import head
from reports.exports.meeting.one_page_pen import HEIGHT, WIDTH, Pen, fonts


def one_page_pdf(
    content: MeetingContent, *, is_frozen: bool = False, report_number: str = ""
) -> bytes:
    """One A4 page, landscape; what does not fit is counted and stands in the workbook.

    The same bytes for the same content. `report_number` is printed as it is (`12-BC/VPTU`).
    """
    from reportlab.pdfgen.canvas import Canvas

    stream = BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(WIDTH, HEIGHT),
        invariant=1,
        pageCompression=1,
        lang="vi",
        initialFontName=fonts()[False],  # else one that is not in the file is named in it
    )
    about = content.head
    canvas.setTitle(f"Tổng quan {about.number} – {about.period_label}")
    canvas.setSubject(f"{about.meeting}, số liệu đến ngày {about.as_of:%d/%m/%Y}")
    canvas.setAuthor(about.made_by)
    canvas.setCreator("Lộ trình")
    _draw(Pen(canvas), content, is_frozen=is_frozen, report_number=report_number)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _draw(pen: Pen, content: MeetingContent, *, is_frozen: bool, report_number: str) -> None:
    y = head(pen, content, is_frozen=is_frozen, report_number=report_number)
    y = attention(pen, content, y + 6)
    groups(pen, content, y + 6)
    tasks(pen, content, y + 6)
    changes(pen, content, y + 6)
    data_line(pen, content, is_starred=is_starred(content))
