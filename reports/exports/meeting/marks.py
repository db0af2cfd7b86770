"""What must be said beside a number of a meeting's papers, in as few words as fit in a cell."""

from __future__ import annotations

from collections.abc import Iterable

ESTIMATE, OFFICIAL = "ước", "chính thức"
ILLUSTRATIVE, PARTIAL = "minh họa", "chưa đủ đơn vị"
_BETWEEN = "; "


def joined(marks: Iterable[str]) -> str:
    """Several marks as one; empty ones are left out."""
    return _BETWEEN.join(mark for mark in marks if mark)


def parted(mark: str) -> tuple[str, ...]:
    """The marks that were joined."""
    return tuple(mark.split(_BETWEEN)) if mark else ()


def suffix(mark: str) -> str:
    """What is printed after the number: `*` for illustrative, everything else in brackets."""
    marks = parted(mark)
    words = _BETWEEN.join(one for one in marks if one != ILLUSTRATIVE)
    star = "*" if ILLUSTRATIVE in marks else ""
    return f" ({words}){star}" if words else star
