"""Case- and accent-insensitive text for search: SQLite folds ASCII only. Pure."""

import unicodedata


def fold(text: str) -> str:
    """`Sở Xây dựng` -> `so xay dung`; đ becomes d."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
