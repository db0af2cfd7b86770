"""Files made to harm: a sentence or nothing, never another exception, and nothing is fetched."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest

from tests.reports.samples import HONEST, ole
from tests.tracker.common.sheets.workbooks import (
    CONTENT_TYPES,
    DAMAGED,
    DOCUMENT,
    MAIN,
    cells,
    far_away,
    links,
    of_rows,
    packed,
    parts,
    sentence,
    sheet,
    styles,
    texts,
    workbook,
)
from tracker.common.file_kinds import MAX_MEMBERS
from tracker.common.sheets.limits import MAX_BYTES, MAX_UNPACKED
from tracker.common.sheets.reader import SheetError, read_workbook

VALUE = '<row r="1"><c r="A1"><v>1</v></c></row>'
DECLARATIONS = "The file holds declarations that no spreadsheet writes."
MACROS = "The file holds macros. Save it as .xlsx without them."
NOT_XLSX = "This is no Excel workbook (.xlsx)."
SAVE_ANEW = "Save the file as an Excel workbook (.xlsx) and bring that."
PACKED = "The file would unpack to far more than a workbook holds."
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x SYSTEM "http://x.invalid/a.dtd">'


def typed(content_type: str) -> dict[str, bytes | str]:
    """A workbook that declares a further type of part."""
    more = f'<Override PartName="/xl/more.bin" ContentType="{content_type}"/></Types>'
    return parts() | {"[Content_Types].xml": CONTENT_TYPES.replace("</Types>", more)}


NOT_TAKEN = {
    "nothing": (b"", "The file is empty."),
    "text": ("Chỉ tiêu;38,51".encode(), NOT_XLSX),
    "web page": (b"<html><table><tr><td>1</td></tr></table></html>", NOT_XLSX),
    "pdf by another name": (HONEST["pdf"], NOT_XLSX),
    "picture by another name": (HONEST["png"], NOT_XLSX),
    "letter by another name": (HONEST["docx"], NOT_XLSX),
    "xls": (HONEST["xls"], SAVE_ANEW),
    "ods": (HONEST["ods"], SAVE_ANEW),
    "password": (
        ole("EncryptionInfo", "EncryptedPackage"),
        "The file is locked with a password. Save it without one.",
    ),
    "too large": (b"PK\x03\x04" + bytes(MAX_BYTES), "The file is larger than 20 MB."),
    "xlsm": (
        packed(
            parts()
            | {"[Content_Types].xml": CONTENT_TYPES.replace(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )}
        ),
        MACROS,
    ),
    "macros": (packed(parts() | {"xl/vbaProject.bin": b"x"}), MACROS),
    "macros of 1992": (packed(typed("application/vnd.ms-excel.macrosheet+xml")), MACROS),
    "xlsb": (
        packed(
            {"[Content_Types].xml": CONTENT_TYPES.replace(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                "application/vnd.ms-excel.sheet.binary.main",
            )}
        ),
        NOT_XLSX,
    ),
    "too many parts": (packed(parts() | {f"{n}": "" for n in range(MAX_MEMBERS)}), PACKED),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_what_is_no_workbook(name):
    content, expected = NOT_TAKEN[name]
    assert sentence(content) == expected


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE, PARAMETER, "<!DOCTYPE x>"])
@pytest.mark.parametrize("name", [*parts(), "docProps/core.xml", "xl/theme.odd", "xl/a.bin"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_part_declares_entities_whatever_its_name_and_encoding(name, doctype, encoding):
    made = parts()
    xml = str(made.get(name, "<?xml version='1.0' encoding='UTF-8'?><x/>"))
    first = xml.index("?>") + 2
    hostile = xml[:first].replace("UTF-8", encoding) + " " + doctype + xml[first:]
    content = packed(made | {name: hostile.encode(encoding)})
    expected = DAMAGED if name == "[Content_Types].xml" else DECLARATIONS
    assert sentence(content) == expected


def test_a_declaration_behind_a_long_comment():
    xml = f"<!--{'x' * 500_000}-->{BOMB}<x/>"
    assert sentence(packed(parts() | {"docProps/core.xml": xml})) == DAMAGED


def test_an_entity_that_nobody_declared():
    assert sentence(of_rows('<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>')) == DAMAGED


def test_links_to_other_files_are_never_opened():
    dde = (
        f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc">'
        "</ddeLink></externalLink>"
    )
    made = parts() | {
        "xl/externalLinks/externalLink1.xml": dde,
        "xl/connections.xml": f'<connections xmlns="{MAIN}"/>',
        "xl/workbook.xml": workbook(
            "Số liệu",
            more='<externalReferences><externalReference r:id="rId4"/></externalReferences>',
        ),
    }
    assert cells(packed(made))["A1"].text == "1"


@pytest.mark.parametrize(
    "after",
    [
        "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 50_000 + "</mergeCells>",
        '<conditionalFormatting sqref="A1:XFD1048576"/>' * 50_000,
        '<dataValidations><dataValidation sqref="A1 B2"/></dataValidations>' * 20_000,
        '<hyperlinks><hyperlink ref="A1" location="x"/></hyperlinks>' * 20_000,
        '<cols><col min="1" max="16384" width="9"/></cols>' * 20_000,
        '<legacyDrawing xmlns:r="urn:r" r:id="none"/><drawing/><oleObjects/>',
    ],
)
def test_what_is_not_read_costs_nothing(after):
    assert set(cells(of_rows("", sheet1=sheet(VALUE, after=after)))) == {"A1"}


def test_thousands_of_names_and_styles():
    names = '<definedName name="n">#REF!</definedName>' * 100_000
    book = workbook("Số liệu", more=f"<definedNames>{names}</definedNames>")
    made = styles(*["0.0"] * 60_000)
    assert set(cells(of_rows(VALUE, workbook=book, styles=made))) == {"A1"}


@pytest.mark.parametrize(
    "xml",
    [
        sheet("<a>" * 1_000),
        sheet("".join(f"<a{n}/>" for n in range(10_000))),
        sheet("".join(f'<a b{n}=""/>' for n in range(10_000))),
        sheet("".join(f'<a xmlns:n{n}="u"/>' for n in range(10_000))),
        sheet(f'<row r="1" spans="{"1" * 1_000_000}"/>'),
        sheet(f"<!--{'x' * 1_000_000}-->"),
        sheet(f"<?x {'x' * 1_000_000}?>"),
        "",
        "<worksheet",
        sheet("") + "<more/>",
        '<worksheet xmlns:x="u"><x:a y:b=""/></worksheet>',
        sheet("").replace("UTF-8", "klingon"),
    ],
    ids=lambda xml: xml[-30:],
)
def test_xml_that_nobody_writes(xml):
    assert sentence(of_rows("", sheet1=xml)) == DAMAGED


def test_a_format_that_takes_for_ever_to_understand():
    code = "[" * 200_000
    assert cells(of_rows(VALUE, styles=styles(code)))["A1"].text == "1"


def test_a_file_cut_short_anywhere():
    whole = of_rows(VALUE)
    for tenth in range(1, 10):
        assert sentence(whole[: len(whole) * tenth // 10]) == DAMAGED


def test_every_byte_of_the_directory_may_lie():
    whole = of_rows(VALUE)
    for place in range(whole.rfind(b"PK\x05\x06"), len(whole)):
        for value in (0, 1, 0x7F, 0xFF):
            content = whole[:place] + bytes([value]) + whole[place + 1 :]
            try:
                read_workbook(content)
            except SheetError as error:
                assert error.sentence


def lying(offset: int, value: int, content: bytes) -> bytes:
    """The file with another number at that offset of the directory's entry of the sheet."""
    place = content.rfind(b"xl/worksheets/sheet1.xml") - 46
    changed = bytearray(content)
    struct.pack_into("<I", changed, place + offset, value)
    return bytes(changed)


@pytest.mark.parametrize(
    ("offset", "value"),
    [(16, 1), (20, 1), (24, 10), (42, 0), (42, 2**31), (8, 1)],
)
def test_a_directory_that_lies_about_a_part(offset, value):
    assert sentence(lying(offset, value, of_rows(VALUE)))


@pytest.mark.parametrize(("offset", "value"), [(20, 2**31), (24, 2**20)])
def test_a_part_that_says_it_is_larger_than_it_is(offset, value):
    assert cells(lying(offset, value, of_rows(VALUE)))["A1"].text == "1"


def test_a_part_that_says_it_is_larger_than_everything():
    assert sentence(lying(24, MAX_UNPACKED, of_rows(VALUE))) == PACKED


def test_data_that_was_changed_after_it_was_packed():
    whole = bytearray(of_rows(VALUE))
    place = whole.find(b"xl/worksheets/sheet1.xml") + 40
    whole[place : place + 20] = bytes(20)
    assert sentence(bytes(whole)) == DAMAGED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_packed_as_no_spreadsheet_packs_them(method):
    stream = BytesIO(of_rows(VALUE))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/more.xml", "<x/>", compress_type=method)
    assert sentence(stream.getvalue()) == DAMAGED


def test_two_parts_of_one_name():
    made = {**parts(), "XL/Worksheets/Sheet1.xml": sheet("")}
    assert sentence(packed(made)) == DAMAGED


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "C:\\x.xml", "a\x01b"])
def test_names_that_point_elsewhere_are_only_names(name):
    assert cells(packed(parts() | {name: "<x/>"}))["A1"].text == "1"


def test_one_part_read_under_forty_names():
    made = parts()
    made["xl/worksheets/sheet1.xml"] = sheet("<row/>" * 100_000)
    made["xl/workbook.xml"] = workbook(*[str(number) for number in range(40)])
    made["xl/_rels/workbook.xml.rels"] = links(*[("worksheet", "worksheets/sheet1.xml")] * 40)
    assert sentence(packed(made)).startswith("The workbook holds more than can be read")


def test_more_texts_than_cells():
    shared = texts(*["<t>x</t>"] * 200_001)
    assert sentence(of_rows(VALUE, sharedStrings=shared)).startswith("The workbook holds more")


def test_a_sheet_of_a_kind_that_nobody_knows_is_left_out():
    made = parts()
    made["xl/workbook.xml"] = workbook("Số liệu", "Hộp thoại")
    made["xl/_rels/workbook.xml.rels"] = links(
        ("worksheet", "worksheets/sheet1.xml"), ("dialogsheet", "none.xml")
    )
    assert [one.name for one in read_workbook(packed(made))] == ["Số liệu"]
    assert DOCUMENT in str(made["xl/_rels/workbook.xml.rels"])


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("offset", [2**32, 2**63 - 1, 2**63, 2**64 - 1])
def test_a_part_that_begins_beyond_every_file_is_damage(offset, last):
    assert sentence(far_away(packed(parts()), offset, last=last)) == DAMAGED
