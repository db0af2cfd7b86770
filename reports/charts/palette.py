"""The colours and status signs of the product (docs: ux.md, Look), for everything that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

INK, INK_2, CANVAS, LINE = "#1A2233", "#4A5568", "#F5F7FA", "#D5DBE3"
BRAND, BRAND_DARK, WHITE = "#0B4F8A", "#083A66", "#FFFFFF"
ACTUAL, TARGET, PREVIOUS, BAND = "#0B4F8A", "#1A2233", "#7A8798", "#DCE3EA"
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class StatusLook:
    """How one status is drawn: its icon always goes with the colour, and the word with both."""

    icon: str
    fill: str
    text: str
    tint: str


_DONE = ("#1A936F", "#0B5D45", "#E3F4EE")
_SLOW = ("#B86E00", "#7A4A00", "#FFF1D6")
_POOR = ("#9B1C1C", "#8E1B16", "#FBE5E3")
_MUTE = ("#5F6B7A", "#414B5A", "#EEF1F4")

STATUS_LOOKS: dict[str, StatusLook] = {
    "exceeded": StatusLook("double-up", "#3B2A8C", "#33247A", "#EAE7F8"),
    "met": StatusLook("tick", *_DONE),
    "met_late": StatusLook("tick", *_DONE),
    "on_track": StatusLook("tick", *_DONE),
    "behind": StatusLook("triangle", *_SLOW),
    "at_risk": StatusLook("cross", *_POOR),
    "missed": StatusLook("cross", *_POOR),
    "no_data": StatusLook("dash", *_MUTE),
    "not_due": StatusLook("clock", *_MUTE),
    "vision": StatusLook("clock", *_MUTE),
    "superseded": StatusLook("dash", *_MUTE),
}

WORST_FIRST = (
    *("missed", "at_risk", "behind", "on_track", "met_late", "met", "exceeded"),
    *("no_data", "not_due", "vision", "superseded"),
)
"""The order of attention; what cannot be judged stands last."""
OFF_TRACK = ("missed", "at_risk", "behind", "no_data")
"""What needs attention."""


def concern(severity: int, attainment: Decimal | None) -> tuple[int, bool, Decimal]:
    """To sort by, worst first: the rank of the status, then how much of the way is done; what has
    no attainment ends its group."""
    return severity, attainment is None, attainment or Decimal(0)


def severity(status: str) -> int:
    """The rank of a status in the order of attention (0 = worst); KeyError for an unknown one."""
    STATUS_LOOKS[status]
    return WORST_FIRST.index(status)
