"""What stands in a sheet, as its XML says it: one raw cell after the other, nothing understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from tracker.common.sheets.limits import MAX_COLUMNS, MAX_ROWS, MAX_TEXT, damaged
from tracker.common.sheets.package import Attributes, Part, RichText, TextKeeper

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_AREA = re.compile(rf"{_REFERENCE.pattern}(?::{_REFERENCE.pattern})?")


@dataclass(slots=True)
class RawCell:
    """A cell with content: its kind (`n`, `s`, `str`, `inlineStr`, `b`, `e`, `d`), style, text."""

    row: int
    column: int
    kind: str
    style: str
    text: str
    is_formula: bool

    @property
    def address(self) -> str:
        """`AB12`."""
        return f"{column_letters(self.column)}{self.row}"


class SheetPart(Part):
    """Hands every cell that holds a value or a formula to `take`, row by row.

    Rows and the cells of a row come in rising order, as every program writes them; anything else
    is damage: it would leave open which of two cells counts.
    """

    def __init__(self, take: Callable[[RawCell], None]) -> None:
        self._take = take
        self._row = self._column = 0
        self._is_in_row = self._is_reading = False
        self._row_text = ""
        self._cell: Attributes | None = None
        self._is_formula = False
        self._spills: dict[int, int] = {}
        self.text = TextKeeper(MAX_TEXT)
        rich = RichText(self.text)
        self.opened = {
            **rich.opened,
            "row": self._open_row,
            "c": self._open_cell,
            "f": self._open_formula,
            "v": self._open_text,
            "t": self._open_text,
            "rPh": self._open_reading,
        }
        self.closed = {
            **rich.closed,
            "row": self._close_row,
            "c": self._close_cell,
            "v": self._close_text,
            "t": self._close_text,
            "rPh": self._close_reading,
        }

    def _open_row(self, attributes: Attributes) -> None:
        number = row_number(attributes["r"]) if "r" in attributes else self._row + 1
        if self._is_in_row or number <= self._row or number > _LAST_ROW:
            raise damaged()
        self._row, self._row_text, self._column, self._is_in_row = number, str(number), 0, True

    def _close_row(self) -> None:
        self._is_in_row = False

    def _open_cell(self, attributes: Attributes) -> None:
        if not self._is_in_row or self._cell is not None:
            raise damaged()
        reference = attributes.get("r")
        if reference is None:
            column = self._column + 1
        else:
            letters = reference.rstrip("0123456789")
            if reference[len(letters) :] != self._row_text:
                raise damaged()
            column = column_number(letters)
        if not self._column < column <= _LAST_COLUMN:
            raise damaged()
        self._column, self._cell, self._is_formula = column, attributes, False

    def _open_formula(self, attributes: Attributes) -> None:
        if self._cell is not None:
            self._is_formula = True
            if attributes.get("t") in ("array", "dataTable") and "ref" in attributes:
                self._spill(attributes["ref"])

    def _spill(self, reference: str) -> None:
        """Remember the area that one formula fills: its cells hold values, computed ones."""
        found = _AREA.fullmatch(reference)
        if found is None:
            raise damaged()
        first, top, last, bottom = found.groups()
        left, right = column_number(first), min(column_number(last or first), MAX_COLUMNS)
        rows = range(int(top), int(bottom or top) + 1)
        if len(rows) + len(self._spills) > 5 * MAX_ROWS:
            raise damaged()
        bits = (1 << (right + 1)) - (1 << left) if left <= right else 0
        for row in rows:
            self._spills[row] = self._spills.get(row, 0) | bits

    def _open_text(self, _attributes: Attributes) -> None:
        self.text.is_open = self._cell is not None and not self._is_reading

    def _close_text(self) -> None:
        self.text.is_open = False

    def _open_reading(self, _attributes: Attributes) -> None:
        self._is_reading = True

    def _close_reading(self) -> None:
        self._is_reading = False

    def _close_cell(self) -> None:
        attributes, self._cell = self._cell, None
        text = self.text.take()
        self.text.script = None
        if attributes is None or not (text or self._is_formula):
            return
        is_formula = self._is_formula or self._spills.get(self._row, 0) >> self._column & 1 == 1
        kind, style = attributes.get("t", "n"), attributes.get("s", "0")
        self._take(RawCell(self._row, self._column, kind, style, text, is_formula))


def row_number(text: str) -> int:
    """A row's number, from 1; damage if it is none."""
    if not (text.isascii() and text.isdecimal() and len(text) < 8):
        raise damaged()
    return int(text)


@lru_cache(maxsize=_LAST_COLUMN)
def column_number(letters: str) -> int:
    """1 for A, 28 for AB; damage beyond XFD."""
    number = 0
    if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha()):
        raise damaged()
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    if number > _LAST_COLUMN:
        raise damaged()
    return number


@lru_cache(maxsize=256)
def column_letters(number: int) -> str:
    """A for 1, AB for 28."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
