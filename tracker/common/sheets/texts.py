"""Text as a workbook holds it, both ways: what its format escapes, and what no cell may hold."""

from __future__ import annotations

import re
import unicodedata

from tracker.common.sheets.limits import MAX_TEXT

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DIGITS = "0123456789"
SCRIPTS = {
    "superscript": str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉"),
}
"""Digits of a raised or lowered run: the 2 of m², a footnote's mark, never part of a number."""


class _Struck(dict[int, str]):
    """For str.translate: a stroke through every letter."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        is_bare = letter.isspace() or unicodedata.combining(letter)
        return letter if is_bare else f"{letter}\u0336"


STRUCK = _Struck()
"""What was struck out stays to be read, and is never part of a number."""
_UNTRUE = re.compile("[^\t\n -\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""Control characters, halves of pairs and noncharacters: XML or a database refuses them."""


def clean(text: str) -> str:
    """Text that every spreadsheet opens: no control characters, lines that end in a line feed
    alone, not longer than a cell holds."""
    if text.isprintable() and len(text) <= MAX_TEXT:
        return text
    return _UNTRUE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:MAX_TEXT]


def escaped(text: str) -> str:
    """What is written so that `_x0041_` is not shown as `A`."""
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def unescaped(text: str) -> str:
    """What was typed: `_x000D_` is a line's end; composed letters, without blanks around it."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return clean(text).strip()
