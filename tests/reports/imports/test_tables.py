"""Tables from CSV and workbooks: columns by name, every cell with its place."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from reports.imports.accounts import ACCOUNTS
from reports.imports.figure_rows import FIGURES
from reports.imports.roadmap_rows import ROADMAPS
from reports.imports.rows import MESSAGE, FileUnreadableError
from reports.imports.tables import read_table
from reports.setup.targets_table import TARGETS
from reports.setup.units_table import UNITS

HEADER = ("Mã chỉ tiêu", "Đơn vị", "Kỳ", "Giá trị")


def workbook(*rows, before=(), name="Sheet", more=()):
    """A workbook with the rows below HEADER; formats by (value, format) pairs."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in (*before, HEADER, *rows):
        sheet.append([one[0] if isinstance(one, tuple) else one for one in row])
        for place, one in enumerate(row, start=1):
            if isinstance(one, tuple):
                sheet.cell(sheet.max_row, place).number_format = one[1]
    for title, lines in more:
        other = book.create_sheet(title)
        for line in lines:
            other.append(line)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows_of(*rows, **options):
    return read_table(workbook(*rows, **options), FIGURES)


def test_the_header_is_found_below_titles_on_any_sheet():
    rows = rows_of(
        ("urban", "42", "2024", "38,51"),
        before=[("Số liệu kỳ trước",), (), ("Tỉnh Hà Tĩnh",)],
        more=[("Ghi chú", [("Chỉ để đọc",)]), ("Thêm", [HEADER, ("towns", "42", "2025", "2")])],
    )
    assert [(row["indicator"], row.place("value")) for row in rows] == [
        ("urban", "Sheet!D5"),
        ("towns", "Thêm!D2"),
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (38.51, "38,51"),
        (1.234, "1,234"),
        (2024, "2024"),
        ((0.3851, "0.00%"), "38,51%"),
        ("38.51", "38.51"),
        (" 4,7–5,1 ", "4,7–5,1"),
        (True, "TRUE"),
        (datetime(2025, 1, 31, 8), "31/01/2025"),  # noqa: DTZ001 - a cell has no zone
    ],
)
def test_what_a_cell_says(cell, text):
    (row,) = rows_of(("urban", "42", "2024", cell))
    assert row["value"] == text


def test_a_day_formula_or_error_is_known_by_its_column():
    (day,) = rows_of(("urban", "42", date(2024, 1, 1), 1))
    assert day.days == {"period"}
    (formula,) = rows_of(("urban", "42", "2024", "=1+1"))
    assert set(formula.faults) == {"value"}
    assert formula["value"] == ""


@pytest.mark.parametrize("cell", [True, (0.3851, '0.0%;"âm" 0.0'), "#DIV/0!"])
def test_a_cell_of_which_nothing_can_be_taken(cell):
    (row,) = rows_of(("urban", "42", "2024", cell))
    assert set(row.faults) == {"value"}


def test_content_under_no_heading_is_told():
    (row,) = rows_of(("urban", "42", "2024", "1", None, "xem ghi chú"))
    assert "F2" in row.faults[""]


def test_csv_rows_are_known_by_their_line():
    (row,) = read_table("chỉ tiêu;kỳ;giá trị\n\nurban;2024;38,51".encode(), FIGURES)
    assert (row.line, row["value"], row.place("value")) == (3, "38,51", row.place())
    assert "3" in row.place()


@pytest.mark.parametrize("layout", [FIGURES, ROADMAPS, ACCOUNTS, UNITS, TARGETS])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_headings_that_messages_name_are_known_in_both_languages(layout, language):
    with override(language):
        named = [layout.label(column) for column in layout.columns]
        assert [layout.column(one) for one in named] == list(layout.columns)
        assert layout.known.startswith(named[0]) or layout is TARGETS
        assert layout.column(layout.label(MESSAGE)) == MESSAGE
    assert not set(named) & set(layout.columns)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 no zip",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        workbook(),
        workbook(("urban", "42", "2024", "1"), before=[(*HEADER, "Lạ")]),
        workbook(("urban", "42", "2024", "1"), before=[(*HEADER, "value")]),
        workbook(("x",), before=[("Mã chỉ tiêu", "Giá trị")] * 41),
    ],
    ids=["damaged", "old Excel", "no rows", "unknown heading", "heading twice", "too far down"],
)
def test_what_is_no_such_table_is_a_sentence(content):
    with pytest.raises(FileUnreadableError) as caught:
        read_table(content, FIGURES)
    assert len(str(caught.value)) > 20


def test_more_rows_than_wanted():
    content = workbook(*[("urban", "42", "2024", "1")] * 3)
    assert len(read_table(content, FIGURES, most=3)) == 3
    with pytest.raises(FileUnreadableError, match="2"):
        read_table(content, FIGURES, most=2)
