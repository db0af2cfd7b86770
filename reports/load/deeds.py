"""The deeds on one report: what the ledger says of each, and whom it told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from reports.load.filed import Filed
from reports.load.lines import Cell, Told
from reports.load.stories import Story
from reports.load.words import REVISED
from reports.load.world import Notice, World, ending, told
from reports.load.writing import Row, stamp
from reports.models.dialogue import NotificationKind

Deed = tuple[datetime, list[Row]]
"""A moment and the lines of the ledger about what was done then."""
_EMPTY_ENTRY = '{"nature": "official"}'


@dataclass(frozen=True)
class Deeds:
    """Tells the ledger's lines of one report; notifications go to the world's notices."""

    world: World
    one: Filed
    is_new: bool
    """Whether nobody has read the notifications yet."""

    def all(self) -> Iterator[Deed]:
        """Every deed on the report and its correction, each in itself in order."""
        yield from self._first(self.one.story)
        if self.one.story.revision is not None:
            yield from self._correction(self.one.story.revision)

    def _first(self, story: Story) -> Iterator[Deed]:
        yield story.opened, [self._report((story.opened, self.one.by), "opened")]
        yield story.opened, [*self._filled(story)]
        if story.sent:
            yield self._sent(story.sent, 1)
        if story.returned:
            yield story.returned, [*self._returned(story.returned)]
            self._tell_unit(NotificationKind.REPORT_RETURNED, story.returned, self.one.reason)
        if story.resent:
            yield story.resent, [*self._refilled(story, 1)]
            yield self._sent(story.resent, 1)
        if story.approved:
            yield story.approved, [*self._approved(story.approved, 1)]
            self._tell_unit(NotificationKind.REPORT_APPROVED, story.approved)

    def _correction(self, story: Story) -> Iterator[Deed]:
        opened = story.opened, self.one.by
        yield story.opened, [self._report(opened, "revised", 2, reason=REVISED)]
        if story.sent:
            yield story.sent, [*self._refilled(story, 2)]
            yield self._sent(story.sent, 2)
        if story.approved:
            yield story.approved, [*self._approved(story.approved, 2)]
            self._tell_unit(NotificationKind.REPORT_APPROVED, story.approved)

    # --- what is done -----------------------------------------------------------------------

    def _filled(self, story: Story) -> Iterator[Row]:
        one = self.one
        for place, cell in enumerate(one.cells):
            if one.is_filled(place):
                content = _EMPTY_ENTRY, told(cell.first, ending(note=cell.note))
                yield self._entry_filled(one.filled_at(place), cell, 1, content)
        for place, task in enumerate(one.tasks, start=len(one.cells)):
            if one.is_filled(place):
                done = stamp(one.filled_at(place)), one.by
                content = "{}", json.dumps(task.ledger)
                yield self._row(done, "task_update.filled", self._task(task, 1), content)

    def _refilled(self, story: Story, revision: int) -> Iterator[Row]:
        for place, cell in enumerate(self.one.cells):
            if cell.is_revised if revision > 1 else cell.is_returned:
                end = ending(note=cell.note)
                before = told(cell.stands if revision > 1 else cell.first, end)
                when = self.one.refilled_at(story, place) or story.opened
                yield self._entry_filled(when, cell, revision, (before, told(cell.right, end)))

    def _sent(self, when: datetime, revision: int) -> Deed:
        after = json.dumps({"late": self.one.is_late})
        row = self._report((when, self.one.by), "submitted", revision, after=after)
        kind = NotificationKind.REPORT_SUBMITTED
        self._tell(self.world.staff.reviewers, kind, "review", when)
        return when, [row]

    def _returned(self, when: datetime) -> Iterator[Row]:
        done, reason = (stamp(when), self.one.office), self.one.reason
        for cell in self.one.cells:
            if cell.is_returned:
                yield self._row(done, "entry.returned", self._cell(cell, 1), reason=reason)
        yield self._report((when, self.one.office), "returned", reason=reason)

    def _approved(self, when: datetime, revision: int) -> Iterator[Row]:
        """The figures first, then the lines, then the report: as the verbs do."""
        done = stamp(when), self.one.office
        for cell in self.one.cells:
            if revision == 1 or cell.is_revised:
                yield self._figure(done, cell, revision)
        for cell in self.one.cells:
            yield self._row(done, "entry.approved", self._cell(cell, revision))
        for task in self.one.tasks:
            yield self._row(done, "task_update.approved", self._task(task, revision))
        yield self._report((when, self.one.office), "approved", revision)

    def _figure(self, done: tuple[str, int], cell: Cell, revision: int) -> Row:
        end = ending(note=cell.note)
        before, after = None, told(cell.stands, end)
        if revision > 1:
            before, after = after, told(cell.right, end)
        key = f"{cell.owed.indicator.code}/{self.one.unit.code}/{cell.owed.period}"
        return self._row(done, "figure.approved", key, (before, after))

    # --- who is told ------------------------------------------------------------------------

    def _tell_unit(self, kind: NotificationKind, when: datetime, words: str = "") -> None:
        people = self.world.staff.of_unit[self.one.unit.pk]
        self._tell(people, kind, "report", when, words)

    def _tell(
        self,
        people: Sequence[int],
        kind: NotificationKind,
        page: str,
        when: datetime,
        words: str = "",
    ) -> None:
        period = str(self.one.period.period)
        url = self.world.address(page, period, self.one.unit)
        subject = f"{self.one.unit.name} · {period}"
        self.world.notify(people, Notice(kind, subject, url, when, self.is_new, words))

    # --- lines of the ledger ----------------------------------------------------------------

    def _entry_filled(
        self, when: datetime, cell: Cell, revision: int, content: tuple[str, str]
    ) -> Row:
        done = stamp(when), self.one.by
        return self._row(done, "entry.filled", self._cell(cell, revision), content)

    def _report(
        self,
        done: tuple[datetime, int],
        deed: str,
        revision: int = 1,
        *,
        after: str | None = None,
        reason: str = "",
    ) -> Row:
        when, by = done
        key = f"{self.one.key}/{revision}"
        return self._row((stamp(when), by), f"report.{deed}", key, (None, after), reason)

    def _cell(self, cell: Cell, revision: int) -> str:
        return f"{self.one.key}/{revision}/{cell.owed.indicator.code}"

    def _task(self, told_of: Told, revision: int) -> str:
        return f"{self.one.key}/{revision}/{told_of.task.subject_code}"

    def _row(
        self,
        done: tuple[str, int],
        verb: str,
        key: str,
        content: tuple[str | None, str | None] = (None, None),
        reason: str = "",
    ) -> Row:
        return (*done, verb, verb.partition(".")[0], key, self.world.code, *content, reason)
