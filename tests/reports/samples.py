"""Small files of every kind, honest and hostile, made here byte by byte."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

OOXML = "application/vnd.openxmlformats-officedocument"
MAIN = {
    "docx": ("word/document.xml", f"{OOXML}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OOXML}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OOXML}.presentationml.presentation.main+xml"),
}
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def pdf(text: str = "Minh chứng") -> bytes:
    return f"%PDF-1.7\n%{text}\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n".encode()


def png(after: bytes = b"") -> bytes:
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))]
    chunks += [(b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body + after


def jpeg(end: bytes = b"\xff\xd9") -> bytes:
    """With a thumbnail of its own in APP1, as telephones make them."""
    thumbnail = b"\xff\xd8\xff\xd9"
    app1 = b"\xff\xe1" + struct.pack(">H", 2 + len(thumbnail)) + thumbnail
    return b"\xff\xd8" + app1 + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\x34" + end


def webp() -> bytes:
    body = b"WEBP" + b"VP8L" + struct.pack("<I", 4) + b"\x2f\0\0\0"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def packed(members: dict[str, bytes | str], **stored: Any) -> bytes:
    """A zip with these members, in this order."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, **stored)
    return target.getvalue()


def content_types(*types: str) -> str:
    rows = "".join(f'<Override PartName="/p{n}" ContentType="{t}"/>' for n, t in enumerate(types))
    name = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{name}">{rows}</Types>'


def ooxml(kind: str, more: dict[str, bytes | str] | None = None, *types: str) -> bytes:
    part, declared = MAIN[kind]
    own = {"[Content_Types].xml": content_types(declared, *types), part: "<x/>"}
    return packed({**own, **(more or {})})


def odf(kind: str, more: dict[str, bytes | str] | None = None) -> bytes:
    declared = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}[kind]
    mimetype = f"application/vnd.oasis.opendocument.{declared}"
    return packed({"mimetype": mimetype, "content.xml": "<x/>", **(more or {})})


def ole(*names: str) -> bytes:
    """A compound file: header, one sector of the allocation table, one directory sector or more."""
    entries = [("Root Entry", 5), *((name, 2) for name in names)]
    entries += [("", 0)] * (-len(entries) % 4)
    directory = b"".join(_ole_entry(name, kind) for name, kind in entries)
    count = len(directory) // 512
    following = [0xFFFFFFFD, *range(2, count + 1), 0xFFFFFFFE]
    table = struct.pack("<128I", *following, *[0xFFFFFFFF] * (128 - len(following)))
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<HHHH", header, 0x18, 0x3E, 3, 0xFFFE, 9)
    struct.pack_into("<II", header, 0x2C, 1, 1)
    struct.pack_into("<II", header, 0x44, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 0x4C, 0, *[0xFFFFFFFF] * 108)
    return bytes(header) + table + directory


def _ole_entry(name: str, kind: int) -> bytes:
    text = name.encode("utf-16-le")
    size = len(text) + 2 if name else 0
    return text.ljust(64, b"\0") + struct.pack("<HB", size, kind) + bytes(61)


HONEST = {
    "pdf": pdf(),
    "png": png(),
    "jpg": jpeg(),
    "webp": webp(),
    "docx": ooxml("docx"),
    "xlsx": ooxml("xlsx"),
    "pptx": ooxml("pptx"),
    "odt": odf("odt"),
    "ods": odf("ods"),
    "doc": ole("WordDocument", "1Table"),
    "xls": ole("Workbook"),
}
