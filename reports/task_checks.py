"""Soft checks of a task update beside what was said before: they warn, they never block.

Pure: values in, codes out. Hard checks (percent and day agree) stand in reports/filling.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DONE = 100
STILL_FOR = 3


class UpdateWarning(StrEnum):
    """What looks odd about a task update."""

    UNPROVEN = "unproven"
    FALLING = "falling"
    DONE_LATE = "done_late"
    NO_CHANGE = "no_change"


@dataclass(frozen=True)
class UpdateContext:
    """A task update with the percentages approved before, latest last, and its deadline."""

    progress: int | None
    earlier: Sequence[int] = ()
    done_on: date | None = None
    due: date | None = None
    has_proof: bool = False
    """Whether a product is named or a file put beside it."""


def update_warnings(context: UpdateContext) -> tuple[UpdateWarning, ...]:
    """Every soft check that the update trips, the gravest first; none while it is empty.

    Done without product or evidence; less than before; completed after the deadline; the same
    percentage below 100 as in the two updates before, so for two quarters.
    """
    progress = context.progress
    if progress is None:
        return ()
    found = []
    if progress == DONE and not context.has_proof:
        found.append(UpdateWarning.UNPROVEN)
    if context.earlier and progress < context.earlier[-1]:
        found.append(UpdateWarning.FALLING)
    if context.done_on and context.due and context.done_on > context.due:
        found.append(UpdateWarning.DONE_LATE)
    if _stands_still(progress, context.earlier):
        found.append(UpdateWarning.NO_CHANGE)
    return tuple(found)


def _stands_still(progress: int, earlier: Sequence[int]) -> bool:
    run = [*earlier, progress][-STILL_FOR:]
    return len(run) == STILL_FOR and len(set(run)) == 1 and progress < DONE
