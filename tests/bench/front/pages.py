"""The pages that are measured and who opens them."""

from __future__ import annotations

from dataclasses import dataclass

DESKTOP, PHONE = (1366, 768), (390, 844)
"""The windows of an office machine and of a phone."""

_PROGRAMME = "/p/ha-tinh-15-ctr-tu/"
_WORK = f"{_PROGRAMME}viec-cua-toi/"


@dataclass(frozen=True)
class Place:
    """A page as one person sees it; `link`: it is reached by that link of the address."""

    name: str
    user: str
    address: str
    link: str = ""


PLACES = (
    Place("overview", "vanphong", _PROGRAMME),
    Place("indicators", "vanphong", f"{_PROGRAMME}chi-tieu/"),
    Place("one indicator", "vanphong", f"{_PROGRAMME}chi-tieu/do-thi-hoa/"),
    Place("matrix", "vanphong", f"{_PROGRAMME}ma-tran/"),
    Place("grid", "phuong", _WORK, link="main a[href*='/bao-cao/']"),
    Place("review queue", "vanphong", f"{_PROGRAMME}tham-dinh/"),
    Place("tasks", "vanphong", f"{_PROGRAMME}nhiem-vu/"),
)
ON_A_PHONE = ("overview", "one indicator", "grid")
"""What is opened in meetings and in the field."""
