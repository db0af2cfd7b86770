"""How a workbook is put together: sheets, their order, parts that are missing or elsewhere."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference

from tests.tracker.common.sheets.workbooks import (
    DAMAGED,
    DOCUMENT,
    LINKS,
    MAIN,
    STRICT,
    cells,
    links,
    of_rows,
    packed,
    parts,
    sentence,
    sheet,
    workbook,
)
from tracker.common.sheets.limits import MAX_COLUMNS, MAX_ROWS, MAX_SHEETS
from tracker.common.sheets.reader import read_workbook

VALUE = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_sheets_in_the_order_of_their_tabs_hidden_or_not():
    book = Workbook()
    book.active.title = "Số liệu"
    for name, state in (("Ẩn", "hidden"), ("Ẩn hẳn", "veryHidden")):
        made = book.create_sheet(name)
        made["B2"], made.sheet_state = name, state
    book.move_sheet("Ẩn", -1)
    found = read_workbook(saved(book))
    assert [one.name for one in found] == ["Ẩn", "Số liệu", "Ẩn hẳn"]
    assert found[0].rows[2][2].text == "Ẩn"
    assert found[1].rows == {}


def test_a_sheet_that_is_a_chart_has_no_cells_and_is_left_out():
    book = Workbook()
    book.active["A1"] = 1
    chart = LineChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1, max_row=3))
    book.create_chartsheet("Biểu đồ").add_chart(chart)
    assert [one.name for one in read_workbook(saved(book))] == ["Sheet"]


def test_rows_and_columns_keep_their_numbers():
    rows = (
        '<row r="3"><c r="C3"><v>1</v></c><c r="AB3"><v>2</v></c></row>'
        '<row r="1048576"><c r="CV1048576"><v>3</v></c></row>'
    )
    (found,) = read_workbook(of_rows(rows))
    assert {row: sorted(there) for row, there in found.rows.items()} == {
        3: [3, 28],
        1_048_576: [100],
    }


def test_rows_and_cells_that_do_not_say_where_they_are():
    rows = "<row><c/><c><v>1</v></c></row><row/><row><c><v>2</v></c></row>"
    assert {place: cell.text for place, cell in cells(of_rows(rows)).items()} == {
        "B1": "1",
        "A3": "2",
    }


@pytest.mark.parametrize("claim", ["A1", "A1:XFD1048576", "nonsense", ""])
def test_what_the_file_says_of_its_size_does_not_matter(claim):
    xml = sheet(VALUE.format(5)).replace("<sheetData>", f'<dimension ref="{claim}"/><sheetData>')
    assert set(cells(of_rows("", sheet1=xml))) == {"A5"}


@pytest.mark.parametrize("number", ["0", "1048577", "-1", "x", "1" * 30])
def test_a_row_that_no_sheet_has(number):
    assert sentence(of_rows(f'<row r="{number}"/>')) == DAMAGED


def test_rows_that_go_back_leave_open_which_one_counts():
    assert sentence(of_rows(VALUE.format(2) + VALUE.format(2))) == DAMAGED
    assert sentence(of_rows(VALUE.format(2) + VALUE.format(1))) == DAMAGED


def test_what_stands_beyond_the_last_column_is_named_and_not_passed_over():
    row = '<row r="7"><c r="CW7" s="0"/><c r="CX7" t="str"><v>ghi chú</v></c></row>'
    assert sentence(of_rows(row)) == (
        f"Something stands in cell CX7 of the sheet “Số liệu”, beyond column {MAX_COLUMNS}."
        " Empty it."
    )


def test_a_format_beyond_the_last_column_is_no_content():
    assert cells(of_rows('<row r="7"><c r="XFD7" s="1"/></row>')) == {}


def test_as_many_rows_as_are_read_and_one_more():
    full = "".join(VALUE.format(number) for number in range(1, MAX_ROWS + 1))
    assert len(cells(of_rows(full))) == MAX_ROWS
    more = full + VALUE.format(MAX_ROWS + 9)
    assert sentence(of_rows(more)) == f"The sheet “Số liệu” has more than {MAX_ROWS} rows."


def test_too_many_sheets():
    book = Workbook(write_only=True)
    for number in range(MAX_SHEETS + 1):
        book.create_sheet(str(number))
    assert sentence(saved(book)) == f"The workbook has more than {MAX_SHEETS} sheets."


def test_without_formats_and_shared_texts():
    made = parts()
    del made["xl/styles.xml"], made["xl/sharedStrings.xml"]
    made["xl/_rels/workbook.xml.rels"] = links(("worksheet", "worksheets/sheet1.xml"))
    assert cells(packed(made))["A1"].number == Decimal(1)


def test_days_of_a_workbook_that_counts_from_1904():
    book = workbook("Số liệu", more='<workbookPr date1904="1"/>')
    row = '<row r="1"><c r="A1" s="2"><v>44653</v></c></row>'
    assert cells(of_rows(row, workbook=book))["A1"].day == date(2026, 4, 3)


def test_the_strict_variant_and_prefixes():
    strict = sheet(VALUE.format(1), space=STRICT)
    assert set(cells(of_rows("", sheet1=strict))) == {"A1"}
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    assert set(cells(of_rows("", sheet1=prefixed))) == {"A1"}


def test_elements_of_another_vocabulary_are_not_taken_for_cells():
    foreign = '<y:row xmlns:y="urn:y" r="9"><y:c r="A9"><y:v>7</y:v></y:c></y:row>'
    assert set(cells(of_rows(foreign + VALUE.format(1)))) == {"A1"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig", "windows-1252"])
def test_other_encodings(encoding):
    declared = {"utf-16-be": "utf-16", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    xml = sheet(VALUE.format(1)).replace("UTF-8", declared)
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert set(cells(of_rows("", sheet1=mark + xml.encode(encoding)))) == {"A1"}


@pytest.mark.parametrize(
    "target",
    ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./x/../worksheets/SHEET1.XML"],
)
def test_how_a_part_may_be_named(target):
    made = parts()
    made["xl/_rels/workbook.xml.rels"] = links(("worksheet", target))
    assert set(cells(packed(made))) == {"A1"}


@pytest.mark.parametrize(
    "target",
    [
        "worksheets/none.xml",
        "../../../../etc/passwd",
        "/",
        "",
        "http://x.invalid/a",
        "workbook.xml",
    ],
)
def test_a_sheet_that_is_not_there(target):
    made = parts()
    made["xl/_rels/workbook.xml.rels"] = links(("worksheet", target))
    if target == "workbook.xml":  # a circle: read as a sheet it has no cells
        assert cells(packed(made)) == {}
    else:
        assert sentence(packed(made)) == DAMAGED


def test_a_sheet_outside_of_the_file_is_not_fetched():
    outside = (
        f'<Relationship Id="rId1" Type="{DOCUMENT}/worksheet" TargetMode="External"'
        ' Target="file:///etc/passwd"/>'
    )
    made = parts()
    made["xl/_rels/workbook.xml.rels"] = links(more=outside)
    assert sentence(packed(made)) == DAMAGED


@pytest.mark.parametrize(
    "gone", ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"]
)
def test_a_part_that_is_missing(gone):
    made = parts()
    del made[gone]
    assert sentence(packed(made)) == DAMAGED


def test_a_workbook_without_sheets_or_with_two_main_parts():
    made = parts() | {"xl/workbook.xml": workbook()}
    assert sentence(packed(made)) == DAMAGED
    two = links(("officeDocument", "xl/workbook.xml"), ("officeDocument", "xl/other.xml"))
    assert sentence(packed(parts() | {"_rels/.rels": two})) == DAMAGED


def test_links_of_another_vocabulary_count_for_nothing():
    made = parts()
    made["_rels/.rels"] = str(made["_rels/.rels"]).replace(LINKS, "urn:other")
    assert sentence(packed(made)) == DAMAGED
