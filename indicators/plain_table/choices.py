"""The words of columns with a few possible answers, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from indicators.method.facts import Frequency, Wanted
from indicators.programme_file import Collection
from tracker.common.errors import SentenceError
from tracker.common.folding import fold

Choice = TypeVar("Choice", Wanted, Frequency, Collection)

WANTED: dict[str, Wanted] = {
    **dict.fromkeys(("cao hon", "tang", "cao", "cang cao cang tot", "higher"), Wanted.HIGHER),
    **dict.fromkeys(("cao hon la tot", "tang la tot", "cao hon tot hon"), Wanted.HIGHER),
    **dict.fromkeys(("thap hon", "giam", "thap", "cang thap cang tot", "lower"), Wanted.LOWER),
    **dict.fromkeys(("thap hon la tot", "giam la tot", "thap hon tot hon"), Wanted.LOWER),
    **dict.fromkeys(("giu trong khoang", "trong khoang", "on dinh", "neither"), Wanted.NEITHER),
}
FREQUENCY: dict[str, Frequency] = {
    **dict.fromkeys(("nam", "hang nam", "annual", "yearly"), Frequency.ANNUAL),
    **dict.fromkeys(("quy", "hang quy", "quarterly"), Frequency.QUARTERLY),
}
COLLECTION: dict[str, Collection] = {
    **dict.fromkeys(("tinh", "cap tinh", "toan tinh", "province"), Collection.PROVINCE),
    **dict.fromkeys(
        ("xa", "cap xa", "xa, phuong", "dia phuong", "huyen", "cap huyen", "local"),
        Collection.LOCAL,
    ),
}


class UnknownWordError(SentenceError):
    """The cell holds none of the answers."""


def chosen(text: str, words: Mapping[str, Choice], default: Choice) -> Choice:
    """The answer; the default for an empty cell, UnknownWordError for any other word."""
    if not text.strip():
        return default
    found = words.get(fold(text).strip(" ."))
    if found is None:
        first = list(dict.fromkeys(words.values()))
        known = ", ".join(next(w for w, one in words.items() if one == value) for value in first)
        raise UnknownWordError(
            _("“%(text)s” is not known here. Write one of: %(known)s.")
            % {"text": text[:40], "known": known}
        )
    return found
