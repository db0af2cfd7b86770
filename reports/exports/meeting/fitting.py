"""How much room text takes in a cell, so that rows are as high as what stands in them.

Merged cells never fit themselves, and other rows do so only in some programs.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_REGULAR = """
250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500
500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722
556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500
500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541
"""
_BOLD = """
250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500
500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778
611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500
556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 220 394 520
"""
"""Widths of the signs from U+0020 to U+007E in Times New Roman, in thousandths of the size."""
_FIRST = 0x20
_UNKNOWN = 560
_POINTS_PER_CHARACTER = 5.25
_PADDING = 4.5
_SLACK = 1.07
"""Other programs and fonts set text a little wider."""
_LINE, _AROUND = 1.22, 4.0
MOST_LINES = 26
"""Of one row: a row is at most 409 points high, and no page is broken within one."""


class _Widths(dict[str, int]):
    """A letter with marks is as wide as the letter without."""

    def __init__(self, numbers: str) -> None:
        super().__init__((chr(_FIRST + n), int(w)) for n, w in enumerate(numbers.split()))

    def __missing__(self, sign: str) -> int:
        base = unicodedata.normalize("NFKD", sign)[0].replace("đ", "d").replace("Đ", "D")
        self[sign] = width = self[base] if base != sign and base.isascii() else _UNKNOWN
        return width


_WIDTHS = {False: _Widths(_REGULAR), True: _Widths(_BOLD)}


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Points that one line of the text takes."""
    return sum(map(_WIDTHS[is_bold].__getitem__, text)) * size / 1000 * _SLACK


def room(characters: float) -> float:
    """Points for text in a column of so many characters."""
    return characters * _POINTS_PER_CHARACTER - _PADDING


@lru_cache(maxsize=8192)
def wrapped(text: str, characters: float, size: float, is_bold: bool) -> tuple[str, ...]:
    """The lines into which a column of so many characters breaks the text."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _lines(paragraph, room(characters), size, is_bold)
    return tuple(lines)


def _lines(paragraph: str, width: float, size: float, is_bold: bool) -> list[str]:
    if text_width(paragraph, size, is_bold=is_bold) <= width:
        return [paragraph]
    space = text_width(" ", size, is_bold=is_bold)
    lines, line, used = [], "", 0.0
    for word in paragraph.split(" "):
        wide = text_width(word, size, is_bold=is_bold)
        if line and used + space + wide > width:
            lines.append(line)
            line, used = word, wide
        else:
            used += (space if line else 0) + wide
            line = f"{line} {word}" if line else word
    return [*lines, line]


def height_of(lines: int, size: float) -> float:
    """Points for a row of so many lines."""
    return lines * size * _LINE + _AROUND
