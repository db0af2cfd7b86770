"""Workbooks made part by part, honest and otherwise; nothing here uses the writer."""

from __future__ import annotations

from io import BytesIO
from struct import pack, unpack_from
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.utils.translation import override

from tracker.common.sheets.reader import CellIn, SheetError, read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
Parts = dict[str, bytes | str]

CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{WORKBOOK_TYPE}"/></Types>'
)


def links(*targets: tuple[str, str], more: str = "") -> str:
    """A part of relationships rId1, rId2, … of (kind, target)."""
    rows = "".join(
        f'<Relationship Id="rId{place}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{LINKS}">{rows}{more}</Relationships>'


def workbook(*names: str, more: str = "") -> str:
    """The list of sheets; the first has the relationship rId1."""
    rows = "".join(
        f'<sheet name="{name}" sheetId="{place}" r:id="rId{place}"/>'
        for place, name in enumerate(names, start=1)
    )
    spaces = f'xmlns="{MAIN}" xmlns:r="{DOCUMENT}"'
    return f"{HEAD}<workbook {spaces}>{more}<sheets>{rows}</sheets></workbook>"


def sheet(rows: str, *, after: str = "", space: str = MAIN) -> str:
    """A sheet with these rows, as XML."""
    return f'{HEAD}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def texts(*items: str) -> str:
    """Shared texts; each item is what stands within `<si>`."""
    rows = "".join(f"<si>{item}</si>" for item in items)
    return f'{HEAD}<sst xmlns="{MAIN}">{rows}</sst>'


def styles(*formats: str) -> str:
    """A style for each format, after the plain one."""
    codes = "".join(
        f'<numFmt numFmtId="{place}" formatCode="{code}"/>'
        for place, code in enumerate(formats, start=164)
    )
    uses = "".join(f'<xf numFmtId="{164 + place}"/>' for place in range(len(formats)))
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{uses}</cellXfs></styleSheet>'
    )


def parts(rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>') -> Parts:
    """The least workbook that has shared texts and formats."""
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook("Số liệu"),
        "xl/_rels/workbook.xml.rels": links(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet(rows),
        "xl/sharedStrings.xml": texts("<t>một</t>", "<t>hai</t>"),
        "xl/styles.xml": styles("0.00%", "dd/mm/yyyy"),
    }


def packed(made: Parts) -> bytes:
    """The parts as one file."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return target.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """A file's parts."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def far_away(content: bytes, offset: int, *, last: bool = False) -> bytes:
    """The file after the long form of a zip says where its first (or last) part begins."""
    entry = content.rfind(b"PK\x01\x02") if last else content.find(b"PK\x01\x02")
    end = content.rfind(b"PK\x05\x06")
    if not 0 <= entry < end:
        return content
    name, extra = unpack_from("<HH", content, entry + 28)
    long = pack("<HHQ", 1, 8, offset)
    directory = unpack_from("<I", content, end + 12)[0] + len(long)
    changed = bytearray(content)
    changed[end + 12 : end + 16] = pack("<I", directory & 0xFFFFFFFF)
    changed[entry + 42 : entry + 46] = b"\xff" * 4
    changed[entry + 30 : entry + 32] = pack("<H", extra + len(long) & 0xFFFF)
    changed[entry + 46 + name : entry + 46 + name] = long
    return bytes(changed)


def of_rows(rows: str, **changed: bytes | str) -> bytes:
    """A file with these rows; `changed` names parts by the stem of their file name."""
    made = parts(rows)
    for name in made:
        stem = name.rpartition("/")[2].removesuffix(".xml")
        made[name] = changed.get(stem, made[name])
    return packed(made)


def cells(content: bytes) -> dict[str, CellIn]:
    """Every cell of the first sheet, by its address."""
    first = read_workbook(content)[0]
    return {cell.address: cell for row in first.rows.values() for cell in row.values()}


def one(cell: str, **changed: bytes | str) -> CellIn:
    """The cell A1 with this XML."""
    return cells(of_rows(f'<row r="1">{cell}</row>', **changed))["A1"]


def sentence(content: bytes) -> str:
    """What the reader says, in English, of a file that it does not take."""
    with override("en"), pytest.raises(SheetError) as caught:
        read_workbook(content)
    return caught.value.sentence


DAMAGED = "The file is damaged. Open it, save it anew as .xlsx and try again."
