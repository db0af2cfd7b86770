"""What each kind of cell is taken for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.tracker.common.sheets.workbooks import (
    DAMAGED,
    cells,
    of_rows,
    one,
    sentence,
    styles,
    texts,
)
from tracker.common.sheets.reader import CellIn

FORMATTED = '<c r="A1" s="1"><v>{}</v></c>'


@pytest.mark.parametrize(
    ("written", "text", "number"),
    [
        ("38.51", "38.51", "38.51"),
        ("38.510000000000005", "38.51", "38.51"),
        ("0.30000000000000004", "0.3", "0.3"),
        ("4.7", "4.7", "4.7"),
        ("1E+20", "100000000000000000000", "100000000000000000000"),
        ("1.5E-3", "0.0015", "0.0015"),
        ("1E-9", "0", "0"),
        ("0.0000005", "0.000001", "0.000001"),
        ("-0", "0", "0"),
        ("-0.0000000001", "0", "0"),
        ("-12", "-12", "-12"),
        ("  7 ", "7", "7"),
        ("1677934", "1677934", "1677934"),
        ("999999999999999", "999999999999999", "999999999999999"),
        ("5.0E-324", "0", "0"),
    ],
)
def test_numbers(written, text, number):
    assert one(f'<c r="A1"><v>{written}</v></c>') == CellIn("A1", text, Decimal(number))


@pytest.mark.parametrize("written", ["abc", "1,5", "1_000", "NaN", "inf", "١", "0x1", "1" * 900])
def test_what_a_number_never_is(written):
    content = of_rows(f'<row r="1"><c r="A1"><v>{written}</v></c></row>')
    assert sentence(content) == DAMAGED


def test_a_number_beyond_all_numbers_is_an_error():
    assert one('<c r="A1"><v>1E+999</v></c>') == CellIn("A1", "∞", is_error=True)


@pytest.mark.parametrize(
    ("code", "written", "text", "is_percent"),
    [
        ("0.00%", "0.3851", "38.51", True),
        ("0%", "0.38510000000000005", "38.51", True),
        ("0.0%;[Red]-0.0%", "-0.05", "-5", True),
        ("0.00&quot;%&quot;", "38.51", "38.51", False),
        ("0.00\\%", "38.51", "38.51", False),
        ("#,##0.00 &quot;m²/day&quot;", "38.51", "38.51", False),
        ("[Red]0.0", "38.51", "38.51", False),
        ("General", "38.51", "38.51", False),
        ("_-* #,##0\\ _₫_-", "38.51", "38.51", False),
        ("@", "38.51", "38.51", False),
        ("[=0]&quot;-&quot;;0.00%", "0.3851", "38.51", True),
        ("[=0]&quot;-&quot;??;0.00%", "0.3851", "38.51", True),
        ("_(* 0.0%_);_(* \\(0.0%\\);_(* &quot;-&quot;??_);_(@_)", "0.3851", "38.51", True),
        ("0.00%;-0.00%;0", "0.3851", "38.51", True),
        ("#,##0;-#,##0;&quot;0%&quot;", "38.51", "38.51", False),
        ("0.00;@", "38.51", "38.51", False),
        (";;;", "38.51", "38.51", False),
        ("&quot;đã xong&quot;", "38.51", "38.51", False),
    ],
)
def test_a_percentage_is_what_is_shown(code, written, text, is_percent):
    cell = one(FORMATTED.format(written), styles=styles(code))
    assert (cell.text, cell.number, cell.is_percent) == (text, Decimal(text), is_percent)


@pytest.mark.parametrize(
    "code",
    [
        "#,##0.00_);[Red]\\(0.0%\\)",
        "[&lt;1]0.00%;#,##0.00",
        "[&gt;=1]0.0;[=0]&quot;-&quot;;0.0%",
        "0.0%;General",
        "[&lt;2]0.00;dd/mm/yyyy",
    ],
)
@pytest.mark.parametrize("written", ["0.3851", "38.51", "-0.05"])
def test_a_format_that_shows_some_numbers_in_per_cent_tells_no_number(code, written):
    cell = one(FORMATTED.format(written), styles=styles(code))
    assert cell == CellIn("A1", written, is_ambiguous=True)


DAYS = [
    "dd/mm/yyyy",
    "d/m/yy",
    "[$-42A]dd\\ mmmm\\ yyyy;@",
    "mm/yyyy",
    "dd/mm/yyyy hh:mm",
    "[$-vi-VN,1042a]d",
    "[=0]&quot;&quot;;dd/mm/yyyy",
    "dd/mm/yyyy;&quot;sai&quot;",
]


@pytest.mark.parametrize("code", DAYS)
def test_days(code):
    cell = one(FORMATTED.format("46115.75"), styles=styles(code))
    assert cell == CellIn("A1", "03/04/2026", day=date(2026, 4, 3))


@pytest.mark.parametrize("number", [14, 15, 16, 17, 22])
def test_days_in_a_format_that_has_no_code(number):
    made = styles("0").replace('<xf numFmtId="164"/>', f'<xf numFmtId="{number}"/>')
    assert one(FORMATTED.format("46115"), styles=made).day == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("code", "written", "text"),
    [
        ("h:mm", "0.5", "12:00:00"),
        ("dd/mm/yyyy", "0.25", "06:00:00"),
        ("[h]:mm", "1.5", "36:00:00"),
        ("[mm]:ss", "-0.5", "-12:00:00"),
    ],
)
def test_a_time_is_text(code, written, text):
    assert one(FORMATTED.format(written), styles=styles(code)) == CellIn("A1", text)


@pytest.mark.parametrize("written", ["-1", "2958466", "1E+20", "60"])
def test_a_day_that_is_none_is_an_error(written):
    cell = one(FORMATTED.format(written), styles=styles("dd/mm/yyyy"))
    assert cell.is_error
    assert cell.day is None


@pytest.mark.parametrize(
    ("written", "day"),
    [("1", date(1900, 1, 1)), ("59", date(1900, 2, 28)), ("61", date(1900, 3, 1))],
)
def test_days_around_the_one_that_never_was(written, day):
    assert one(FORMATTED.format(written), styles=styles("dd/mm/yyyy")).day == day


def test_the_last_day():
    cell = one(FORMATTED.format("2958465"), styles=styles("dd/mm/yyyy"))
    assert cell.text == "31/12/9999"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1" t="s"><v>1</v></c>', CellIn("A1", "hai")),
        ('<c r="A1" t="str"><v> 38,51% </v></c>', CellIn("A1", "38,51%")),
        ('<c r="A1" t="inlineStr"><is><t>=1+1</t></is></c>', CellIn("A1", "=1+1")),
        ('<c r="A1" t="b"><v>1</v></c>', CellIn("A1", "TRUE", is_truth=True)),
        ('<c r="A1" t="b"><v>0</v></c>', CellIn("A1", "FALSE", is_truth=True)),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', CellIn("A1", "#DIV/0!", is_error=True)),
        ('<c r="A1" t="d"><v>2026-04-03T00:00:00</v></c>',
         CellIn("A1", "03/04/2026", day=date(2026, 4, 3))),
        ('<c r="A1" t="d"><v>T12:00</v></c>', CellIn("A1", "T12:00")),
        ('<c><v>7</v></c>', CellIn("A1", "7", Decimal(7))),
    ],
)  # fmt: skip
def test_other_kinds(cell, expected):
    assert one(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>1+1</f><v>2</v></c>',
        '<c r="A1"><f>1+1</f></c>',
        '<c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>',
        '<c r="A1"><f t="shared" ref="A1:A9" si="0">B1</f><v>2</v></c>',
        '<c r="A1"><f t="shared" si="0"/><v>2</v></c>',
        '<c r="A1" t="e"><f>cmd|\'/c calc\'!A0</f><v>#REF!</v></c>',
        '<c r="A1"><f t="dataTable" ref="A1:B2"/><v>2</v></c>',
    ],
)
def test_a_formula_has_no_value(cell):
    assert one(cell) == CellIn("A1", is_formula=True)


def test_the_values_that_an_array_formula_spills_are_computed_too():
    rows = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:B2">X1:Y2</f><v>1</v></c>'
        '<c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
        '<row r="2"><c r="B2"><v>4</v></c></row><row r="3"><c r="A3"><v>5</v></c></row>'
    )
    found = cells(of_rows(rows))
    assert {address for address, cell in found.items() if cell.is_formula} == {"A1", "B1", "B2"}


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "&#10;", "_x000D_", "\t \n"])
def test_blanks_are_no_cell(blank):
    rows = f'<row r="1"><c r="A1" t="str"><v>{blank}</v></c><c r="B1" t="s"><v>0</v></c></row>'
    assert cells(of_rows(rows, sharedStrings=texts(f"<t>{blank}</t>"))) == {}


RAISED = '<r><rPr><vertAlign val="superscript"/></rPr>'
STRUCK = "<r><rPr><strike/></rPr>"
LOWERED = '<r><rPr><vertAlign val="subscript"/></rPr>'


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<r><t>Vốn </t></r><r><rPr><b/></rPr><t>chậm</t></r>", "Vốn chậm"),
        (f"<r><t>38,51</t></r>{RAISED}<t>1</t></r>", "38,51¹"),
        (f"<r><t>m</t></r>{RAISED}<t>2</t></r><r><t>/2 người</t></r>", "m²/2 người"),
        (f"<r><t>CO</t></r>{LOWERED}<t>2</t></r>", "CO₂"),
        (f"{RAISED}<t>-10</t></r><r><t> 3</t></r>", "-¹⁰ 3"),
        ('<r><rPr><vertAlign val="baseline"/></rPr><t>12</t></r>', "12"),
        (f"{STRUCK}<t>4,1</t></r><r><t>4,7</t></r>", "4\u0336,\u03361\u03364,7"),
        (f"{STRUCK}<t>đo\u0302 thị</t></r>", "đ\u0336ô\u0336 t\u0336h\u0336ị\u0336"),
        ('<r><rPr><strike val="0"/></rPr><t>12</t></r>', "12"),
        (f'{STRUCK[:-6]}<vertAlign val="superscript"/></rPr><t>1</t></r>', "1\u0336"),
        ('<t>東</t><rPh sb="0" eb="1"><t>ひがし</t></rPh>', "東"),
        ("<t>một_x000D_\nhai</t>", "một\nhai"),
        ("<t>_x0041__x005F_x0042_</t>", "A_x0042_"),
        ("<t>a_x0000_b_xD800_c_xFFFE_d_x001B_</t>", "abcd"),
        ("<t>a&#13;&#10;b</t>", "a\nb"),
        ("<t>đo\u0302 thi\u0323</t>", "đô thị"),
        ("<t>&lt;b&gt; &amp;amp;</t>", "<b> &amp;"),
        ("<t>😀</t>", "😀"),
    ],
)
def test_texts(item, text):
    cell = '<c r="A1" t="s"><v>0</v></c>'
    assert one(cell, sharedStrings=texts(item)).text == text
    assert one(f'<c r="A1" t="inlineStr"><is>{item}</is></c>').text == text


def test_a_raised_run_ends_with_its_text():
    raised = f"{RAISED}<t>1</t></r>"
    made = texts(raised, "<t>2</t>")
    rows = (
        '<row r="1"><c r="A1" t="s"><v>1</v></c>'
        f'<c r="B1" t="inlineStr"><is>{raised}</is></c><c r="C1"><v>3</v></c></row>'
    )
    found = cells(of_rows(rows, sharedStrings=made))
    assert [found[one].text for one in ("A1", "B1", "C1")] == ["2", "¹", "3"]


def test_a_text_is_not_longer_than_a_cell_holds():
    cell = one(f'<c r="A1" t="str"><v>{"dài" * 40_000}</v></c>')
    assert len(cell.text) == 32_767


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="s"><v>2</v></c>',
        '<c r="A1" t="s"><v>-1</v></c>',
        '<c r="A1" t="s"><v>x</v></c>',
        '<c r="A1" t="b"><v>maybe</v></c>',
        '<c r="A1" t="z"><v>1</v></c>',
        '<c r="A1" s="99"><v>1</v></c>',
        '<c r="A1" s="x"><v>1</v></c>',
        '<c r="A1"><c r="B1"/></c>',
        '<c r="a-1"><v>1</v></c>',
        '<c r="A"><v>1</v></c>',
        '<c r="1"><v>1</v></c>',
        '<c r="A2"><v>1</v></c>',
        '<c r="XFE1"><v>1</v></c>',
        '<c r="ZZZZZZZZ1"><v>1</v></c>',
        '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>',
        '<c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>',
        '<c r="XFD1"/><c><v>1</v></c>',
        '<c r="A1"><f t="array" ref="nonsense">1</f></c>',
        '<c r="A1"><f t="array" ref="A1:A1048576">1</f></c>',
    ],
)
def test_where_there_is_no_telling_the_file_is_damaged(cell):
    assert sentence(of_rows(f'<row r="1">{cell}</row>')) == DAMAGED
