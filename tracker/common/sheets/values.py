"""What a raw cell means: text, number, day, truth, error or formula. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tracker.common.sheets.cells import RawCell
from tracker.common.sheets.limits import Budget, damaged
from tracker.common.sheets.parts import Format
from tracker.common.sheets.texts import unescaped

_NUMBER = re.compile(r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,4})?", re.A)
_MILLIONTH = Decimal("0.000001")
_DAYS_TO_1904 = 1462
_LAST_DAY = 2_958_465  # 31/12/9999
_LEAP_THAT_WAS_NONE = 60  # 29/02/1900, which a spreadsheet counts
_TRUTHS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


@dataclass(frozen=True, slots=True)
class CellIn:
    """What a cell holds; `text` is what was typed, or a plain rendering of a number or day.

    A formula has no value here: what it would show depends on who computes it.
    """

    address: str
    text: str = ""
    number: Decimal | None = None
    """Fifteen digits, at most six decimals; 0.3851 in a cell formatted as percentage is 38.51."""
    day: date | None = None
    is_formula: bool = False
    is_percent: bool = False
    is_error: bool = False
    is_truth: bool = False
    """`TRUE` or `FALSE` as the spreadsheet has it: an answer to yes or no, never a number."""
    is_ambiguous: bool = False
    """A number whose format shows some numbers in per cent and others not: only its text."""


class Meaning:
    """Understands the cells of one workbook by its texts, formats and first day."""

    def __init__(
        self, texts: Sequence[str], formats: Sequence[Format], budget: Budget, *, is_1904: bool
    ) -> None:
        self._texts, self._formats, self._budget = texts, formats, budget
        self._by_style: dict[str, Format] = {}
        self._first = _DAYS_TO_1904 if is_1904 else 0
        self._kinds = {
            "n": self._number,
            "s": self._shared,
            "str": self._typed,
            "inlineStr": self._typed,
            "b": self._truth,
            "e": self._error,
            "d": self._iso_day,
        }

    def of(self, raw: RawCell) -> CellIn | None:
        """The cell; None for blanks. Damage where there is no telling."""
        understand = self._kinds.get(raw.kind)
        if understand is None:
            raise damaged()
        address = raw.address
        cell = CellIn(address, is_formula=True) if raw.is_formula else understand(address, raw)
        if cell is not None:
            self._budget.take_cell()
        return cell

    def _shared(self, address: str, raw: RawCell) -> CellIn | None:
        text = self._texts[_place(raw.text.strip(), self._texts)]
        return CellIn(address, text) if text else None

    def _typed(self, address: str, raw: RawCell) -> CellIn | None:
        text = unescaped(raw.text)
        self._budget.take_characters(text)
        return CellIn(address, text) if text else None

    def _truth(self, address: str, raw: RawCell) -> CellIn:
        if raw.text.strip() not in _TRUTHS:
            raise damaged()
        return CellIn(address, _TRUTHS[raw.text.strip()], is_truth=True)

    def _error(self, address: str, raw: RawCell) -> CellIn:
        return CellIn(address, unescaped(raw.text)[:40], is_error=True)

    def _iso_day(self, address: str, raw: RawCell) -> CellIn:
        """A day as the strict variant writes it; a time of the day alone stays text."""
        text = unescaped(raw.text)[:40]
        try:
            return _of_day(address, date.fromisoformat(text[:10]))
        except ValueError:
            return CellIn(address, text)

    def _number(self, address: str, raw: RawCell) -> CellIn | None:
        text = raw.text.strip()
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise damaged()
        exact = Decimal(format(float(text), ".15g"))
        if not exact.is_finite():
            return CellIn(address, "∞", is_error=True)
        form = self._by_style.get(raw.style) or self._format(raw.style)
        if form in (Format.PLAIN, Format.PERCENT):
            return _of_number(address, exact, is_percent=form is Format.PERCENT)
        if form is Format.AMBIGUOUS:
            return CellIn(address, _of_number(address, exact).text, is_ambiguous=True)
        if form is Format.ELAPSED or 0 <= exact < 1:
            return CellIn(address, _clock(exact))
        return self._day(address, exact)

    def _format(self, style: str) -> Format:
        if style == "0" and not self._formats:
            return Format.PLAIN  # a workbook without styles
        self._by_style[style] = self._formats[_place(style, self._formats)]
        return self._by_style[style]

    def _day(self, address: str, serial: Decimal) -> CellIn:
        """A day by its number; the time of the day is left out. No such day is an error."""
        number = int(serial) + self._first
        if serial < 0 or number > _LAST_DAY or number == _LEAP_THAT_WAS_NONE:
            return CellIn(address, format(serial, "f"), is_error=True)
        number += 1 if number < _LEAP_THAT_WAS_NONE else 0
        return _of_day(address, date(1899, 12, 30) + timedelta(days=number))


def _place(text: str, listed: Sequence[object]) -> int:
    """The place that a cell names, from 0; damage if there is none of the number."""
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) < len(listed)):
        raise damaged()
    return int(text)


def _of_day(address: str, day: date) -> CellIn:
    return CellIn(address, f"{day:%d/%m}/{day.year:04}", day=day)


def _of_number(address: str, exact: Decimal, *, is_percent: bool = False) -> CellIn:
    """The fifteen digits that a spreadsheet keeps, rounded half up to six decimals as shown."""
    shown = exact * 100 if is_percent else exact
    rounded = shown.quantize(_MILLIONTH, ROUND_HALF_UP) if abs(shown) < 10**15 else shown
    text = format((rounded + 0).normalize(), "f") if rounded else "0"
    return CellIn(address, text, Decimal(text), is_percent=is_percent)


def _clock(days: Decimal) -> str:
    """Part of a day, or more than one, as hours: 0.5 is `12:00:00`."""
    seconds = int((abs(days) * 86_400).to_integral_value(ROUND_HALF_UP))
    sign = "-" if days < 0 else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
