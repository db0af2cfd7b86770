"""How sheets are laid out: names, joined cells, drop-downs, protection, what is hidden, paper."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference

from tests.tracker.common.sheets.workbooks import unpacked
from tracker.common.sheets.looks import Look, Paper
from tracker.common.sheets.reader import read_workbook
from tracker.common.sheets.writer import Book, Cell, Sheet, area, sheet_name

OPEN = Look(is_locked=False)


def new_book() -> Book:
    return Book(title="Biểu", author="Văn phòng")


def saved(book: Book) -> Any:
    return load_workbook(BytesIO(book.save()))


def new_sheet(**options: Any) -> Sheet:
    return new_book().sheet("Số liệu", **{"widths": [5, 40, 12], **options})


def active(made: Sheet) -> Any:
    return saved(made.book).active


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Biểu tổng hợp", "Biểu tổng hợp"),
        ("Quý III/2026", "Quý III 2026"),
        ("a[b]c:d*e?f/g\\h", "a b c d e f g h"),
        ("'trích dẫn'", "trích dẫn"),
        ("a" * 30 + "'b", "a" * 30),
        ("Nhiệm vụ " * 9, "Nhiệm vụ Nhiệm vụ Nhiệm vụ Nhiệ"),
        ("một\nhai\tba", "một hai ba"),
        ("a\x00b\ufffe", "ab"),
        ("😀 vui", "vui"),
        ("", "1"),
        ("///", "1"),
        ("History", "History (2)"),
    ],
)
def test_names_that_a_tab_may_bear(wanted, name):
    assert sheet_name(wanted) == name


def test_a_name_is_not_taken_twice_regardless_of_case():
    book = new_book()
    names = [book.sheet(name, widths=[]).name for name in ("Chỉ tiêu", "CHỈ TIÊU", "chỉ tiêu")]
    assert names == ["Chỉ tiêu", "CHỈ TIÊU (2)", "chỉ tiêu (3)"]
    long = sheet_name("x" * 40, ["x" * 31])
    assert long == "x" * 27 + " (2)"


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_name_can_be_made_one_of_a_tab(wanted, others):
    taken: list[str] = []
    for one in (*others, wanted):
        taken.append(sheet_name(one, taken))
    name = taken[-1]
    assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
    assert not set(name) & set("[]:*?/\\\n\t\0")
    assert name == name.strip("'")
    assert len({one.casefold() for one in taken}) == len(taken)


def test_rows_have_numbers_heights_and_may_be_hidden():
    made = new_sheet()
    assert made.row([Cell("mã")], is_hidden=True) == 1
    made.skip(2)
    assert made.row([None, Cell("x")], height=30) == 4
    assert made.row([], height=9_999) == 5
    found = active(made)
    assert found.row_dimensions[1].hidden
    assert found["B4"].value == "x"
    assert [found.row_dimensions[row].height for row in (4, 5)] == [30, 409]


def test_hidden_columns_and_widths():
    found = active(new_sheet(widths=[8, 300, 12], hidden={1}))
    columns = found.column_dimensions
    assert columns["A"].hidden
    assert not columns["B"].hidden
    assert [columns[letter].width for letter in "ABC"] == [8, 255, 12]


def test_joined_cells():
    made = new_sheet()
    made.row([Cell("a"), None, None])
    made.merge((1, 1), (1, 3))
    made.merge((2, 2), (2, 2))
    assert [str(one) for one in active(made).merged_cells.ranges] == ["A1:C1"]


@pytest.mark.parametrize("second", [((1, 3), (2, 3)), ((1, 1), (1, 3)), ((3, 1), (2, 1))])
def test_cells_are_joined_only_once_and_forwards(second):
    made = new_sheet()
    made.merge((1, 1), (1, 3))
    with pytest.raises(ValueError, match="cannot join"):
        made.merge(*second)


def test_a_drop_down():
    made = new_sheet()
    made.choices(3, (5, 20), ["có", "chưa", "<không> & gì"])
    (rule,) = active(made).data_validations.dataValidation
    assert (rule.type, rule.formula1) == ("list", '"có,chưa,<không> & gì"')
    assert str(rule.sqref) == "C5:C20"
    assert (rule.allow_blank, rule.showErrorMessage) == (True, True)


@pytest.mark.parametrize(
    "options",
    [
        [],
        [""],
        ["a", ""],
        ["a,b"],
        ['a"b'],
        ["x" * 256],
        ["a\x00"],
        [str(n) * 5 for n in range(60)],
    ],
)
def test_what_a_drop_down_cannot_hold(options):
    with pytest.raises(ValueError, match=r"drop-down|option"):
        new_sheet().choices(1, (1, 2), options)


def test_protection_without_a_password():
    made = new_sheet()
    made.row([Cell("khóa"), Cell("mở", OPEN)])
    made.lock()
    found = active(made)
    assert found.protection.sheet
    assert found.protection.password is None
    assert (found["A1"].protection.locked, found["B1"].protection.locked) == (True, False)
    assert not found.protection.formatColumns


def test_how_a_sheet_prints():
    found = active(new_sheet(paper=Paper(repeat_rows=(6, 8), footer="Quý III & IV"), freeze="C9"))
    assert (found.page_setup.orientation, found.page_setup.paperSize) == ("landscape", 9)
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert (found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (1, 0)
    assert found.print_title_rows == "$6:$8"
    assert found.freeze_panes == "C9"
    assert round(found.page_margins.top * 2.54, 2) == 2
    upright = active(new_sheet(paper=Paper(is_landscape=False, pages_high=1)))
    assert (upright.page_setup.orientation, upright.page_setup.fitToHeight) == ("portrait", 1)


def foot(words: str) -> str:
    """The foot of a sheet as the file has it."""
    made = new_sheet(paper=Paper(footer=words))
    tree = ElementTree.fromstring(unpacked(made.book.save())["xl/worksheets/sheet1.xml"])
    return next(one.text or "" for one in tree.iter() if one.tag.endswith("oddFooter"))


def test_the_foot_has_words_and_page_numbers():
    look = '&9&"Times New Roman,Italic"'
    assert foot("2026 R&D\n\x00số") == f"&L{look}2026 R&&D số&R{look}&P/&N"


@pytest.mark.parametrize("words", ["chữ " * 100, "&" * 300, "a" + "&" * 300])
def test_a_foot_is_not_longer_than_excel_takes(words):
    made = foot(words)
    assert len(made) <= 255
    assert made.replace("&&", "").count("&") == 8
    assert "…&R" in made


def test_areas():
    assert area((1, 1), (3, 28)) == "A1:AB3"


def test_every_part_is_well_formed_and_our_reader_takes_it():
    book = new_book()
    for name in ("Một", "Hai & <ba>"):
        made = book.sheet(name, widths=[9], paper=Paper(repeat_rows=(1, 1)), freeze="A2")
        made.row([Cell("]]> & <x> \" '")])
        chart = BarChart()
        chart.add_data(Reference(made.raw, min_col=1, min_row=1, max_row=3))
        made.chart(chart, "C3")
        made.lock()
    content = book.save()
    for name, part in unpacked(content).items():
        assert ElementTree.fromstring(part) is not None, name
    assert [one.name for one in read_workbook(content)] == ["Một", "Hai & <ba>"]
    assert read_workbook(content)[1].rows[1][1].text == "]]> & <x> \" '"
