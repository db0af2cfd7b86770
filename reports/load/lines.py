"""The lines of one invented report: what stands in each figure and task update, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assignments.models import Assignment, Unit
from reports.load.courses import Numbers, mixed
from reports.load.stories import Story
from reports.load.words import NOTES, PRODUCT, PROGRESS
from reports.load.world import World
from reports.models.task import DONE
from reports.obligations import Obligation

_SHARE_RETURNED, _SHARE_REVISED = 5, 3
"""Every fifth line of a returned report is returned; every third of a corrected one was wrong."""


@dataclass(frozen=True)
class Cell:
    """One figure of a report: what was filled first, what stands at the end of the report, and
    what a later correction says."""

    owed: Obligation
    first: Numbers
    stands: Numbers
    right: Numbers
    note: str
    is_returned: bool = False
    is_revised: bool = False

    @property
    def period(self) -> tuple[int, int]:
        """Year and quarter as they are stored."""
        return self.owed.period.year, self.owed.period.quarter or 0


def cells(world: World, unit: Unit, owed: Sequence[Obligation], story: Story) -> Iterator[Cell]:
    """Every figure of the report's first revision, filled or to be filled."""
    for place, one in enumerate(owed):
        course = world.course(one.indicator, unit)
        step = world.size.step(one.period)
        draw = course.draw(step)
        chance = mixed(draw, place)
        is_returned = bool(story.returned) and (place == 0 or chance % _SHARE_RETURNED == 0)
        is_revised = bool(story.revision) and not is_returned and chance % _SHARE_REVISED == 1
        right = course.at(step, draw)
        first = course.at(step, draw, slip=True) if is_returned or is_revised else right
        stays = is_revised or (is_returned and not story.resent)
        note = NOTES[(chance >> 8) % len(NOTES)]
        yield Cell(one, first, first if stays else right, right, note, is_returned, is_revised)


@dataclass(frozen=True)
class Told:
    """How far a task is, as a unit tells it in one report."""

    task: Assignment
    progress: int
    words: str
    products: str
    done_on: date | None

    @property
    def ledger(self) -> dict[str, str]:
        """As reports/filling.py `update_ledger` has it."""
        content = {"words": self.words, "products": self.products}
        content["progress"] = str(self.progress)
        if self.done_on is not None:
            content["done_on"] = self.done_on.isoformat()
        return {name: text for name, text in content.items() if text}


def told_of(world: World, task: Assignment, place: int, step: int, day: date) -> Told:
    """A task moves by a few percent each quarter; a fourth of them faster, and these are done.

    `place` is its place among the programme's leads, `step` how many quarters they were reported.
    """
    chance = mixed(world.key, place)
    is_fast = chance % 4 == 0
    progress = 10 + (14 + (chance >> 8) % 12 if is_fast else 3 + (chance >> 8) % 6) * step
    progress = min(progress, DONE if is_fast else 95)
    words = PROGRESS[progress * (len(PROGRESS) - 1) // DONE]
    is_done = progress == DONE
    return Told(task, progress, words, PRODUCT if is_done else "", day if is_done else None)
