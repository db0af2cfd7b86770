"""The small province after its mergers: what passed into what, with figures and tasks."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from assignments.duties import pass_on
from assignments.models import SuccessionKind, Unit
from indicators.models import Programme
from tests.assignments.small_world import a_task, follow, own_part
from tests.reports.figures import bring
from tracker.accounts.models import User

NEW_YEAR = date(2025, 1, 1)
PRESENT = {"don-vi-tinh": "hien-nay"}


def address(name: str, *args: str, **query: str) -> str:
    return reverse(name, args=["small", *args]) + (f"?{urlencode(query)}" if query else "")


def merge(units: dict[str, Unit]) -> None:
    """Lộc Hà into Kỳ Anh as a whole; the city into one ward, Kỳ Anh divided."""
    follow(units["448"], units["447"], on=NEW_YEAR, kind=SuccessionKind.WHOLE)
    follow(units["436"], units["18073"], kind=SuccessionKind.WHOLE)
    follow(units["447"], units["18754"], kind=SuccessionKind.SPLIT)


def figures(programme: Programme, by: User) -> None:
    """Districts reported housing for 2023 and 2024, one ward reported broadband since."""
    bring(
        programme,
        by,
        "housing,436,2023,,2900,100,,official,",
        "housing,436,2024,,3000,100,,official,",
        "housing,447,2024,,300,10,,official,",
        "housing,448,2024,,40,2,,official,",
        "broadband,18073,2026-Q3,,90,100,,official,",
    )


def tasks(programme: Programme, *units: Unit, count: int = 3, due: date | None = None) -> None:
    """Tasks of which each unit leads its own part; open ones pass to successors."""
    for place in range(count):
        task = a_task(programme, f"II.{place + 1}", due=due)
        for unit in units:
            own_part(task, unit)
    pass_on(programme.province, by=None)
