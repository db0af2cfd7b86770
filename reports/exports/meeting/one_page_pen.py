"""What the one page is drawn with: points from the top left, Noto Sans that is carried along, text
that fits where it is put."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.conf import settings

from reports.charts import palette

WIDTH, HEIGHT = 841.89, 595.28
"""A4, landscape."""
_FOLDER = ("static", "vendor", "noto-sans")
_FILES = {False: "noto-sans-print-regular.ttf", True: "noto-sans-print-bold.ttf"}
_NAMES = {False: "LoTrinhSans", True: "LoTrinhSansBold"}
_ELLIPSIS = "…"
_LEADING = 1.26
_WORDS = re.compile(r"[^ ]+ *")
_BLANKS = re.compile(r"[^\S\xa0]+")
"""All but the one that keeps a number and its unit together."""


@dataclass(frozen=True)
class Style:
    """How text is set; sizes in points."""

    size: float = 8
    bold: bool = False
    colour: str = palette.INK
    align: str = "left"

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return self.size * _LEADING


@dataclass(frozen=True)
class Fitted:
    """Lines of a text that fit a width, and whether some of it had to be left out."""

    lines: tuple[str, ...]
    is_cut: bool = False


class Pen:
    """Draws on one page. Nothing that is drawn ever begins a second one."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.has_cut = False
        """Whether a text was shortened that stands in full elsewhere."""

    def text(self, x: float, y: float, words: str, style: Style) -> None:
        """One line with its baseline at y; x is its left end, its middle or its right end."""
        self.canvas.setFont(fonts()[style.bold], style.size)
        self.canvas.setFillColor(style.colour)
        draw = {
            "left": self.canvas.drawString,
            "center": self.canvas.drawCentredString,
            "right": self.canvas.drawRightString,
        }
        draw[style.align](x, HEIGHT - y, drawable(words))

    def block(self, x: float, y: float, fitted: Fitted, style: Style) -> float:
        """Lines from the top y down; where they end."""
        for place, line in enumerate(fitted.lines):
            self.text(x, y + style.size + place * style.leading, line, style)
        return y + len(fitted.lines) * style.leading

    def paragraph(
        self, x: float, y: float, words: str, style: Style, *, width: float, lines: int = 2
    ) -> float:
        """Text in at most so many lines, with an ellipsis where it is more; where it ends."""
        made = fitted(words, style, width, lines)
        self.has_cut |= made.is_cut
        return self.block(x, y, made, style)

    def right_paragraph(
        self, x: float, y: float, words: str, style: Style, *, width: float, lines: int
    ) -> float:
        """The same with its lines ending at x."""
        return self.paragraph(x, y, words, replace(style, align="right"), width=width, lines=lines)

    def frame(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """The outline of a rectangle with its top left at (x, y)."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(0.8)
        self.canvas.rect(x, HEIGHT - y - height, width, height, stroke=1, fill=0)

    def rule(self, x: float, y: float, width: float, colour: str, thickness: float = 0.5) -> None:
        """A line to the right."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(thickness)
        self.canvas.line(x, HEIGHT - y, x + width, HEIGHT - y)

    def stroke(self, x: float, top: float, bottom: float, colour: str, thickness: float) -> None:
        """A line downwards."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(thickness)
        self.canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle with its top left at (x, y)."""
        self.canvas.setFillColor(fill)
        self.canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)


def width_of(words: str, style: Style) -> float:
    """How wide a line of text is."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    width: float = stringWidth(drawable(words), fonts()[style.bold], style.size)
    return width


def fitted(words: str, style: Style, width: float, lines: int) -> Fitted:
    """The words in at most so many lines of that width; the last one ends in … if it is more."""
    left = list(_pieces(drawable(words), style, width))
    made: list[str] = []
    while left and len(made) < lines:
        line = left.pop(0)
        while left and width_of((line + left[0]).rstrip(" "), style) <= width:
            line += left.pop(0)
        made.append(line.rstrip(" "))
    if left:
        made[-1] = _shortened(made[-1], style, width)
    return Fitted(tuple(made), is_cut=bool(left))


def _pieces(words: str, style: Style, width: float) -> Sequence[str]:
    """Words with the blanks behind them; one that is wider than the line is broken."""
    pieces = []
    for word in _WORDS.findall(_BLANKS.sub(" ", words).strip(" ")):
        rest = word
        while width_of(rest.rstrip(" "), style) > width and len(rest) > 1:
            count = _most_letters(rest, style, width)
            pieces.append(rest[:count])
            rest = rest[count:]
        pieces.append(rest)
    return pieces


def _most_letters(word: str, style: Style, width: float) -> int:
    least, most = 1, len(word)
    while least < most:
        middle = (least + most + 1) // 2
        if width_of(word[:middle], style) <= width:
            least = middle
        else:
            most = middle - 1
    return least


def _shortened(line: str, style: Style, width: float) -> str:
    while line and width_of(line + _ELLIPSIS, style) > width:
        line = line[:-1].rstrip(" ")
    return line + _ELLIPSIS


def drawable(words: str) -> str:
    """Composed letters and one blank for every kind of it; ? for a sign that the font lacks."""
    composed = unicodedata.normalize("NFC", words)
    if composed.isascii() and composed.isprintable():
        return composed
    known = _signs()
    return "".join(
        one if ord(one) in known else " " if one.isspace() else "?"
        for one in composed
        if one.isspace() or unicodedata.category(one)[0] != "C"
    )


@cache
def fonts() -> dict[bool, str]:
    """The names under which the regular and the bold font are known, loaded once."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    folder = settings.BASE_DIR.joinpath(*_FOLDER)
    for is_bold, name in _NAMES.items():
        registerFont(TTFont(name, str(folder / _FILES[is_bold])))
    return _NAMES


@cache
def _signs() -> frozenset[int]:
    from reportlab.pdfbase.pdfmetrics import getFont

    names = fonts()
    return frozenset(getFont(names[False]).face.charToGlyph) & frozenset(
        getFont(names[True]).face.charToGlyph
    )
