"""The workbook cell by cell, as the library reads it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from reports.exports.meeting.annex import footer_text
from reports.exports.meeting.content import (
    Amount,
    CompletenessLine,
    IndicatorLine,
    MeetingContent,
)
from reports.exports.meeting.workbook import meeting_book
from tests.reports.exports.meeting.samples import number, sample_content

SHEETS = (
    *("Biểu tổng hợp", "Cần chú ý", "Thay đổi so với kỳ họp trước"),
    *("Biểu đồ mức hoàn thành", "Biểu đồ tiến trình", "Dữ liệu biểu đồ"),
    *("Theo đơn vị", "Nhiệm vụ", "Nhiệm vụ quá hạn", "Độ đầy đủ"),
    *("Số liệu theo quý", "Định nghĩa và nguồn"),
)
_NAME, _QUARTER, _GAP, _STATUS, _REASONS = 2, 8, 10, 11, 13


def opened(content: MeetingContent, **options: object) -> Workbook:
    return load_workbook(BytesIO(meeting_book(content, **options)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(sample_content(40), report_number="123-BC/VPTU")


def one_line(**changed: object) -> MeetingContent:
    """Papers whose first indicator has these parts changed."""
    content = sample_content(1)
    (group,) = content.groups
    line: IndicatorLine = replace(group.lines[0], **changed)
    return replace(content, groups=(replace(group, lines=(line,)),))


def first_row(content: MeetingContent):
    """The first indicator's row, by column."""
    sheet = opened(content).worksheets[0]
    row = next(n for n in range(1, 99) if sheet.cell(n, 1).value == "(1)") + 2
    return {cell.column: cell for cell in sheet[row]}


def texts(sheet) -> list[str]:
    return [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]


def test_the_sheets_in_their_order(book):
    assert tuple(book.sheetnames) == SHEETS
    hidden = [one.title for one in book.worksheets if one.sheet_state == "hidden"]
    assert hidden == ["Dữ liệu biểu đồ"]


def test_without_a_meeting_before_there_are_no_changes():
    names = opened(replace(sample_content(3), since="", changes=())).sheetnames
    assert "Thay đổi so với kỳ họp trước" not in names


def test_without_anything_it_is_still_a_workbook():
    empty = replace(
        sample_content(0),
        **dict.fromkeys(("groups", "units", "completeness", "overdue_tasks", "changes"), ()),
    )
    book = opened(empty)
    assert "Biểu đồ tiến trình" not in book.sheetnames
    assert "Nhiệm vụ quá hạn" not in book.sheetnames


def test_the_letterhead_and_the_annex_line(book):
    sheet = book.worksheets[0]
    found = texts(sheet)
    for text in (
        "TỈNH ỦY HÀ TĨNH",
        "VĂN PHÒNG",
        "Số 123-BC/VPTU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Hà Tĩnh, ngày 20 tháng 11 năm 2026",
        "BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU",
        "(Kèm theo Báo cáo số 123-BC/VPTU, ngày 20/11/2026)",
        "Số liệu minh họa, không phải số liệu thống kê chính thức",
        "T/L BAN THƯỜNG VỤ TỈNH ỦY HÀ TĨNH",
        "CHÁNH VĂN PHÒNG",
    ):
        assert text in found
    party = next(c for row in sheet for c in row if c.value == "ĐẢNG CỘNG SẢN VIỆT NAM")
    assert (party.font.name, party.font.size, party.font.bold) == ("Times New Roman", 15, True)
    assert party.border.bottom.style == "thin"


def test_without_a_number_the_form_keeps_its_blank():
    assert "Số …-BC/VPTU" in texts(opened(sample_content(1)).worksheets[0])


def test_only_illustrative_papers_say_so():
    honest = texts(opened(sample_content(1, is_illustrative=False)).worksheets[0])
    assert not any("không phải số liệu thống kê" in text for text in honest)


def test_thirteen_columns_and_their_numbers(book):
    sheet = book.worksheets[0]
    top = sheet.print_title_rows.strip("$").split(":$")
    first, second = (int(row) for row in top)
    heads = [cell.value for cell in sheet[first]]
    assert heads[:4] == ["TT", "Chỉ tiêu", "ĐVT", "Mục tiêu 2025"]
    assert heads[7:10] == ["TH Quý III/2026", "Ước TH năm 2026", "So với mục tiêu"]
    assert [cell.value for cell in sheet[second]] == [f"({n})" for n in range(1, 14)]
    assert sheet.freeze_panes == f"C{second + 1}"


def test_numbers_are_numbers_with_their_decimals_and_marks():
    row = first_row(one_line(quarter=number("38.5", 2, mark="minh họa")))
    cell = row[_QUARTER]
    assert (cell.data_type, cell.value) == ("n", 38.5)
    assert cell.number_format.startswith('[$-42A]#,##0.00"*";')


def test_a_long_mark_stands_under_the_table_with_a_letter():
    content = one_line(quarter=number("38.5", mark="Quý IV/2025; minh họa"))
    assert ' (a)"' not in first_row(content)[_QUARTER].number_format
    assert '" (a)*"' in first_row(content)[_QUARTER].number_format
    assert any("(a) Quý IV/2025." in text for text in texts(opened(content).worksheets[0]))


def test_words_stay_words():
    row = first_row(one_line(quarter=Amount("4,7–5,1"), gap=Amount("Đúng bằng mục tiêu")))
    assert (row[_QUARTER].data_type, row[_QUARTER].value) == ("s", "4,7–5,1")
    assert row[_GAP].value == "Đúng bằng mục tiêu"


def test_the_gap_has_its_sign_and_its_unit():
    row = first_row(one_line(gap=Amount("−7,72\u00a0điểm %", Decimal("-7.72"), 2)))
    assert row[_GAP].value == -7.72
    assert row[_GAP].number_format.startswith('[$-42A]"+"#,##0.00" điểm %";[$-42A]"−"#,##0.00')


def test_a_number_is_set_smaller_before_it_would_not_fit():
    sizes = [first_row(one_line(quarter=number(n)))[_QUARTER].font.size for n in ("1", "12345678")]
    assert sizes == [11, 9]


def test_text_never_becomes_a_formula():
    row = first_row(one_line(name="=1+1", reasons="@SUM(A1)", lead='=HYPERLINK("x")'))
    assert (row[_NAME].data_type, row[_NAME].value) == ("s", "=1+1")
    assert row[_REASONS].data_type == row[12].data_type == "s"


def test_the_status_is_a_word_on_its_tint():
    row = first_row(one_line(status="missed", status_label="Chưa đạt"))
    cell = row[_STATUS]
    assert cell.value == "Chưa đạt"
    assert (cell.fill.fgColor.rgb, cell.font.color.rgb) == ("00FBE5E3", "008E1B16")


def test_parts_have_no_rating(book):
    sheet = book.worksheets[0]
    rows = [row for row in sheet.iter_rows() if row[1].value == "- Đô thị loại II"]
    assert rows
    assert {cell.value for row in rows for cell in row[_GAP - 1 :]} == {None}


def test_every_sheet_prints_one_page_wide_across_with_its_foot(book):
    for sheet in book.worksheets:
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth == 1
        if sheet.sheet_state == "visible":
            assert "15-CTr/TU" in sheet.oddFooter.left.text
            assert "&P/&N" in sheet.oddFooter.right.text


def test_a_foot_says_whether_the_numbers_are_frozen():
    content = sample_content(1)
    said = {frozen: footer_text(content.head, frozen) for frozen in (False, True)}
    for frozen, text in said.items():
        foot = opened(content, is_frozen=frozen).worksheets[0].oddFooter.left.text
        assert text in foot
    assert said[True] != said[False]


def test_merged_cells_never_overlap(book):
    for sheet in book.worksheets:
        seen: set[tuple[int, int]] = set()
        for area in sheet.merged_cells.ranges:
            left, top, right, bottom = range_boundaries(str(area))
            cells = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
            assert not cells & seen, f"{sheet.title} {area}"
            seen |= cells


def test_every_row_has_a_height_that_a_page_holds(book):
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and not sheet.title.startswith("Biểu đồ"):
            heights = [sheet.row_dimensions[n].height for n in range(1, sheet.max_row + 1)]
            assert None not in heights
            assert max(heights) <= 409


def test_reasons_longer_than_a_row_go_on_in_the_next():
    words = " ".join(f"chữ{n}" for n in range(900))
    sheet = opened(one_line(reasons=words)).worksheets[0]
    found = [row[_REASONS - 1].value for row in sheet.iter_rows() if row[_REASONS - 1].value]
    told = " ".join(text for text in found if text.startswith("chữ"))
    assert told == words


def test_overdue_tasks_and_late_reports(book):
    late = texts(book["Nhiệm vụ quá hạn"])
    assert "Lập, phê duyệt chương trình phát triển đô thị toàn tỉnh" in late
    assert any("Tổng số 3.726 nhiệm vụ" in text for text in texts(book["Nhiệm vụ"]))
    assert any(
        text == "Trong 2 đơn vị phải báo cáo: 1 đơn vị đã gửi, 1 đơn vị chưa gửi."
        for text in texts(book["Độ đầy đủ"])
    )


def test_what_is_short_of_the_target_never_prints_a_hundred_percent():
    content = one_line(status="missed", attainment=Decimal("0.9996"))
    row = next(row for row in opened(content)["Cần chú ý"].iter_rows() if row[0].value == 1)
    assert row[6].value == 99.96
    assert row[6].number_format.startswith('[$-42A]#,##0.00" %"')


def test_all_periods_are_there_eight_on_a_sheet():
    book = opened(sample_content(5, periods=20))
    names = [name for name in book.sheetnames if name.startswith("Số liệu theo quý")]
    assert names == [f"Số liệu theo quý{end}" for end in ("", " (2)", " (3)")]
    numbers = [
        cell.value
        for name in names
        for row in book[name].iter_rows()
        for cell in row[3:]
        if cell.data_type == "n" and cell.value is not None
    ]
    assert len(numbers) == 5 * 19


def test_who_sent_too_late_stays_late_whatever_the_dates_are_now():
    """After the dates of a period were moved a late report may have no days left."""
    sent = CompletenessLine("Sở Xây dựng", "Đã gửi", 1, 1, date(2026, 9, 20), 0, is_late=True)
    content = replace(sample_content(1), completeness=(sent,))
    assert any("(1 đơn vị gửi muộn)" in text for text in texts(opened(content)["Độ đầy đủ"]))


def test_figures_that_need_attention_bear_their_marks():
    judged = Amount("38,5\u00a0%", Decimal("38.5"), 1, "ước; minh họa; chưa đủ đơn vị")
    content = one_line(status="missed", judged=judged, judged_period="2025")
    sheet = opened(content)["Cần chú ý"]
    row = next(row for row in sheet.iter_rows() if row[0].value == 1)
    assert row[3].value == "38,5\u00a0%*\n(2025; ước; chưa đủ đơn vị)"
    assert any(text.startswith("* Số liệu minh họa") for text in texts(sheet))


def test_changes_explain_their_star():
    (change,) = sample_content(1).changes
    content = replace(sample_content(1), changes=(replace(change, before="29,0 %* (2025)"),))
    assert "* Số liệu minh họa, không phải số liệu thống kê chính thức." in texts(
        opened(content)["Thay đổi so với kỳ họp trước"]
    )


def test_printed_again_it_is_the_same_file():
    """On another day: the same bytes, with the day of the papers inside."""
    content = sample_content(12)
    with time_machine.travel("2027-03-05T08:00:00+07:00"):
        later = meeting_book(content)
    assert later == meeting_book(content)
    properties = load_workbook(BytesIO(later)).properties
    assert (properties.created.date(), properties.modified.date()) == (content.head.made_on,) * 2
