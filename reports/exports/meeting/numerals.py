"""Numbers as the papers write them, whatever the language of the page."""

from __future__ import annotations

from decimal import Decimal

from tracker.common.decimals import plain

_SIGNS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


_VIETNAMESE = str.maketrans(",.", ".,")


def written(number: Decimal | int) -> str:
    """`3.726`, `99,6`, `−5`: with the digits that are there."""
    whole, dot, fraction = plain(abs(Decimal(number))).partition(".")
    sign = "−" if number < 0 else ""
    return sign + f"{int(whole):,}{dot}{fraction}".translate(_VIETNAMESE)


def roman(number: int) -> str:
    """`I`, `XIV`; groups number from 1 and are few."""
    text = ""
    for value, sign in _SIGNS:
        text += sign * (number // value)
        number %= value
    return text
