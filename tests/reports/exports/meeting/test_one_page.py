"""The one page: always one, with everything that matters, the same bytes every time."""

from __future__ import annotations

import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader

from reports.exports.meeting.content import (
    OFF_TRACK,
    Amount,
    ChangeLine,
    FourCountsLine,
    GroupLines,
    MeetingContent,
)
from reports.exports.meeting.one_page import one_page_pdf
from reports.exports.meeting.storage import from_json, to_json
from tests.reports.exports.meeting.samples import sample_content, sample_line

LONG = (
    "Tỷ lệ dân số đô thị được cung cấp nước sạch qua hệ thống cấp nước tập trung bảo đảm quy chuẩn"
    " kỹ thuật quốc gia tại các đô thị loại III trở lên trên địa bàn toàn tỉnh, bao gồm cả các khu"
    " vực mới được sáp nhập từ năm 2025 theo nghị quyết"
)
NO_TASKS = FourCountsLine("Tổng số", 0, 0, 0, 0)


def one_group(*lines) -> MeetingContent:
    """Papers with these indicators alone."""
    return replace(sample_content(1), groups=(GroupLines("I", "Đô thị", tuple(lines)),))


def wordy() -> MeetingContent:
    """Everything much longer than there is room for."""
    content = sample_content(120)
    lines = tuple(
        replace(line, name=LONG, lead=LONG, aim=Amount(LONG), gap=Amount(LONG), status_label=LONG)
        for line in content.lines
    )
    groups = tuple(GroupLines("VIII", LONG, lines[place::30]) for place in range(30))
    changes = tuple(replace(content.changes[0], name=LONG, before=LONG) for _n in range(60))
    head = replace(content.head, title=LONG * 3, meeting=LONG, made_by=LONG)
    return replace(
        content, sentence=LONG * 9, groups=groups, changes=changes, head=head, since=LONG
    )


SAMPLES = {
    "none": sample_content(0),
    "three": sample_content(3),
    "sixteen": sample_content(16, is_illustrative=False),
    "many": sample_content(120),
    "wordy": wordy(),
    "without tasks": replace(sample_content(12), tasks=NO_TASKS, tasks_unassigned=0),
    "without changes": replace(sample_content(12), changes=()),
    "first meeting": replace(sample_content(12), since="", changes=()),
}


def page_of(content: MeetingContent, **options: object) -> PageObject:
    (page,) = PdfReader(BytesIO(one_page_pdf(content, **options))).pages
    return page


def text_of(content: MeetingContent, **options: object) -> str:
    """The words of the page, lines joined."""
    return " ".join(page_of(content, **options).extract_text().split())


@pytest.mark.parametrize("name", SAMPLES)
def test_one_page_of_a4_landscape(name):
    page = page_of(SAMPLES[name], is_frozen=True, report_number="12-BC/VPTU")
    assert [round(float(side)) for side in page.mediabox[2:]] == [842, 595]


def test_whose_it_is_of_what_and_when():
    text = text_of(sample_content(16), report_number="12-BC/VPTU")
    for words in (
        *("TỈNH ỦY HÀ TĨNH", "VĂN PHÒNG", "Số 12-BC/VPTU", "15-CTr/TU, 30/09/2022"),
        *("Kỳ báo cáo Quý III/2026", "Chốt số liệu 14/09/2026", "Số liệu đến ngày 20/11/2026"),
        *("Lập lúc 20/11/2026 12:00, Trần Thị Bích", "Trong 16 chỉ tiêu có 2 chỉ tiêu đạt."),
        *("SỐ LIỆU MINH HỌA", "CHƯA CHỐT", "Hội nghị Ban Thường vụ Tỉnh ủy tháng 11/2026"),
    ):
        assert words in text


def test_what_is_settled_and_real_does_not_say_otherwise():
    text = text_of(sample_content(16, is_illustrative=False), is_frozen=True)
    assert "ĐÃ CHỐT TẠI KỲ HỌP" in text
    for words in ("CHƯA CHỐT", "MINH HỌA", "Số …"):
        assert words not in text


def test_counts_by_status_with_their_words():
    text = text_of(sample_content(16))
    assert "16 Tổng số chỉ tiêu" in text
    for word in ("Chưa đạt", "Nguy cơ không đạt", "Chậm tiến độ", "Đúng tiến độ", "Vượt"):
        assert f"2 {word}" in text


def test_what_needs_attention_comes_worst_first_with_its_numbers():
    worst = sample_line(1, name="Diện tích cây xanh", severity=0, status="missed")
    better = sample_line(2, name="Kinh tế đô thị", severity=2, status="behind")
    fine = sample_line(4, name="Không cần chú ý", status="met")
    text = text_of(one_group(better, fine, worst))
    assert text.index("Diện tích cây xanh") < text.index("Kinh tế đô thị")
    assert "Không cần chú ý" not in text
    for words in ("31,1 %", "Quý III/2026", "trên 45%", "2030", "-13,9", "Sở Tài chính", "7 %"):
        assert words in text


def test_the_figure_is_the_one_that_was_judged():
    line = sample_line(0, judged=Amount("36,4 %"), judged_period="2025", latest=Amount("37,1 %"))
    text = text_of(one_group(line))
    assert "36,4 % 2025" in text
    assert "37,1" not in text


def test_marks_of_a_figure():
    shown = Amount("36,4 %", mark="ước; minh họa")
    line = sample_line(0, judged=shown, judged_period="Quý III/2026")
    text = text_of(one_group(line))
    assert "36,4 %*" in text
    assert "Quý III/2026, ước" in text
    assert "* số liệu minh họa" in text


def test_at_most_ten_and_how_many_more():
    content = sample_content(120)
    assert len(content.concerning) == 60
    text = text_of(content)
    assert "và 50 chỉ tiêu khác" in text
    assert text.count("Quý III/2026") < 20
    ten = one_group(*(sample_line(8 * place) for place in range(10)))
    assert "chỉ tiêu khác" not in text_of(ten)


def test_nothing_to_worry_about():
    fine = [line for line in sample_content(16).lines if line.status not in OFF_TRACK]
    assert "Không có chỉ tiêu nào cần chú ý." in text_of(one_group(*fine))


def test_groups_by_status():
    content = one_group(*(sample_line(place, status="met") for place in range(7)))
    text = text_of(content)
    assert "I. Đô thị" in text
    assert text[text.index("I. Đô thị") :].split()[3] == "7"
    many = text_of(SAMPLES["wordy"])
    assert 20 < int(re.search(r"và (\d+) nhóm khác", many)[1]) < 30


def test_tasks_by_the_four_counts():
    text = text_of(sample_content(12))
    for words in (
        *("Hoàn thành đúng hạn 1.310", "Hoàn thành quá hạn 429", "Đang thực hiện trong hạn 1.812"),
        *("trong đó sắp đến hạn 40", "Quá hạn chưa hoàn thành 175", "Tổng số 3.726"),
        "Chưa giao cơ quan chủ trì 2",
    ):
        assert words in text
    assert "Không có nhiệm vụ được giao." in text_of(SAMPLES["without tasks"])


def test_what_changed_since_the_last_meeting():
    status = ChangeLine("a", "Đổi đánh giá", "1", "2", "behind", "Chậm", "missed", "Chưa đạt")
    figure = ChangeLine("b", "Đổi số liệu", "3", "4", "met", "Đạt", "met", "Đạt")
    text = text_of(replace(sample_content(12), changes=(figure, status)))
    assert "Hội nghị tháng 8/2026 (25/08/2026)" in text
    assert "Chậm → Chưa đạt; 1 → 2" in text
    assert "Đạt → Đạt" not in text
    assert text.index("Đổi đánh giá") < text.index("Đổi số liệu")


def test_changes_that_there_are_none_of_or_too_many():
    assert "Không có số liệu hay đánh giá nào khác." in text_of(SAMPLES["without changes"])
    assert "Chưa có kỳ họp trước để so sánh." in text_of(SAMPLES["first meeting"])
    change = sample_content(1).changes[0]
    many = tuple(replace(change, name=f"Chỉ tiêu thứ {number}.") for number in range(40))
    text = text_of(replace(sample_content(3), changes=many))
    shown = sum(f"Chỉ tiêu thứ {number}." in text for number in range(40))
    assert shown > 3
    assert f"và {40 - shown} thay đổi khác (xem Biểu tổng hợp)" in text


def test_a_name_that_is_too_long_says_where_it_stands_in_full():
    text = text_of(wordy())
    assert "… đầy đủ tại Biểu tổng hợp" in text
    assert "đầy đủ tại" not in text_of(sample_content(3))


def test_owners_that_were_only_proposed():
    content = sample_content(3)
    proposed = replace(content, head=replace(content.head, owners_proposed=True))
    assert "cơ quan chủ trì là đề xuất" in text_of(proposed)
    assert "đề xuất" not in text_of(content)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_content_gives_the_same_bytes(name):
    first = one_page_pdf(SAMPLES[name], is_frozen=True)
    kept = from_json(to_json(SAMPLES[name]))
    assert one_page_pdf(kept, is_frozen=True) == first
    assert one_page_pdf(SAMPLES[name], is_frozen=False) != first


def test_several_at_once_are_the_same_as_one_after_the_other():
    contents = [sample_content(count) for count in range(1, 13)]
    alone = [one_page_pdf(content) for content in contents]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(one_page_pdf, contents)) == alone


def test_what_the_file_says_of_itself():
    reader = PdfReader(BytesIO(one_page_pdf(sample_content(3))))
    about = reader.metadata
    assert about.title == "Tổng quan 15-CTr/TU – Quý III/2026"
    assert (about.author, about.creator) == ("Trần Thị Bích", "Lộ trình")
    assert reader.trailer["/Root"]["/Lang"] == "vi"


def test_every_font_is_in_the_file():
    fonts = page_of(sample_content(16))["/Resources"]["/Font"]
    embedded = [one.get_object() for one in fonts.values()]
    assert {str(one["/BaseFont"]).partition("+")[2] for one in embedded} == {
        "NotoSans-Regular",
        "NotoSans-Bold",
    }
    assert all("/FontFile2" in one["/FontDescriptor"] for one in embedded)
    assert all("/ToUnicode" in one for one in embedded)


def test_signs_that_the_font_has_and_those_that_it_lacks():
    words = "Văn phòng Tỉnh ủy ≥ 45 m² → −3 “x” 1.000 ₫ ỹẵậợ 漢 😀 \x00\u200b"
    text = text_of(replace(sample_content(3), sentence=words))
    assert "Văn phòng Tỉnh ủy ≥ 45 m² → −3 “x” 1.000 ₫ ỹẵậợ ? ?" in text


def test_letters_that_were_put_together_are_one_letter():
    decomposed = unicodedata.normalize("NFD", "Tỷ lệ đô thị hóa ở Đông Sơn")
    assert "Tỷ lệ đô thị hóa ở Đông Sơn" in text_of(replace(sample_content(3), sentence=decomposed))


@pytest.mark.parametrize(
    ("share", "words"),
    [("0.6665", "67 %"), ("0.996", "99,6 %"), ("1", "100 %"), ("1.63", "163 %"), ("-0.2", "−20 %")],
)
def test_attainment_is_never_rounded_to_what_was_not_reached(share, words):
    text = text_of(one_group(sample_line(0, attainment=Decimal(share))))
    assert words in text


def test_it_takes_nothing_but_the_content():
    later = replace(sample_content(3).head, made_on=date(2027, 1, 1))
    changed = replace(sample_content(3), head=later)
    assert one_page_pdf(changed) == one_page_pdf(sample_content(3))
