"""What a file really is, by its content and never by its name. Pure: bytes in, kind out.

Nothing is unpacked: of a zip only its directory is read, and the one small part that says what
the zip is. Office files of 1997–2003 are read as far as their table of contents.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from struct import unpack_from
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tracker.common.ole import OleError, ole_names

MAX_MEMBERS = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
_MAX_DIRECTORY = 1024 * 1024
_MAX_DECLARATION = 1024 * 1024
_PDF_TAIL = 2_048
_ZIP_TAIL = 65_535 + 22 + 76  # the longest comment, the end and its long form before it


class Refusal(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    DAMAGED = "damaged"
    MACROS = "macros"
    ENCRYPTED = "encrypted"
    PACKED = "packed"


class FileKindError(Exception):
    """The content is none of the kinds that are taken; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True)
class FileKind:
    """A kind of file: how its name ends, its content type, whether a browser may show it."""

    extension: str
    content_type: str
    is_shown_inline: bool = False


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
PDF = FileKind("pdf", "application/pdf", is_shown_inline=True)
PNG = FileKind("png", "image/png", is_shown_inline=True)
JPEG = FileKind("jpg", "image/jpeg", is_shown_inline=True)
WEBP = FileKind("webp", "image/webp", is_shown_inline=True)
DOCX = FileKind("docx", f"{_OOXML}.wordprocessingml.document")
XLSX = FileKind("xlsx", f"{_OOXML}.spreadsheetml.sheet")
PPTX = FileKind("pptx", f"{_OOXML}.presentationml.presentation")
ODT = FileKind("odt", f"{_ODF}.text")
ODS = FileKind("ods", f"{_ODF}.spreadsheet")
DOC = FileKind("doc", "application/msword")
XLS = FileKind("xls", "application/vnd.ms-excel")
KINDS = (PDF, PNG, JPEG, WEBP, DOCX, XLSX, PPTX, ODT, ODS, DOC, XLS)
BY_CONTENT_TYPE = {kind.content_type: kind for kind in KINDS}

_MAIN_PARTS = {f"{kind.content_type}.main+xml": kind for kind in (DOCX, XLSX, PPTX)}
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet")
_ODF_MACROS = ("basic/", "scripts/")


def kind_of(content: bytes) -> FileKind:
    """The kind of a whole file; FileKindError for anything else."""
    if not content:
        raise FileKindError(Refusal.EMPTY)
    for magic, check in _CHECKS:
        if content.startswith(magic):
            try:
                return check(content)
            except (struct.error, IndexError, OleError) as error:
                raise FileKindError(Refusal.DAMAGED) from error
    raise FileKindError(Refusal.UNKNOWN)


def is_plain_zip(content: bytes) -> bool:
    """Whether it is a zip of files, which does not say of itself that it is a document.

    FileKindError PACKED for one with too many members to look at.
    """
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        _check_directory(content)
        with ZipFile(BytesIO(content)) as archive:
            names = {member.filename.casefold() for member in archive.infolist()}
    except ZIP_FAULTS:
        return False
    except FileKindError as error:
        if error.refusal is Refusal.PACKED:
            raise
        return False
    return not names & {"[content_types].xml", "mimetype"}


def _pdf(content: bytes) -> FileKind:
    """Version 1 or 2 in the first line, and the end that every PDF has."""
    tail = content[-_PDF_TAIL:]
    if content[5:7] not in (b"1.", b"2.") or b"startxref" not in tail or b"%%EOF" not in tail:
        raise FileKindError(Refusal.DAMAGED)
    return PDF


def _png(content: bytes) -> FileKind:
    """Chunks from IHDR to IEND; what a screenshot tool leaves after it does no harm."""
    place, name = 8, b""
    while name != b"IEND":
        size, name = unpack_from(">I4s", content, place)
        if place == 8 and name != b"IHDR":
            raise FileKindError(Refusal.DAMAGED)
        place += 12 + size
    if place > len(content):
        raise FileKindError(Refusal.DAMAGED)
    return PNG


def _jpeg(content: bytes) -> FileKind:
    """Segments up to the picture (SOS), and an end (EOI) behind it, not only in a thumbnail."""
    place = 2
    while content[place + 1] != 0xDA:
        if content[place] != 0xFF:
            raise FileKindError(Refusal.DAMAGED)
        (size,) = unpack_from(">H", content, place + 2)
        place += 2 + max(size, 2)
    if content.find(b"\xff\xd9", place) < 0:
        raise FileKindError(Refusal.DAMAGED)
    return JPEG


def _webp(content: bytes) -> FileKind:
    size, form, first = unpack_from("<I4s4s", content, 4)
    if form != b"WEBP" or first not in (b"VP8 ", b"VP8L", b"VP8X"):
        raise FileKindError(Refusal.UNKNOWN)
    if size + 8 > len(content):
        raise FileKindError(Refusal.DAMAGED)
    return WEBP


def _ole(content: bytes) -> FileKind:
    """Word or Excel of 1997–2003, without macros; a locked OOXML file hides in one too."""
    names = {name.casefold() for name in ole_names(content)}
    if "encryptedpackage" in names:
        raise FileKindError(Refusal.ENCRYPTED)
    if names & {"macros", "vba", "_vba_project", "_vba_project_cur"}:
        raise FileKindError(Refusal.MACROS)
    if "worddocument" in names:
        return DOC
    if names & {"workbook", "book"}:
        return XLS
    raise FileKindError(Refusal.UNKNOWN)


def _zip(content: bytes) -> FileKind:
    """OOXML or OpenDocument, by what the zip says of itself; without macros, of modest size."""
    _check_directory(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = {member.filename.casefold(): member for member in archive.infolist()}
            _check_members(archive.infolist(), members)
            if "[content_types].xml" in members:
                return _ooxml(_declaration(archive, members["[content_types].xml"]))
            if "mimetype" in members:
                return _odf(_declaration(archive, members["mimetype"]))
    except ZIP_FAULTS as error:
        raise FileKindError(Refusal.DAMAGED) from error
    raise FileKindError(Refusal.UNKNOWN)


ZIP_FAULTS = (
    *(BadZipFile, zlib.error, struct.error, OverflowError),
    *(NotImplementedError, RuntimeError, ValueError, OSError, EOFError),
)
"""What the standard library raises of a zip that nobody would write."""


def _check_directory(content: bytes) -> None:
    """Whether the directory is small enough to be read at all, wherever a reader finds its end."""
    tail = content[-_ZIP_TAIL:]
    ends = [found.start() for found in re.finditer(b"PK\x05\x06", tail)]
    if not ends:
        raise FileKindError(Refusal.DAMAGED)
    for end in ends:
        count, size = _directory(tail, end)
        if count > MAX_MEMBERS or size > _MAX_DIRECTORY:
            raise FileKindError(Refusal.PACKED)


def _directory(tail: bytes, end: int) -> tuple[int, int]:
    """Parts and bytes of the directory that ends there; those of the long form, if it is one."""
    if end + 22 > len(tail):
        return 0, 0  # no end, but what looks like the beginning of one
    count, size = unpack_from("<HI", tail, end + 10)
    if not tail[max(end - 20, 0) : end].startswith(b"PK\x06\x07"):
        return count, size
    if end < 76 or tail[end - 76 : end - 72] != b"PK\x06\x06":
        raise FileKindError(Refusal.DAMAGED)
    long_count, long_size = unpack_from("<QQ", tail, end - 76 + 32)
    return max(count, long_count), max(size, long_size)


def _check_members(listed: list[ZipInfo], members: dict[str, ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in listed)
    if len(listed) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise FileKindError(Refusal.PACKED)
    if len(members) < len(listed):
        raise FileKindError(Refusal.DAMAGED)  # two parts of one name: which one counts?
    if any(member.flag_bits & 1 for member in listed):
        raise FileKindError(Refusal.ENCRYPTED)
    if any(name.endswith(_MACRO_PARTS) or name.startswith(_ODF_MACROS) for name in members):
        raise FileKindError(Refusal.MACROS)


def _declaration(archive: ZipFile, member: ZipInfo) -> bytes:
    """The part in which a zip says what it is: never more than a fixed number of bytes of it."""
    if member.file_size > _MAX_DECLARATION:
        raise FileKindError(Refusal.PACKED)
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise FileKindError(Refusal.UNKNOWN)
    with archive.open(member) as part:
        return part.read(_MAX_DECLARATION)


def _odf(declared: bytes) -> FileKind:
    kind = BY_CONTENT_TYPE.get(declared.decode("ascii", "replace").strip())
    if kind not in (ODT, ODS):
        raise FileKindError(Refusal.UNKNOWN)
    return kind


def _ooxml(declared: bytes) -> FileKind:
    """The one main part that [Content_Types].xml declares; a second one, or macros, is refused."""
    types = _content_types(declared)
    if any(word in one.casefold() for word in _MACRO_TYPES for one in types):
        raise FileKindError(Refusal.MACROS)
    kinds = {kind for name, kind in _MAIN_PARTS.items() if name in types}
    if len(kinds) != 1:
        raise FileKindError(Refusal.UNKNOWN)
    return kinds.pop()


def _content_types(xml: bytes) -> set[str]:
    """Every ContentType of the XML; a DOCTYPE (and with it every entity) is refused."""
    found: set[str] = set()

    def start(_name: str, attributes: dict[str, str]) -> None:
        found.add(attributes.get("ContentType", ""))

    def refuse(*_declared: object) -> None:
        raise FileKindError(Refusal.DAMAGED)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError) as error:  # no XML, or an encoding that nobody knows
        raise FileKindError(Refusal.DAMAGED) from error
    return found


_CHECKS = (
    (b"%PDF-", _pdf),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _jpeg),
    (b"RIFF", _webp),
    (b"PK\x03\x04", _zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _ole),
)
