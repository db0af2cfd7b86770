"""Amounts as cells: a number with what must be said beside it in its format, else words."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from indicators.method.rounding import displayed_share
from reports.exports.meeting import marks
from reports.exports.meeting.content import Amount
from reports.exports.meeting.fitting import room, text_width
from reports.exports.meeting.party_form import BODY_SIZE, SMALL_SIZES
from reports.exports.meeting.sheets import looks
from tracker.common.decimals import decimal_places
from tracker.common.sheets.writer import Cell

_SHORT = 6
_EMPTY = Cell(None, looks.CENTRED)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Marks:
    """What is said beside numbers: short words there, longer ones by a letter under the table."""

    letters: dict[str, str] = field(default_factory=dict)

    def suffix(self, mark: str) -> str:
        """What stands after a number: ` (2020)*`, ` (a)`."""
        words = [self._short(one) for one in marks.words(mark)]
        return (f" ({'; '.join(words)})" if words else "") + marks.star(mark)

    def _short(self, words: str) -> str:
        if len(words) <= _SHORT:
            return words
        place = len(self.letters)
        name = _LETTERS[place] if place < len(_LETTERS) else f"a{place}"
        return self.letters.setdefault(words, name)

    @property
    def notes(self) -> tuple[str, ...]:
        """The letters with their words."""
        return tuple(f"({letter}) {words}" for words, letter in self.letters.items())


def amount_cell(amount: Amount, said: Marks, width: float) -> Cell:
    """The cell in a column of so many characters; a number is set smaller before it would not fit,
    and is never shown as a row of signs."""
    if amount.value is None:
        text = amount.text + (marks.suffix(amount.mark) if amount.text else "")
        return Cell(text, looks.CENTRED) if text else _EMPTY
    suffix = said.suffix(amount.mark)
    bare = _bare(amount)
    size = _size(bare + suffix, width)
    return Cell(amount.value, looks.number_look(amount.decimals, suffix=suffix, size=size))


def gap_cell(amount: Amount, said: Marks, width: float) -> Cell:
    """The difference to the target with its sign and its unit, without the unit if need be."""
    if amount.value is None:
        return amount_cell(amount, said, width)
    unit = amount.text.partition("\u00a0")[2]
    mark = said.suffix(amount.mark)
    suffix = f" {unit}{mark}" if unit else mark
    if text_width(_bare(amount) + suffix, SMALL_SIZES[-1]) > room(width):
        suffix = mark
    size = _size(_bare(amount) + suffix, width)
    look = looks.number_look(amount.decimals, suffix=suffix, is_signed=True, size=size)
    return Cell(amount.value, look)


def share_cell(attainment: Decimal | None) -> Cell:
    """How much of the way is done."""
    if attainment is None:
        return _EMPTY
    percent = displayed_share(attainment)
    return Cell(percent, looks.number_look(decimal_places(percent), suffix=" %"))


def _bare(amount: Amount) -> str:
    return amount.text.partition("\u00a0")[0]


def _size(text: str, width: float) -> float:
    """The largest size at which the text fits on one line."""
    fitting = (size for size in (BODY_SIZE, *SMALL_SIZES) if text_width(text, size) <= room(width))
    return next(fitting, SMALL_SIZES[-1])
