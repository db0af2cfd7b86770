"""What a file is, by its content; and every kind of file that is none of ours."""

from __future__ import annotations

import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.file_names import MAX_LENGTH, safe_name
from tests.reports.samples import (
    HONEST,
    MACROS,
    MAIN,
    content_types,
    jpeg,
    odf,
    ole,
    ooxml,
    packed,
    pdf,
    png,
    webp,
)
from tracker.common import file_kinds
from tracker.common.file_kinds import MAX_MEMBERS, FileKindError, kind_of
from tracker.common.file_kinds import FileKind as Kind

HTML = b"<!doctype html><script>alert(1)</script>"
PDF = kind_of(pdf())
DOCX = kind_of(HONEST["docx"])
DECLARED = "[Content_Types].xml"


@pytest.mark.parametrize("extension", HONEST)
def test_every_kind_that_is_taken(extension):
    assert kind_of(HONEST[extension]).extension == extension


@pytest.mark.parametrize("extension", HONEST)
def test_only_images_and_pdf_are_shown_by_a_browser(extension):
    is_shown = extension in ("pdf", "png", "jpg", "webp")
    assert kind_of(HONEST[extension]).is_shown_inline is is_shown


def lying_directory() -> bytes:
    """A zip whose directory promises one part of 300 MB."""
    bomb = bytearray(ooxml("docx", {"word/bomb.bin": "x"}))
    place = bomb.rfind(b"word/bomb.bin") - 46
    struct.pack_into("<I", bomb, place + 24, 300 * 1024 * 1024)
    return bytes(bomb)


def encrypted() -> bytes:
    locked = bytearray(ooxml("docx"))
    place = locked.find(b"PK\x01\x02")
    struct.pack_into("<H", locked, place + 8, 1)
    return bytes(locked)


def with_entities() -> bytes:
    doctype = '<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    text = content_types(MAIN["docx"][1]).replace("<Types", f"{doctype}<Types", 1)
    return packed({DECLARED: text})


def with_encoding(name: str) -> bytes:
    text = content_types(MAIN["docx"][1]).replace("UTF-8", name)
    return packed({DECLARED: text})


def long_directory(count: int, size: int, skipped: int = 0) -> bytes:
    """A zip whose short end says little and whose long end (ZIP64), before it, says much more."""
    content = ooxml("docx")
    end = content.rfind(b"PK\x05\x06")
    place = struct.unpack_from("<I", content, end + 16)[0]
    numbers = (44, 45, 45, 0, 0, count, count, size, place)
    long_end = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", *numbers)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    return content[:end] + long_end[skipped:] + locator + content[end:]


HOSTILE = {
    "empty": (b"", "empty"),
    "text": ("Báo cáo quý IV".encode(), "unknown"),
    "html": (HTML, "unknown"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "unknown"),
    "xml": (b'<?xml version="1.0"?><html/>', "unknown"),
    "exe": (b"MZ\x90\x00" + bytes(500), "unknown"),
    "elf": (b"\x7fELF" + bytes(500), "unknown"),
    "script": (b"#!/bin/sh\nrm -rf /", "unknown"),
    "gif": (b"GIF89a" + bytes(50), "unknown"),
    "html before a pdf": (HTML + pdf(), "unknown"),
    "html in a pdf's first line": (b"%PDF-1.4\n" + HTML, "damaged"),
    "pdf of no version": (b"%PDF-x" + pdf()[6:], "damaged"),
    "pdf cut short": (pdf() + bytes(5000), "damaged"),
    "png cut short": (png()[:-8], "damaged"),
    "png without a head": (png()[:8] + png()[33:], "damaged"),
    "jpeg cut short": (jpeg(end=b""), "damaged"),
    "jpeg of three bytes": (b"\xff\xd8\xff", "damaged"),
    "webp cut short": (webp()[:-1], "damaged"),
    "wave file": (b"RIFF\x04\0\0\0WAVEfmt ", "unknown"),
    "plain zip": (packed({"a.txt": "a"}), "unknown"),
    "java archive": (packed({"META-INF/MANIFEST.MF": "Main-Class: X"}), "unknown"),
    "exe before a zip": (b"MZ" + ooxml("docx"), "unknown"),
    "docx cut short": (ooxml("docx")[:-30], "damaged"),
    "docx by name of a part only": (packed({"word/document.xml": "<x/>"}), "unknown"),
    "docx and xlsx at once": (ooxml("docx", None, MAIN["xlsx"][1]), "unknown"),
    "docx with macros": (ooxml("docx", {"word/vbaProject.bin": b"x"}), "macros"),
    "docx with MACROS": (ooxml("docx", {"WORD/VBAPROJECT.BIN": b"x"}), "macros"),
    "docm": (packed({DECLARED: content_types(MACROS)}), "macros"),
    "docx locked": (encrypted(), "encrypted"),
    "docx with entities": (with_entities(), "damaged"),
    "docx of no encoding": (with_encoding("klingon"), "damaged"),
    "docx of an encoding for bytes": (with_encoding("zlib"), "damaged"),
    "docx of an encoding of several bytes": (with_encoding("big5"), "damaged"),
    "xlsx with macros of 1992": (
        ooxml("xlsx", None, "application/vnd.ms-excel.macrosheet+xml"),
        "macros",
    ),
    "directory of the long form": (long_directory(1, 400_000_000), "packed"),
    "too many parts in the long form": (long_directory(MAX_MEMBERS + 1, 0), "packed"),
    "long form cut short": (long_directory(1, 0, skipped=20), "damaged"),
    "docx of no xml": (packed({DECLARED: "no xml"}), "damaged"),
    "docx in lzma": (packed({DECLARED: "x"}, compress_type=zipfile.ZIP_LZMA), "unknown"),
    "bomb in the directory": (lying_directory(), "packed"),
    "bomb in the declaration": (packed({DECLARED: b" " * 2_000_000}), "packed"),
    "too many parts": (packed({f"{n}": "" for n in range(MAX_MEMBERS + 1)}), "packed"),
    "presentation of OpenDocument": (odf("odp"), "unknown"),
    "odt with macros": (odf("odt", {"Basic/Standard/x.xml": "<x/>"}), "macros"),
    "doc with macros": (ole("WordDocument", "Macros"), "macros"),
    "xls with macros": (ole("Workbook", "_VBA_PROJECT_CUR"), "macros"),
    "ppt": (ole("PowerPoint Document"), "unknown"),
    "installer": (ole("Property"), "unknown"),
    "docx with a password": (ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
    "doc cut short": (ole("WordDocument")[:1200], "damaged"),
    "head of a doc": (ole("WordDocument")[:40], "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_refused_and_why(name):
    content, refusal = HOSTILE[name]
    with pytest.raises(FileKindError) as caught:
        kind_of(content)
    assert caught.value.refusal == refusal


def test_two_parts_of_one_name_are_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = _twice()
    with pytest.raises(FileKindError):
        kind_of(twice)


def _twice() -> bytes:
    from io import BytesIO

    target = BytesIO(ooxml("docx"))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/document.xml", "<other/>")
    return target.getvalue()


def test_a_table_that_goes_round_is_refused():
    circle = bytearray(ole("WordDocument"))
    struct.pack_into("<I", circle, 512 + 4, 1)
    with pytest.raises(FileKindError):
        kind_of(bytes(circle))


def test_what_a_real_file_may_have_behind_its_end():
    assert kind_of(png(after=bytes(2000))).extension == "png"
    assert kind_of(jpeg(end=b"\xff\xd9" + bytes(2000))).extension == "jpg"
    assert kind_of(pdf() + b"\r\n\r\n").extension == "pdf"


def test_a_directory_that_is_too_long_is_not_even_read(monkeypatch):
    members = HOSTILE["too many parts"][0]
    monkeypatch.setattr(file_kinds, "ZipFile", None)
    with pytest.raises(FileKindError):
        kind_of(members)


@settings(deadline=None)
@given(st.sampled_from(sorted(HONEST)), st.data())
def test_no_damaged_file_is_anything_but_refused_or_known(extension, data):
    """Bytes changed and cut off anywhere: an answer or a FileKindError, never another error."""
    content = bytearray(HONEST[extension])
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    try:
        kind = kind_of(bytes(content[: data.draw(st.integers(0, len(content)))]))
    except FileKindError:
        return
    assert isinstance(kind, Kind)


NAMES = {
    "bao-cao.pdf": "bao-cao.pdf",
    "Báo cáo quý IV.PDF": "Báo cáo quý IV.pdf",
    "Ba\u0301o ca\u0301o.pdf": "Báo cáo.pdf",
    "../../etc/passwd": "passwd.pdf",
    "..\\..\\windows\\system32\\a.pdf": "a.pdf",
    "C:\\temp\\a.pdf": "a.pdf",
    "/": "minh-chung.pdf",
    "..": "minh-chung.pdf",
    "": "minh-chung.pdf",
    ".htaccess": "htaccess.pdf",
    "a.pdf.exe": "a.pdf",
    "a.exe.pdf": "a.pdf",
    "a.html": "a.pdf",
    "a.php.jpg": "a.pdf",
    "Báo cáo 31.12.2026.docx": "Báo cáo 31.12.2026.pdf",
    "Báo cáo v1.2": "Báo cáo v1.2.pdf",
    "a\x00.pdf": "a.pdf",
    "a\r\nSet-Cookie: x.pdf": "a Set-Cookie_ x.pdf",
    "gpj.\u202efdp.exe": "gpj.fdp.pdf",
    "a<b>|c?.pdf": "a_b__c_.pdf",
    "CON.pdf": "_CON.pdf",
    "  a  .pdf  ": "a.pdf",
    "a.pdf.": "a.pdf",
    "\ud800a.pdf": "a.pdf",
}


@pytest.mark.parametrize("given_name", NAMES)
def test_names_are_made_safe(given_name):
    assert safe_name(given_name, PDF) == NAMES[given_name]


@settings(deadline=None)
@given(st.text(max_size=400), st.sampled_from([PDF, DOCX]))
def test_any_name_becomes_safe_and_stays_so(text, kind):
    name = safe_name(text, kind)
    assert name.endswith(f".{kind.extension}")
    assert len(name) <= MAX_LENGTH
    assert not set(name) & set('/\\<>:"|?*\x00\r\n')
    assert not name.startswith(".")
    assert safe_name(name, kind) == name
    name.encode()
