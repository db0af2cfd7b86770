"""Numbers as Vietnamese officials write and read them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from tracker.common.decimals import round_half_up
from tracker.common.errors import SentenceError

MINUS = "−"
_PLAIN = re.compile(r"^[+-]?\d+$")
_COMMA = re.compile(r"^[+-]?\d+,\d+$")
_DOT = re.compile(r"^[+-]?\d+\.\d+$")
_GROUPED_DOTS = re.compile(r"^[+-]?\d{1,3}(\.\d{3})+,\d+$|^[+-]?\d{1,3}(\.\d{3}){2,}$")
_GROUPED_BLANKS = re.compile(r"^[+-]?[1-9]\d{0,2}( \d{3})+([.,]\d+)?$")
_AMBIGUOUS = re.compile(r"^[+-]?[1-9]\d{0,2}( \d{3})*\.\d{3}$")
_PARTED = re.compile(r"^[+-]?[\d.,]+( +[\d.,]+)+$")
_RANGE = re.compile(r"\d\s*%?\s*[-–—]\s*\d")
_BOUND = re.compile(r"^(trên|dưới|khoảng|gần|hơn|ít nhất|tối thiểu|tối đa|[<>≥≤~])\s*\d", re.I)
_MAX_DIGITS = 15  # what SQLite keeps exactly


class NumberError(SentenceError):
    """The text is not one number that can be understood without doubt."""


def parse_number(text: str) -> Decimal:
    """Read one number: `38,51`, `38.51`, `1.234,56`, `1.234.567`, `1 234,5`, `-3`; never `1.234`.

    A lone dot followed by exactly three digits can be a thousands mark or a decimal point; it is
    refused with both readings, because guessing wrongly is a factor of 1 000. Blanks part
    thousands and nothing else. A raised figure is a footnote or a power, never a digit.
    """
    if any(unicodedata.category(c) == "No" for c in text):
        raise NumberError(_raised(text))
    cleaned = unicodedata.normalize("NFKC", text).strip().replace(MINUS, "-")
    if sum(c.isdigit() for c in cleaned) > _MAX_DIGITS:
        raise NumberError(_("“%(text)s” has too many digits.") % {"text": text[:40]})
    if not cleaned.isascii():
        raise NumberError(_not_a_number(text))
    if _PLAIN.match(cleaned):
        return Decimal(cleaned)
    if _AMBIGUOUS.match(cleaned):
        raise NumberError(_ambiguous(cleaned))
    if _COMMA.match(cleaned):
        return Decimal(cleaned.replace(",", "."))
    if _DOT.match(cleaned):
        return Decimal(cleaned)
    if _GROUPED_DOTS.match(cleaned):
        return Decimal(cleaned.replace(".", "").replace(",", "."))
    if _GROUPED_BLANKS.match(cleaned):
        return Decimal(cleaned.replace(" ", "").replace(",", "."))
    raise NumberError(_not_a_number(text))


def _not_a_number(text: str) -> str:
    shown = {"text": text.strip()[:40]}
    if _RANGE.search(text):
        return _("“%(text)s” is a range. One number is wanted here, such as 38,51.") % shown
    if _BOUND.match(text.strip()):
        return _("“%(text)s” is a bound. The figure itself is wanted here, such as 38,51.") % shown
    if _PARTED.match(unicodedata.normalize("NFKC", text).strip()):
        return (
            _("“%(text)s” has blanks between its digits. Write one number, such as 1234,5.") % shown
        )
    return _("“%(text)s” is not a number. Write for example 38,51.") % {"text": text[:40]}


def _raised(text: str) -> str:
    return _(
        "“%(text)s” holds a raised or small figure, such as that of a footnote. Write the number"
        " alone, such as 38,51."
    ) % {"text": text.strip()[:40]}


def _ambiguous(cleaned: str) -> str:
    return _("“%(text)s” can be read in two ways: write %(whole)s or %(exact)s.") % {
        "text": cleaned,
        "whole": cleaned.replace(".", "").replace(" ", ""),
        "exact": cleaned.replace(".", ",").replace(" ", ""),
    }


def format_number(value: Decimal | int | None, places: int | None = None) -> str:
    """The number in the current language: 1234567.8 -> `1.234.567,8`, minus as U+2212, None -> ``.

    `places` rounds half up; None shows the digits that are there.
    """
    if value is None:
        return ""
    number = Decimal(value)
    shown = number if places is None else round_half_up(number, places)
    whole, _dot, fraction = format(abs(shown), "f").partition(".")
    if places is None:
        fraction = fraction.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", _separator("THOUSAND_SEPARATOR"))
    text = grouped + (_separator("DECIMAL_SEPARATOR") + fraction if fraction else "")
    return MINUS + text if shown < 0 else text


def _separator(name: str) -> str:
    return str(get_format(name, use_l10n=True))
