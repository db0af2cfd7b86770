"""Workbooks spoilt at random, the same for the same seed: bytes, attributes, parts, the zip."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from io import BytesIO

from openpyxl import load_workbook

from tests.tracker.common.sheets.workbooks import far_away, packed, unpacked
from tracker.common.sheets.looks import Look, Paper
from tracker.common.sheets.writer import Book, Cell

TYPED = Look(number_format="@", is_locked=False, border=True)
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_TAG = re.compile(rb"</?[\w:]+")
_VALUES = (
    *(b"", b"0", b"1", b"-1", b"99999999999", b"1E+9", b"NaN", b"A0", b"XFE1", b"A1:XFD1048576"),
    *(b"s", b"str", b"e", b"d", b"array", b"n", b"&#0;", b"&amp;", b"&x;", b"\xff\xfe", b"%s%n"),
    *(b"../../x", b"/xl/workbook.xml", b"xl/workbook.xml", b"External", b"urn:x", b"true"),
)
_TAGS = (b"<v", b"</v", b"<c", b"</c", b"<row", b"<f", b"<t", b"</t", b"<si", b"<is", b"<rPh")
_PIECES = (
    *(b"<v>", b"</c>", b"<row>", b'<c r="A1">', b"<f/>", b"<!--", b"]]>", b"<![CDATA["),
    *(b"<!DOCTYPE x>", b"\x00", b"\xed\xa0\x80", b"&#xD800;", b"_xD800_", b"<?x?>"),
)
_OFFSETS = (0, 1, 30, 2**31, 2**32, 2**62, 2**63 - 1, 2**63, 2**64 - 1)

Spoil = Callable[[random.Random, dict[str, bytes]], None]


@cache
def honest() -> tuple[bytes, ...]:
    """A form as we write it, and the same as the library saves it, with shared texts."""
    book = Book(title="Biểu mẫu", author="Sở Xây dựng")
    made = book.sheet("Số liệu", widths=[9, 30, 12], paper=Paper(), freeze="B3", hidden={1})
    made.row([Cell("mã"), Cell("tên"), Cell("giá trị")], is_hidden=True)
    for number in range(1, 25):
        made.row([Cell(f"I{number:02}"), Cell(f"Chỉ tiêu {number}"), Cell("38,51", TYPED)])
    made.choices(3, (2, 25), ["có", "chưa"])
    made.lock()
    first = book.save()
    loaded = load_workbook(BytesIO(first))
    loaded.active["D3"], loaded.active["D4"], loaded.active["D5"] = 0.3851, "=D3*2", True
    loaded.active["D3"].number_format = "0.00%"
    loaded.create_sheet("Nhiệm vụ")["A1"] = "NV01"
    second = BytesIO()
    loaded.save(second)
    return first, second.getvalue()


def spoilt(seed: int) -> bytes:
    """A workbook with one to four faults."""
    chance = random.Random(seed)
    parts = unpacked(chance.choice(honest()))
    for _fault in range(chance.randint(1, 4)):
        chance.choice(_FAULTS)(chance, parts)
    content = packed(dict(parts))
    if chance.random() < 0.15:
        content = _bytes(chance, content)
    if chance.random() < 0.05:
        content = far_away(content, chance.choice(_OFFSETS), last=chance.random() < 0.5)
    if chance.random() < 0.05:
        content = content[: chance.randrange(len(content))]
    return content


def _some(chance: random.Random, parts: dict[str, bytes]) -> str:
    """A part, those that are read more often than others."""
    read = [name for name in parts if "sheet" in name or "Strings" in name or "styles" in name]
    return chance.choice(read if read and chance.random() < 0.6 else list(parts) or ["x"])


def _bytes(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _flip in range(chance.randint(1, 6)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _flip(chance: random.Random, parts: dict[str, bytes]) -> None:
    name = _some(chance, parts)
    parts[name] = _bytes(chance, parts.get(name, b""))


def _cut(chance: random.Random, parts: dict[str, bytes]) -> None:
    name = _some(chance, parts)
    content = parts.get(name, b"")
    first, last = sorted(chance.randrange(len(content) + 1) for _end in range(2))
    parts[name] = content[:first] + content[last:]


def _double(chance: random.Random, parts: dict[str, bytes]) -> None:
    name = _some(chance, parts)
    content = parts.get(name, b"")
    first, last = sorted(chance.randrange(len(content) + 1) for _end in range(2))
    parts[name] = content[:last] + content[first:]


def _insert(chance: random.Random, parts: dict[str, bytes]) -> None:
    name = _some(chance, parts)
    content = parts.get(name, b"")
    place = chance.randrange(len(content) + 1)
    parts[name] = content[:place] + chance.choice(_PIECES) + content[place:]


def _attribute(chance: random.Random, parts: dict[str, bytes]) -> None:
    name = _some(chance, parts)
    found = list(_ATTRIBUTE.finditer(parts.get(name, b"")))
    if found:
        one, content = chance.choice(found), parts[name]
        parts[name] = content[: one.start(2)] + chance.choice(_VALUES) + content[one.end(2) :]


def _tag(chance: random.Random, parts: dict[str, bytes]) -> None:
    name = _some(chance, parts)
    found = list(_TAG.finditer(parts.get(name, b"")))
    if found:
        one, content = chance.choice(found), parts[name]
        parts[name] = content[: one.start()] + chance.choice(_TAGS) + content[one.end() :]


def _value(chance: random.Random, parts: dict[str, bytes]) -> None:
    """Another content of an element."""
    name = _some(chance, parts)
    found = list(re.finditer(rb">([^<>]+)<", parts.get(name, b"")))
    if found:
        one, content = chance.choice(found), parts[name]
        parts[name] = content[: one.start(1)] + chance.choice(_VALUES) + content[one.end(1) :]


def _remove(chance: random.Random, parts: dict[str, bytes]) -> None:
    parts.pop(_some(chance, parts), None)


def _rename(chance: random.Random, parts: dict[str, bytes]) -> None:
    name = _some(chance, parts)
    parts[chance.choice(["xl/x.xml", "../x", name.upper(), "/", "x" * 300])] = parts.pop(name, b"")


def _swap(chance: random.Random, parts: dict[str, bytes]) -> None:
    one, other = _some(chance, parts), _some(chance, parts)
    parts[one], parts[other] = parts.get(other, b""), parts.get(one, b"")


def _recode(chance: random.Random, parts: dict[str, bytes]) -> None:
    name = _some(chance, parts)
    text = parts.get(name, b"").decode("utf-8", "replace")
    parts[name] = text.encode(chance.choice(["utf-16", "utf-16-be", "utf-32", "utf-8-sig"]))


def _declare(chance: random.Random, parts: dict[str, bytes]) -> None:
    """Another encoding in the first line, of those that Python knows and those that nobody does."""
    name = _some(chance, parts)
    known = (b"utf-7", b"cp1258", b"idna", b"zlib", b"big5", b"utf-16", b"x", b"latin-1", b"hz")
    rest = parts.get(name, b"").partition(b"?>")[2]
    parts[name] = b'<?xml version="1.0" encoding="' + chance.choice(known) + b'"?>' + rest


_FAULTS: tuple[Spoil, ...] = (
    *(_flip, _cut, _double, _insert, _attribute, _attribute, _attribute, _tag, _value, _value),
    *(_remove, _rename, _swap, _recode, _declare),
)
