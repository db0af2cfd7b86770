"""LibreOffice opens what we write as we meant it, and we read what it saves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tracker.common.sheets.looks import Look, Paper
from tracker.common.sheets.reader import CellIn, read_workbook
from tracker.common.sheets.writer import Book, Cell

pytestmark = pytest.mark.office

PERCENT, MIXED, TYPED = (
    Look(number_format="0.00%"),
    Look(number_format='0.00" %"'),
    Look(number_format="@", is_locked=False),
)
TEXTS = ("=1+1", "+1", "-1", "@x", "_x0041_", "38,51", "Đô thị\nloại II", "😀", "  giữa  ")


def book() -> bytes:
    """One sheet of everything, a hidden row and column, and one with nothing."""
    made = Book(title="Biểu tổng hợp", author="Văn phòng Tỉnh ủy")
    paper = Paper(repeat_rows=(2, 2), footer="Văn phòng & Tỉnh ủy")
    first = made.sheet("Số liệu", widths=[8, 30, 12], paper=paper, freeze="C3", hidden={1})
    first.row([Cell("mã"), Cell("tên"), Cell("giá trị")], is_hidden=True)
    first.row([None, Cell("Chỉ tiêu"), Cell("TH Quý III/2026")])
    for text in TEXTS:
        first.row([None, Cell(text, TYPED)])
    first.row([None, Cell(Decimal("0.3851"), PERCENT), Cell(Decimal("38.51"), MIXED)])
    first.row([None, Cell(date(2026, 4, 3)), Cell(Decimal("9.95")), Cell(1_677_934)])
    first.choices(3, (3, 20), ["có", "chưa"])
    first.lock()
    made.sheet("Trống", widths=[])
    return made.save()


def content_of(file: bytes) -> dict[str, CellIn]:
    first = read_workbook(file)[0]
    return {cell.address: cell for row in first.rows.values() for cell in row.values()}


@pytest.mark.parametrize("way", [("xlsx",), ("ods", "xlsx"), ("fods", "xlsx")])
def test_what_libreoffice_saves_is_what_we_wrote(libreoffice, way):
    file, source = book(), "xlsx"
    for target in way:
        file, source = libreoffice(file, source, target), target
    assert [one.name for one in read_workbook(file)] == ["Số liệu", "Trống"]
    assert content_of(file) == content_of(book())
    kept = load_workbook(BytesIO(file)).active
    assert kept.row_dimensions[1].hidden
    assert kept.column_dimensions["A"].hidden
    assert kept.protection.sheet


def test_libreoffice_shows_text_as_text_and_numbers_as_they_are(libreoffice):
    lines = libreoffice(
        book(), "xlsx", "csv:Text - txt - csv (StarCalc):59,34,76,1,,1066,false,true"
    )
    shown = lines.decode()
    for text in ("=1+1", "_x0041_", "38,51", "38.51%", "38.51 %", "03/04/2026", "9.95"):
        assert text in shown


def test_the_printed_page_has_its_foot(libreoffice):
    (page,) = PdfReader(BytesIO(libreoffice(book(), "xlsx", "pdf"))).pages
    text = page.extract_text()
    assert page.mediabox.width > page.mediabox.height
    assert "Văn phòng & T" in text  # letters with two marks are set one by one
    assert "1/1" in text
    assert "III/2026" in text
    assert "mã" not in text


OPEN_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body>
<office:spreadsheet><table:table table:name="Số liệu"><table:table-row>
<table:table-cell office:value-type="float" office:value="38.51"/>
<table:table-cell table:formula="of:=[.A1]*2"/>
<table:table-cell office:value-type="boolean" office:boolean-value="true"/>
<table:table-cell office:value-type="string"><text:p>một</text:p><text:p>hai</text:p>
</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>
</office:document>
"""


def test_what_libreoffice_makes_of_its_own_kinds_of_cells(libreoffice):
    found = content_of(libreoffice(OPEN_DOCUMENT.encode(), "fods", "xlsx"))
    assert found["A1"] == CellIn("A1", "38.51", Decimal("38.51"))
    assert found["B1"] == CellIn("B1", is_formula=True)
    assert found["C1"].text == "1"
    assert found["D1"].text == "một\nhai"
