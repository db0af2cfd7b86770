"""How the form looks: quiet, in the type of official letters; what is to be filled in is light."""

from __future__ import annotations

from tracker.common.sheets.looks import TEXT, Look

_OPEN, _CLOSED, _HEAD, _GROUP = "FFF7D6", "E9ECF0", "DCE6F1", "F2F5F9"
_RED, _TINT, _GREY = "8E1B16", "FBE5E3", "4A5568"

HIDDEN = Look(size=8, colour=_GREY, wrap=False, number_format=TEXT)
UNIT = Look(size=12, bold=True, wrap=False)
TITLE = Look(size=14, bold=True, align="center")
SUBTITLE = Look(size=12, align="center")
ABOUT = Look(size=11, italic=True, align="center", colour=_GREY)
CLOSED_SENTENCE = Look(size=11, bold=True, align="center", colour=_RED)

HEADER = Look(bold=True, align="center", fill=_HEAD, border=True)
MESSAGE_HEADER = Look(bold=True, align="center", fill=_TINT, colour=_RED, border=True)
GROUP = Look(bold=True, fill=_GROUP, wrap=False)
GROUP_NOTE = Look(italic=True, fill=_GROUP, colour=_GREY, wrap=False, indent=1)
AFTER_HEAD = Look(bold=True, wrap=False)
AFTER_NUMBER = Look(align="center", vertical="top")
AFTER_TEXT = Look(vertical="top")

_SIDES = ("left", "center", "right")
_INDENT = {"left": 1, "center": 0, "right": 1}
SHOWN = {
    side: Look(align=side, border=True, number_format=TEXT, indent=_INDENT[side]) for side in _SIDES
}
INPUT = {
    side: Look(
        align=side,
        border=True,
        fill=_OPEN,
        number_format=TEXT,
        is_locked=False,
        indent=_INDENT[side],
    )
    for side in _SIDES
}
CLOSED = {side: Look(align=side, border=True, fill=_CLOSED, number_format=TEXT) for side in _SIDES}
"""Cells that tell, that are to be filled in, and that could be in another row; by alignment."""
RETURNED = Look(border=True, indent=1, colour=_RED, number_format=TEXT)
MESSAGE = Look(border=True, indent=1, colour=_RED, fill=_TINT, number_format=TEXT)

GUIDE_TITLE = Look(size=14, bold=True, wrap=False)
GUIDE_HEAD = Look(size=12, bold=True, vertical="top")
GUIDE_TEXT = Look(size=12, vertical="top", indent=1)
SAMPLES = (
    Look(border=True, fill=_OPEN, align="center"),
    Look(border=True, fill=_CLOSED, align="center"),
    Look(border=True, align="center"),
)
"""A cell to fill in, a closed one, and one that only tells."""
