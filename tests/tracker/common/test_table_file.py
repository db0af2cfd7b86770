"""A table as CSV and as a workbook: the same rows, safe, in the words of the language."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from tracker.common.table_file import Table, safe_text, table_response

HEADER = ["Tên", "Số", "Năm", "Ngày"]
ROWS = [
    ["=1+1", Decimal("38.510"), 2025, date(2026, 11, 20)],
    ["Sở Xây dựng", Decimal("-1234567.5"), 10000, None],
    ["", None, None, None],
]
ABOUT = ["15-CTr/TU: Chương trình", "Không lọc"]


def table(rows=ROWS):
    return Table("Bảng; thử", HEADER, rows)


def answer(ending, rows=ROWS):
    return table_response(table(rows), ending, stem="bang", about=ABOUT, author="Người lập")


def csv_lines(language, rows=ROWS):
    with override(language):
        return answer("csv", rows).content.decode().splitlines()


def sheet_of(rows=ROWS):
    book = load_workbook(BytesIO(answer("xlsx", rows).content))
    return book.worksheets[0]


def values(sheet):
    head = next(row for row in sheet.iter_rows() if row[0].value == "Tên")[0].row
    return head, [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]


def test_vietnamese_csv_is_what_vietnamese_excel_reads():
    about, header, *rows = csv_lines("vi")
    assert about == '\ufeff"Bảng; thử";15-CTr/TU: Chương trình;Không lọc'
    assert header == "Tên;Số;Năm;Ngày"
    assert rows == ["'=1+1;38,51;2025;20/11/2026", "Sở Xây dựng;-1234567,5;10000;", ";;;"]


def test_english_csv_has_points_and_commas():
    assert csv_lines("en")[2].startswith("'=1+1,38.51,2025,")


@pytest.mark.parametrize(("language", "line"), [("vi", "a;33,333333;1;"), ("en", "a,33.333333,1,")])
def test_a_quotient_is_rounded_in_csv_as_in_a_workbook(language, line):
    rows = [["a", Decimal(100) / 3, 1, None]]
    assert csv_lines(language, rows)[2] == line
    assert values(sheet_of(rows))[1][0][1] == 33.333333


@pytest.mark.parametrize("text", ["=a", "+a", "-a", "@a", "\ta", "\ra"])
def test_text_that_would_run_is_kept_as_text(text):
    assert safe_text(text) == f"'{text}"


def test_a_workbook_holds_numbers_days_and_text():
    head, rows = values(sheet_of())
    assert head == 5
    assert rows[0][:3] == ["=1+1", 38.51, 2025]
    assert rows[0][3].date() == date(2026, 11, 20)
    assert rows[1][1:] == [-1234567.5, 10000, None]
    sheet = sheet_of()
    assert sheet["A6"].data_type == "s"
    assert [sheet[one].number_format for one in ("B6", "B7", "C6", "D6")] == [
        *("#,##0.00", "#,##0.00"),
        *("0", "dd/mm/yyyy"),
    ]


def test_a_workbook_says_what_it_is_and_prints():
    sheet = sheet_of()
    assert [sheet[f"A{row}"].value for row in (1, 2, 3)] == ["Bảng; thử", *ABOUT]
    assert sheet.freeze_panes == "A6"
    assert sheet.auto_filter.ref == "A5:D8"
    assert sheet.print_title_rows == "$5:$5"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert sheet.oddFooter.right.text.endswith("&P/&N")
    assert sheet.parent.properties.creator == "Người lập"


def test_more_decimals_than_anybody_reads_are_rounded():
    _head, rows = values(sheet_of([["", Decimal(2) / 3, None, None]]))
    assert rows == [[None, 0.666667, None, None]]


def test_no_row_and_endless_rows():
    _head, rows = values(sheet_of([]))
    assert rows == []
    assert sheet_of([]).auto_filter.ref is None
    many = (["x", Decimal(number), number, None] for number in range(1000))
    assert len(values(sheet_of(many))[1]) == 1000


def test_the_answer_names_the_file():
    for ending, kind in (("csv", "text/csv"), ("xlsx", "application/vnd.openxml")):
        response = answer(ending)
        assert response["Content-Type"].startswith(kind)
        assert response["Content-Disposition"] == f'attachment; filename="bang.{ending}"'
