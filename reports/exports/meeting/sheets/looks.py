"""How the cells of a meeting's workbook look; each look is made once."""

from __future__ import annotations

from functools import lru_cache

from reports.charts.palette import STATUS_LOOKS
from reports.exports.meeting.party_form import (
    ALERT,
    BODY_SIZE,
    GREY,
    GROUP_FILL,
    HEAD_FILL,
    HEAD_SIZE,
    LINE_SIZE,
    TITLE_SIZE,
    colour,
)
from tracker.common.sheets.looks import Look

HEAD = Look(HEAD_SIZE, bold=True, align="center", border=True, fill=HEAD_FILL)
COLUMN_NUMBER = Look(9, italic=True, align="center", border=True)
GROUP = Look(BODY_SIZE, bold=True, border=True, fill=GROUP_FILL)
GROUP_NUMERAL = Look(BODY_SIZE, bold=True, align="center", border=True, fill=GROUP_FILL)
TEXT = Look(BODY_SIZE, border=True)
CENTRED = Look(BODY_SIZE, align="center", border=True)
STRONG = Look(BODY_SIZE, bold=True, border=True)
PART = Look(BODY_SIZE, italic=True, border=True, indent=1)
SMALL = Look(10, border=True)
TITLE = Look(TITLE_SIZE, bold=True, align="center")
LINE = Look(LINE_SIZE, align="center")
STRONG_LINE = Look(LINE_SIZE, bold=True, align="center")
ITALIC_LINE = Look(LINE_SIZE, italic=True, align="center")
ALERT_LINE = Look(LINE_SIZE, bold=True, align="center", colour=ALERT)
SENTENCE = Look(12)
NOTE = Look(10, italic=True, colour=GREY)

_STATUS = {
    key: Look(
        BODY_SIZE,
        bold=True,
        align="center",
        border=True,
        colour=colour(look.text),
        fill=colour(look.tint),
    )
    for key, look in STATUS_LOOKS.items()
}
_STATE_TONES = {
    "approved": "met",
    "submitted": "on_track",
    "sent": "on_track",
    "imported": "on_track",
    "returned": "behind",
    "overdue": "missed",
    "unsent": "missed",
}


def status_look(status: str) -> Look:
    """The tint of a status; plain for none."""
    return _STATUS.get(status, CENTRED)


def state_look(state: str) -> Look:
    """The tint of a report's state."""
    return _STATUS[_STATE_TONES.get(state, "not_due")]


_VIETNAMESE = "[$-42A]"
"""Commas for decimals wherever the program asks the format; Excel asks its own settings."""


@lru_cache(maxsize=4096)
def number_look(
    decimals: int,
    *,
    suffix: str = "",
    is_signed: bool = False,
    size: float = BODY_SIZE,
    is_bold: bool = False,
) -> Look:
    """A number with so many decimals and what is printed after it; the sign is always written where
    the number is a gap."""
    digits = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    after = f'"{suffix.replace(chr(34), "")}"' if suffix else ""
    plus = f'{_VIETNAMESE}"+"{digits}{after}' if is_signed else f"{_VIETNAMESE}{digits}{after}"
    minus = f'{_VIETNAMESE}"−"{digits}{after}'
    zero = f"{_VIETNAMESE}{digits}{after}"
    return Look(
        size,
        bold=is_bold,
        align="center",
        border=True,
        wrap=False,
        number_format=f"{plus};{minus};{zero}",
    )


WHOLE = number_look(0)
WHOLE_STRONG = number_look(0, is_bold=True)
DAY = Look(BODY_SIZE, align="center", border=True, wrap=False, number_format="dd/mm/yyyy")
