"""The Standing Committee's workbook: "Biểu tổng hợp" and the sheets behind it."""

from __future__ import annotations

from reports.exports.meeting.annex import footer_text
from reports.exports.meeting.content import MeetingContent
from reports.exports.meeting.packages import settled
from reports.exports.meeting.party_form import TITLE
from reports.exports.meeting.sheets.attention import write_attention
from reports.exports.meeting.sheets.changes import write_changes
from reports.exports.meeting.sheets.charts import write_charts
from reports.exports.meeting.sheets.definitions import write_definitions
from reports.exports.meeting.sheets.page import Papers
from reports.exports.meeting.sheets.periods import write_periods
from reports.exports.meeting.sheets.summary import write_summary
from reports.exports.meeting.sheets.tasks import write_overdue, write_tasks
from reports.exports.meeting.sheets.units import write_completeness, write_units
from tracker.common.sheets.writer import Book


def meeting_book(
    content: MeetingContent, *, report_number: str = "", is_frozen: bool = False
) -> bytes:
    """The whole workbook as .xlsx; `report_number` as printed: `123-BC/VPTU`.

    Every sheet is A4 across, one page wide, and says at its foot of what it is, and whether the
    numbers are frozen. The same bytes for the same content.
    """
    head = content.head
    book = Book(title=f"{TITLE} {head.period_label}", author=head.made_by, subject=head.number)
    papers = Papers(book, head, footer_text(head, is_frozen), report_number)
    write_summary(papers, content)
    write_attention(papers, content)
    if content.since:
        write_changes(papers, content)
    write_charts(papers, content)
    write_units(papers, content)
    write_tasks(papers, content)
    if content.overdue_tasks:
        write_overdue(papers, content)
    write_completeness(papers, content)
    write_periods(papers, content)
    write_definitions(papers, content)
    return settled(book.save(), head.made_on)
