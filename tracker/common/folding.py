"""Case- and accent-insensitive text for search: SQLite folds ASCII only. Pure."""

import re
import unicodedata

SIGNS = re.compile(r"[\W_]+")
"""Whatever stands between words: `15-CTr/TU` is three of them."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PLACED_OTHERWISE = [
    tuple(unicodedata.normalize("NFC", one) for one in (pair + tone, pair[0] + tone + pair[1]))
    for pair in ("oa", "oe", "uy")
    for tone in _TONES
]
"""`hoá` and `hóa` are the same word: the tone stands on either vowel of the pair."""


def fold(text: str) -> str:
    """`Sở Xây dựng` -> `so xay dung`; đ becomes d."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def plain(text: str) -> str:
    """The folded words of a text, signs as spaces: `15-CTr/TU` -> `15 ctr tu`."""
    decomposed = unicodedata.normalize("NFD", SIGNS.sub(" ", _composed(text)).replace("đ", "d"))
    return decomposed.encode("ascii", "ignore").decode().strip()


def spelt(text: str) -> str:
    """The words of a text with their accents, `hoá` as `hóa`; signs as spaces."""
    words = SIGNS.sub(" ", _composed(text)).strip()
    for late, early in _PLACED_OTHERWISE:
        words = words.replace(late, early)
    return words


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
