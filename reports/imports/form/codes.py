"""How the form calls the lines of a report, and what people write for yes and no."""

from __future__ import annotations

from reports.models import Entry, TaskUpdate
from tracker.common.folding import fold

_YES = frozenset(fold(word) for word in ("có", "yes", "x", "1", "true", "ước", "ước tính"))
_NO = frozenset(fold(word) for word in ("", "không", "no", "0", "false", "-", "–"))


def entry_code(entry: Entry) -> str:
    """`I01`, of a class `I01/II`: unique within a report."""
    return "/".join(filter(None, (entry.indicator.code, entry.class_code)))


def update_code(update: TaskUpdate) -> str:
    """`1.1#27`: the task and the unit's assignment to it, of which a report may hold two."""
    return f"{update.assignment.subject_code}#{update.assignment_id}"


def read_flag(text: str) -> bool | None:
    """What stands in a column of yes and no, in either language; None for any other word."""
    word = fold(text)
    if word in _YES:
        return True
    return False if word in _NO else None
