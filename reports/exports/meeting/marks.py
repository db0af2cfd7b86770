"""What must be said beside a number of a meeting's papers, in as few words as fit in a cell."""

from __future__ import annotations

from collections.abc import Iterable

from reports.exports.meeting.party_form import STAR

ESTIMATE, OFFICIAL = "ước", "chính thức"
ILLUSTRATIVE, PARTIAL = "minh họa", "chưa đủ đơn vị"
_BETWEEN = "; "


def joined(marks: Iterable[str]) -> str:
    """Several marks as one; empty ones are left out."""
    return _BETWEEN.join(mark for mark in marks if mark)


def parted(mark: str) -> tuple[str, ...]:
    """The marks that were joined."""
    return tuple(mark.split(_BETWEEN)) if mark else ()


def star(mark: str) -> str:
    """What stands directly behind an illustrative number."""
    return STAR if ILLUSTRATIVE in parted(mark) else ""


def words(mark: str) -> tuple[str, ...]:
    """What is said in words: everything but that a number is illustrative."""
    return tuple(one for one in parted(mark) if one != ILLUSTRATIVE)


def dated(text: str, period: str, mark: str, *, between: str = " ") -> str:
    """`38,5 %* (2025; ước)`: a number with its period and its marks; "" without a number."""
    said = _BETWEEN.join(dict.fromkeys(one for one in (period, *words(mark)) if one))
    return text and f"{text}{star(mark)}" + (f"{between}({said})" if said else "")


def suffix(mark: str) -> str:
    """What is printed after the number: `*` for illustrative, everything else in brackets."""
    said = _BETWEEN.join(words(mark))
    return (f" ({said})" if said else "") + star(mark)
