"""One unit's report of one period, as it was filled and decided on: what its rows are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from assignments.models import Assignment, Unit
from reports.load.courses import mixed
from reports.load.lines import Cell, Told, cells, told_of
from reports.load.stories import WHOLE, Story
from reports.load.words import RETURNS
from reports.load.world import World
from reports.models import EntryState, ReportingPeriod, ReportState
from reports.obligations import Obligation

_PER_LINE = timedelta(seconds=23)
"""How long a person takes for one line."""
_BEFORE = timedelta(hours=2)
"""How long before it is sent again a returned or corrected line is filled anew."""
_TOLD_BEFORE = timedelta(days=12)
"""How long before the cut-off a task was done that a report calls done."""


@dataclass(frozen=True)
class Filed:
    """A report with its lines; `key` is how the ledger names it, without the revision."""

    unit: Unit
    period: ReportingPeriod
    by: int
    office: int
    story: Story
    cells: Sequence[Cell]
    tasks: Sequence[Told]
    reason: str

    @property
    def key(self) -> str:
        """How the ledger names it, without the revision."""
        return f"{self.unit.code}/{self.period.period}"

    @property
    def sent_on(self) -> date | None:
        """The day on which it was sent first."""
        return timezone.localdate(self.story.sent) if self.story.sent else None

    @property
    def is_late(self) -> bool:
        """Whether that was after the deadline."""
        return self.sent_on is not None and self.sent_on > self.period.deadline

    @property
    def revisions(self) -> int:
        """How many rows it has: a correction is one of its own."""
        return 2 if self.story.revision else 1

    def is_filled(self, place: int) -> bool:
        """Whether the first revision has come as far as this line; tasks follow the figures."""
        count = len(self.cells) + len(self.tasks)
        return place * WHOLE < self.story.filled * count

    def filled_at(self, place: int) -> datetime:
        """The lines are filled one after the other."""
        return self.story.opened + (place + 1) * _PER_LINE

    def refilled_at(self, story: Story, place: int) -> datetime | None:
        """When a line was filled anew before the report was sent again, or its correction sent."""
        last = story.resent if story is self.story else story.sent
        return last and last - _BEFORE + place * _PER_LINE


def line_state(story: Story, *, is_returned: bool) -> str:
    """Where a line stands after the report's story."""
    if story.state == ReportState.APPROVED:
        return EntryState.APPROVED.value
    is_back = is_returned and story.state == ReportState.RETURNED
    return EntryState.RETURNED.value if is_back else EntryState.OPEN.value


def filed(
    world: World,
    unit: Unit,
    period: ReportingPeriod,
    story: Story,
    owed: tuple[Sequence[Obligation], Sequence[tuple[int, Assignment]]],
    step: int,
) -> Filed:
    """The report of that story; tasks come with their place among the programme's leads.

    `step` counts the periods in which units reported, from 1.
    """
    figures, tasks = owed
    done_on = period.cut_off - _TOLD_BEFORE
    return Filed(
        unit=unit,
        period=period,
        by=world.staff.of_unit[unit.pk][0],
        office=world.office,
        story=story,
        cells=tuple(cells(world, unit, figures, story)),
        tasks=tuple(told_of(world, task, place, step, done_on) for place, task in tasks),
        reason=RETURNS[mixed(world.key, step + len(figures)) % len(RETURNS)],
    )
