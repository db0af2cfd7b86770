"""Units of measure behind a number: whether they are those of the indicator, what is counted."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from indicators.wording.facts import Doubt, WordingError
from indicators.wording.words import COUNTED, SCALES, bare, begins_with, holds

_PERCENT = re.compile(r"(?P<unit>(?:%|phần trăm)(?:\s*/\s*\w+)?)(?P<rest>.*)", re.IGNORECASE)
_PERCENT_WORDS = re.compile(r"phần trăm|phan tram", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def split_unit(tail: str) -> tuple[str, str]:
    """The unit and the words behind it: `% hộ gia đình` is `%` of households, `đô thị` itself."""
    text = tail.strip(" ,.;")
    if found := _PERCENT.fullmatch(text):
        return with_percent_sign(found["unit"]).replace(" ", ""), found["rest"].strip(" ,.;")
    return text, text


def with_percent_sign(unit: str) -> str:
    """`phần trăm` as `%`: one unit, by whose sign percentages are known."""
    return _PERCENT_WORDS.sub("%", unit)


def check_unit(found: str, expected: str) -> bool:
    """Whether the words behind a number name something else than the indicator's unit.

    WordingError where that changes the number: per cent or not, another power of ten.
    """
    if not found or not expected:
        return False
    one, other = _plain(found), _plain(expected)
    if one.startswith("%") != other.startswith("%"):
        raise WordingError(Doubt.UNIT, found)
    if _power(found) != _power(expected):
        raise WordingError(Doubt.UNIT, found)
    return not (one.startswith(other) or other.startswith(one))


def _plain(unit: str) -> str:
    """`m2` and `m²` are one unit, `phần trăm` and `%` too."""
    return " ".join(bare(unicodedata.normalize("NFKC", with_percent_sign(unit))).split())


def _power(unit: str) -> int:
    """The power of ten that words such as `triệu` give to a unit."""
    words = unicodedata.normalize("NFC", with_percent_sign(unit)).lower()
    return sum(power for word, power in SCALES.items() if holds(words, (word,)))


def is_counted(unit: str) -> bool:
    """Whether things of this unit are counted whole: people are, people on a km² are not."""
    return "/" not in unit and begins_with(_plain(unit), COUNTED)


def as_counted(text: str, unit: str) -> Decimal | None:
    """`520.000` people; None where a dot could also be a decimal point, or no lone one stands
    there."""
    cleaned = text.strip()
    if is_counted(unit) and _THOUSANDS.fullmatch(cleaned):
        return Decimal(cleaned.replace(".", ""))
    return None
