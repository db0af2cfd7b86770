"""docs/operations.md as somebody reads it who types what stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tests.meta.sources import ROOT

HANDBOOK = ROOT / "docs/operations.md"
ARCHIVE = "lotrinh-2026-11-20T0230.tar.age"
"""The backup that the handbook restores."""
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


class HandbookError(Exception):
    """The handbook does not say what is looked for."""


def commands(section: int, part: str = "") -> list[str]:
    """What is typed in a section, or in a part of it (`With compose`), block by block."""
    return _blocks("sh", section, part)


def settings(section: int) -> dict[str, str]:
    """The lines that a section asks for in `.env` or `/etc/lotrinh/environment`."""
    lines = [line for block in _blocks("ini", section) for line in block.splitlines()]
    return dict(line.split("=", 1) for line in lines)


def packages(section: int) -> tuple[str, ...]:
    """What a section installs with apt-get."""
    asked = re.findall(r"^apt-get install --yes (.*)$", "\n".join(commands(section)), re.M)
    return tuple(" ".join(asked).split())


def filled(text: str, given: Mapping[str, str]) -> str:
    """The text with what is the reader's own."""
    for word, own in given.items():
        text = text.replace(word, own)
    return text


def without(text: str, is_left_out: Callable[[str], bool]) -> str:
    """The text without some lines."""
    return "".join(line for line in text.splitlines(keepends=True) if not is_left_out(line))


def _blocks(kind: str, section: int, part: str = "") -> list[str]:
    text = HANDBOOK.read_text()
    for level, heading in (("##", rf"{section}\. [^\n]*"), ("###", re.escape(part))):
        if level == "###" and not part:
            break
        found = re.search(rf"^{level} {heading}\n(.*?)(?=^{level} |\Z)", text, re.M | re.S)
        if found is None:
            raise HandbookError(f"{HANDBOOK.name} has no {level} {heading}")
        text = found[1]
    found_blocks = [body for name, body in _BLOCK.findall(text) if name == kind]
    if not found_blocks:
        raise HandbookError(f"{HANDBOOK.name}, section {section} {part}: no {kind}")
    return found_blocks
