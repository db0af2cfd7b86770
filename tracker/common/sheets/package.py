"""The zip that a workbook is: its parts by name, what they refer to, and how one is parsed.

Every part that is read goes through `parse`, which bounds bytes, elements, nesting, names and tags
and lets no document type pass: that is where entities would come from.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from tracker.common.file_kinds import ZIP_FAULTS
from tracker.common.sheets.limits import (
    MAX_DEPTH,
    MAX_NAMES,
    MAX_TAG,
    MAX_UNPACKED,
    Budget,
    SheetError,
    crowded,
    damaged,
    packed,
)
from tracker.common.sheets.texts import SCRIPTS, STRUCK

_CHUNK = 64 * 1024
_OPENING, _SHORTEST = 100, 4
"""Opening a part takes as long as so many elements; an element has at least so many bytes."""
_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",  # the strict variant
)
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships "
ID_NAMES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)

_FALSE = ("0", "false")

Attributes = dict[str, str]


class Part:
    """What listens to the elements of one part; `opened` and `closed` name them without their
    namespace, others are passed over."""

    opened: Mapping[str, Callable[[Attributes], None]] = {}
    closed: Mapping[str, Callable[[], None]] = {}
    text: TextKeeper


class RichText:
    """Tells a text's keeper which runs are raised, lowered or struck out, in shared texts and in
    cells."""

    def __init__(self, text: TextKeeper) -> None:
        self._text = text
        self.opened = {"vertAlign": self._script, "strike": self._strike}
        self.closed = {"r": self._end_run}

    def _script(self, attributes: Attributes) -> None:
        if self._text.script is not STRUCK:
            self._text.script = SCRIPTS.get(attributes.get("val", ""))

    def _strike(self, attributes: Attributes) -> None:
        if attributes.get("val", "1") not in _FALSE:
            self._text.script = STRUCK

    def _end_run(self) -> None:
        self._text.script = None


@dataclass
class TextKeeper:
    """Collects the text of the elements that are wanted, and not more than is kept of a cell."""

    most: int
    is_open: bool = False
    script: Mapping[int, int] | Mapping[int, str] | None = None
    """What the letters of the run become that is being read."""
    _length: int = 0

    def __post_init__(self) -> None:
        self._pieces: list[str] = []

    def add(self, piece: str) -> None:
        """Take what the parser hands over, if it is wanted."""
        if self.is_open and self._length < self.most:
            self._pieces.append(piece if self.script is None else piece.translate(self.script))
            self._length += len(piece)

    def take(self) -> str:
        """What was collected; the next text begins."""
        if not self._pieces:
            return ""
        whole = "".join(self._pieces)
        self._pieces, self._length = [], 0
        return whole[: self.most]


@dataclass(frozen=True)
class Link:
    """A relationship of a part to another one of the package."""

    kind: str
    """The last word of its type: `worksheet`, `sharedStrings`."""
    target: str


class Package:
    """An open workbook file; use within `opened`."""

    def __init__(self, archive: ZipFile, budget: Budget) -> None:
        self._archive = archive
        self._parts = {one.filename.casefold(): one for one in archive.infolist()}
        self.budget = budget
        declared = self._parts.get("[content_types].xml")
        self.budget.take_elements(_OPENING * len(self._parts))
        self.budget.take_elements(declared.file_size // _SHORTEST if declared else 0)
        if sum(one.file_size for one in self._parts.values()) > MAX_UNPACKED:
            raise packed()
        for one in self._parts.values():
            if one.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise damaged()
            self._check_prolog(one)

    def parse(self, name: str, part: Part) -> None:
        """Let the part listen to the XML of that name."""
        found = self._parts.get(name.casefold())
        if found is None:
            raise damaged()
        parser = _parser(part, self.budget)
        fed = 0
        with self._archive.open(found) as stream:
            while chunk := stream.read(_CHUNK):
                self.budget.take_bytes(len(chunk))
                parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > MAX_TAG or len(parser.intern) > MAX_NAMES:
                    raise damaged()
        parser.Parse(b"", True)

    def links(self, name: str) -> dict[str, Link]:
        """What the part (`xl/workbook.xml`; "" for the package) refers to, by identifier; what is
        outside of the file is left out."""
        folder, own = posixpath.split(name)
        listed = _Links(folder)
        self.parse(posixpath.join(folder, "_rels", f"{own}.rels"), listed)
        return listed.found

    def _check_prolog(self, member: ZipInfo) -> None:
        """No part whatever declares a document type, whether it is read here or not."""
        with self._archive.open(member) as stream:
            if _declares_type(stream):
                raise SheetError(_("The file holds declarations that no spreadsheet writes."))


class _Links(Part):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, Link] = {}
        self.text = TextKeeper(0)
        self.opened = {f"{_LINKS}Relationship": self._relationship}

    def _relationship(self, attributes: Attributes) -> None:
        if attributes.get("TargetMode") == "External":
            return
        target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found[attributes.get("Id", "")] = Link(kind, target.lstrip("/"))


@contextmanager
def opened(content: bytes, budget: Budget | None = None) -> Iterator[Package]:
    """The package; whatever is wrong with the zip or its XML is told in one sentence."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            yield Package(archive, budget or Budget())
    except (*ZIP_FAULTS, expat.ExpatError) as error:
        raise damaged() from error


def _declares_type(stream: IO[bytes]) -> bool:
    """Whether it is XML, in whatever encoding, with a DOCTYPE before its first element."""
    is_over = is_declared = False

    def declared(*_of: object) -> None:
        nonlocal is_declared
        is_declared = True

    def over(*_element: object) -> None:
        nonlocal is_over
        is_over = True

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = declared, over
    try:
        for size in (1024, *[_CHUNK] * (MAX_TAG // _CHUNK)):
            chunk = stream.read(size)
            parser.Parse(chunk, not chunk)
            if is_over or is_declared or not chunk:
                return is_declared
    except expat.ExpatError:
        return is_declared  # a picture, or what no reader would read either
    except (LookupError, ValueError) as error:
        raise damaged() from error  # an encoding that nobody knows, or that needs several bytes
    raise damaged()


def _parser(part: Part, budget: Budget) -> Any:
    """An expat parser that serves the part and keeps to the budget."""
    parser = expat.ParserCreate(namespace_separator=" ")
    opened_by = _with_namespaces(part.opened)
    closed_by = _with_namespaces(part.closed)
    depth = spaces = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        budget.elements -= 1
        if depth > MAX_DEPTH:
            raise damaged()
        if budget.elements < 0:
            raise crowded()
        if name in opened_by:
            opened_by[name](attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if name in closed_by:
            closed_by[name]()

    def declare(*_prefix: object) -> None:
        nonlocal spaces
        spaces += 1
        if spaces > MAX_NAMES:
            raise damaged()

    def refuse(*_declared: object) -> None:
        raise damaged()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartNamespaceDeclHandler = declare
    parser.StartDoctypeDeclHandler = refuse
    parser.CharacterDataHandler = part.text.add
    parser.buffer_text = True
    return parser


def _with_namespaces(handlers: Mapping[str, Any]) -> dict[str, Any]:
    """The handlers under the full names of both variants of the format."""
    return {
        full: handler
        for name, handler in handlers.items()
        for full in ([name] if " " in name else [space + name for space in _MAIN])
    }
