"""The Word document as a reader of its parts sees it: report upright, annex across."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.charts.palette import STATUS_LOOKS
from reports.exports.meeting.annex import annex_docx
from reports.exports.meeting.annex_text import in_words, short_day
from reports.exports.meeting.content import Amount, PartLine
from tests.reports.exports.meeting.samples import sample_content, sample_line

COLUMNS = [
    *("TT", "Chỉ tiêu", "ĐVT", "Mục tiêu 2025", "Mục tiêu 2030", "Năm gốc", "TH năm trước"),
    *("TH Quý III/2026", "Ước TH năm 2026", "So với mục tiêu", "Đánh giá", "Cơ quan chủ trì"),
    "Nguyên nhân, giải pháp",
]


def document(content=None, **options):
    return docx.Document(BytesIO(annex_docx(content or sample_content(), **options)))


def annex(made):
    return made.tables[-1]


def texts(row):
    return [cell.text for cell in row.cells]


def with_line(line):
    """The sample with this line alone."""
    content = sample_content(1)
    (group,) = content.groups
    return replace(content, groups=(replace(group, lines=(line,)),))


def test_the_letterhead_is_the_party_s():
    left, right = document(report_number="15-BC/VPTU").tables[0].rows[0].cells
    assert left.text.split("\n") == ["TỈNH ỦY HÀ TĨNH", "VĂN PHÒNG", "*", "Số 15-BC/VPTU"]
    name, _gap, place = (paragraph.runs for paragraph in right.paragraphs)
    assert (name[0].text, name[0].bold, name[0].underline) == ("ĐẢNG CỘNG SẢN VIỆT NAM", True, True)
    assert name[0].font.size == Pt(15)
    assert (place[0].text, place[0].italic) == ("Hà Tĩnh, ngày 20 tháng 11 năm 2026", True)


def test_without_a_number_its_place_is_left_open():
    made = document()
    assert "Số …-BC/VPTU" in made.tables[0].rows[0].cells[0].text
    assert "(Kèm theo Báo cáo số …-BC/VPTU, ngày 20/11/2026)" in [p.text for p in made.paragraphs]


def test_the_report_has_a_paragraph_for_every_group():
    content = sample_content(16)
    said = [paragraph.text for paragraph in document(content).paragraphs]
    for number, group in enumerate(content.groups, start=1):
        place = said.index(f"{number}. {group.name}")
        assert said[place + 1] == group.paragraph
    data_line = f"({content.data_line})"
    assert {content.sentence, data_line, content.task_sentence} <= set(said)


def test_what_changed_since_the_last_meeting_is_told():
    said = "\n".join(paragraph.text for paragraph in document().paragraphs)
    assert "So với Hội nghị tháng 8/2026 (25/08/2026): 01 chỉ tiêu thay đổi đánh giá." in said
    assert "Tỷ lệ đô thị hóa: Chậm tiến độ → Chưa đạt." in said
    first = document(replace(sample_content(), since="", changes=()))
    assert "cuộc họp trước" not in "\n".join(one.text for one in first.paragraphs)


def test_nothing_new_is_told_in_words():
    said = "\n".join(one.text for one in document(replace(sample_content(), changes=())).paragraphs)
    assert "không có chỉ tiêu nào thay đổi đánh giá hoặc số liệu." in said


def test_the_signature_never_stands_alone_on_a_page():
    paragraphs = document().paragraphs
    place = [one.text for one in paragraphs].index("(Kết quả từng chỉ tiêu tại Phụ lục kèm theo)")
    kept = [one.paragraph_format.keep_with_next for one in paragraphs[place - 3 : place + 1]]
    assert kept == [True] * 4


def test_many_changes_are_counted():
    (one,) = sample_content().changes
    figure_only = replace(one, after_status=one.before_status)
    content = replace(sample_content(), changes=(*(one,) * 15, *(figure_only,) * 3))
    said = "\n".join(paragraph.text for paragraph in document(content).paragraphs)
    assert "15 chỉ tiêu thay đổi đánh giá, 03 chỉ tiêu chỉ thay đổi số liệu" in said
    assert said.count("Chậm tiến độ → Chưa đạt") == 12
    assert "và 03 chỉ tiêu khác" in said


def test_the_annex_has_the_thirteen_columns_and_repeats_them():
    table = annex(document())
    assert texts(table.rows[0]) == COLUMNS
    assert texts(table.rows[1]) == [f"({n})" for n in range(1, 14)]
    looks = [row._tr.trPr for row in table.rows]
    assert [one.find(qn("w:tblHeader")) is not None for one in looks[:4]] == [1, 1, 0, 0]
    assert all(one.find(qn("w:cantSplit")) is not None for one in looks)


def test_every_indicator_is_there_under_its_group():
    content = sample_content(16)
    rows = [texts(row) for row in annex(document(content)).rows[2:]]
    for group in content.groups:
        assert [group.numeral, *[group.name] * 12] in rows
    names = [row[1] for row in rows if row[0].isdigit()]
    assert names == [line.name for line in content.lines]


def test_a_line_says_what_the_page_says():
    line = sample_line(1)
    (row,) = [
        texts(row) for row in annex(document(with_line(line))).rows if row.cells[0].text == "2"
    ]
    assert row[2:5] == ["%", "trên 40%", "45%"]
    assert row[5] == "30,0\n(2020)"
    assert row[9:] == [line.gap.text, line.status_label, line.lead, line.reasons]


def test_parts_have_no_rating_of_their_own():
    part = PartLine("Đô thị loại II", "đô thị", quarter=Amount("2", Decimal(2)))
    line = sample_line(0, parts=(part,))
    rows = [texts(row) for row in annex(document(with_line(line))).rows]
    place = rows.index(["", "Trong đó:", *[""] * 11])
    assert rows[place + 1] == ["", "- Đô thị loại II", "đô thị", *[""] * 4, "2", *[""] * 5]


@pytest.mark.parametrize("status", sorted(STATUS_LOOKS))
def test_a_status_is_a_word_on_its_tint(status):
    line = sample_line(0, status=status, status_label="Đánh giá này")
    cell = annex(document(with_line(line))).rows[3].cells[10]
    assert cell.text == "Đánh giá này"
    shade = cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill"))
    assert f"#{shade}" == STATUS_LOOKS[status].tint


def test_an_illustrative_number_has_its_star_and_its_note():
    line = sample_line(0, quarter=Amount("31,0", Decimal(31), 1, "ước; minh họa"))
    made = document(with_line(line))
    assert annex(made).rows[3].cells[7].text == "31,0*\n(ước)"
    notes = [paragraph.text for paragraph in made.paragraphs]
    assert "(*) Số liệu minh họa, không phải số liệu thống kê chính thức." in notes
    real = document(sample_content(is_illustrative=False))
    assert not any("minh họa" in one.text for one in real.paragraphs)


def test_proposed_owners_are_said_to_be_proposed():
    content = sample_content()
    content = replace(content, head=replace(content.head, owners_proposed=True))
    assert any("là đề xuất" in one.text for one in document(content).paragraphs)
    assert not any("là đề xuất" in one.text for one in document().paragraphs)


def test_pages_are_a4_the_annex_across():
    text, table = document().sections
    assert (text.orientation, table.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    for one, size in ((text, (210, 297)), (table, (297, 210))):
        assert (round(one.page_width.mm), round(one.page_height.mm)) == size
    room = table.page_width - table.left_margin - table.right_margin
    grid = annex(document())._tbl.tblGrid.gridCol_lst
    assert sum(column.w for column in grid) <= room + Mm(0.5)


@pytest.mark.parametrize(
    ("is_frozen", "said", "unsaid"),
    [(True, "đã chốt cho cuộc họp", "chưa chốt"), (False, "bản chưa chốt", "đã chốt")],
)
def test_the_foot_has_page_numbers_and_what_the_paper_is(is_frozen, said, unsaid):
    footer = document(is_frozen=is_frozen).sections[0].footer
    fields = [one.get(qn("w:instr")) for one in footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    text = footer.paragraphs[1].text
    for part in ("15-CTr/TU", "Quý III/2026", "14/9/2026", "20/11/2026", "Trần Thị Bích", said):
        assert part in text
    assert "minh họa" in text
    assert unsaid not in text
    assert document().sections[1].footer.is_linked_to_previous


def test_times_new_roman_in_vietnamese():
    made = document()
    normal = made.styles["Normal"].font
    assert (normal.name, normal.size) == ("Times New Roman", Pt(14))
    defaults = made.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert defaults.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
    fonts = {one.get(qn("w:ascii")) for one in made.element.body.iter(qn("w:rFonts"))}
    assert fonts <= {"Times New Roman"}


def test_properties_name_the_paper_and_nothing_of_the_machine():
    core = document().core_properties
    assert core.author == core.last_modified_by == "Trần Thị Bích"
    assert "15-CTr/TU" in core.title
    assert (core.comments, core.created.date()) == ("", date(2026, 11, 20))
    files = zipfile.ZipFile(BytesIO(annex_docx(sample_content())))
    assert not {"docProps/app.xml", "docProps/thumbnail.jpeg"} & set(files.namelist())
    assert "python" not in files.read("docProps/core.xml").decode()


def test_the_same_content_makes_the_same_bytes():
    assert annex_docx(sample_content()) == annex_docx(sample_content())


def test_signs_that_no_document_can_hold_are_left_out():
    line = sample_line(1, reasons="a\x00b\x0bc\ud800\nd <b>&", name="\ufffe=1+1")
    row = annex(document(with_line(line))).rows[3].cells
    assert (row[1].text, row[12].text) == ("=1+1", "abc\nd <b>&")


def test_nothing_to_say_is_a_document_too():
    content = replace(
        *(sample_content(0),), groups=(), sentence="", task_sentence="", changes=(), since=""
    )
    assert len(annex(document(content)).rows) == 2


@pytest.mark.parametrize(
    ("day", "words", "short"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026", "05/02/2026"),
        (date(2026, 9, 30), "ngày 30 tháng 9 năm 2026", "30/9/2026"),
        (date(2026, 12, 1), "ngày 01 tháng 12 năm 2026", "01/12/2026"),
    ],
)
def test_days_are_written_as_offices_do(day, words, short):
    assert (in_words(day), short_day(day)) == (words, short)
