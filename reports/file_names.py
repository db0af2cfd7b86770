"""File names made safe: what people read, never where anything is stored. Pure."""

from __future__ import annotations

import re
import unicodedata

from tracker.common.file_kinds import KINDS, FileKind

MAX_LENGTH = 120
_UNNAMED = "minh-chung"
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,4})$")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.I)
_RUNS = re.compile("bat|cmd|com|exe|hta|jar|js|lnk|msi|php|ps1|scr|sh|vbs|wsf|svg|x?html?")
_OURS = frozenset(kind.extension for kind in KINDS) | {"jpeg", "docm", "xlsm", "pptm"}


def safe_name(name: str, kind: FileKind) -> str:
    """The last part of the path, NFC, without control characters, ending as its kind does.

    At most 120 characters; a name of which nothing is left becomes `minh-chung`.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(" " if c.isspace() else c for c in last if _is_visible(c))
    stem = _without_endings(_FORBIDDEN.sub("_", visible))
    stem = " ".join(stem.split()).strip(". ") or _UNNAMED
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    ending = f".{kind.extension}"
    return stem[: MAX_LENGTH - len(ending)].rstrip(". ") + ending


def _is_visible(character: str) -> bool:
    """Whether it is no control, direction mark, surrogate or unassigned code; blanks stay."""
    return character.isspace() or not unicodedata.category(character).startswith("C")


def _is_a_kind(ending: str) -> bool:
    return ending in _OURS or _RUNS.fullmatch(ending) is not None


def _without_endings(name: str) -> str:
    """Without its extension, and without any further one that means a kind of file."""
    stem = _ENDING.sub("", name.rstrip(". "))
    while (match := _ENDING.search(stem)) and _is_a_kind(match[1].lower()):
        stem = stem[: match.start()]
    return stem
