"""Every report of an invented programme, period by period, in the order in which it was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from assignments.models import Assignment, Unit
from reports.calendar import working_days_after
from reports.load.calendar import age_of, lock_period, tell_beginning
from reports.load.deeds import Deed, Deeds
from reports.load.filed import Filed, filed
from reports.load.moments import moment
from reports.load.report_rows import (
    ENTRIES,
    REPORTS,
    UPDATES,
    entry_rows,
    figure_rows,
    report_row,
    update_rows,
)
from reports.load.stories import Age, Story, chance_of, story
from reports.load.world import EVENTS, FIGURES, REMINDERS, Notice, World
from reports.load.writing import Row, Writer, reserve, stamp
from reports.models import Report, ReportingPeriod
from reports.models.dialogue import NotificationKind
from reports.obligations import Obligation, obligations_by_period
from reports.task_duties import is_owed_in

_DELIVERED_AFTER = timedelta(minutes=1)
Owed = Mapping[int, Sequence[Obligation]]


@dataclass
class Reporting:
    """One run over the periods in which units reported."""

    world: World
    writer: Writer
    done: dict[int, Assignment] = field(default_factory=dict)
    """The tasks that were reported done and approved, by their keys."""

    def run(self, periods: Sequence[ReportingPeriod]) -> None:
        """Write all of it, and close the tasks that are done."""
        told = [one for one in periods if age_of(self.world, one) is not None]
        owed = obligations_by_period(self.world.programme, told, list(self.world.units.values()))
        for step, period in enumerate(told, start=1):
            tell_beginning(self.world, self.writer, period)
            self._period(period, step, owed[period.pk])
            lock_period(self.world, self.writer, period)
        Assignment.objects.bulk_update(self.done.values(), ["closed_on"], batch_size=500)

    def _period(self, period: ReportingPeriod, step: int, owed: Owed) -> None:
        reports = list(self._filed(period, step, owed))
        deeds = self._chased(period, {one.unit.pk: one for one in reports}, owed)
        keys = iter(reserve(Report, sum(one.revisions for one in reports)))
        is_new = age_of(self.world, period) is not Age.OLD
        for one in reports:
            self._write(one, keys)
            deeds += Deeds(self.world, one, is_new).all()
        events = self.writer.rows(EVENTS)
        for _moment, rows in sorted(deeds, key=lambda deed: deed[0]):
            events += rows
            self.writer.settle()

    def _filed(self, period: ReportingPeriod, step: int, owed: Owed) -> Iterator[Filed]:
        """The reports that units have begun, in the order of the units' codes."""
        age = age_of(self.world, period)
        if age is None:
            return
        tasks = self._tasks(period)
        for number, unit in enumerate(self.world.units.values()):
            duties = owed.get(unit.pk, ()), tasks.get(unit.pk, ())
            chance = chance_of(self.world.key, number, self.world.size.step(period.period))
            told = self._story(age, period, chance) if any(duties) else None
            if told is not None:
                yield filed(self.world, unit, period, told, duties, step)

    def _story(self, age: Age, period: ReportingPeriod, chance: int) -> Story | None:
        dates = period.starts_on, period.deadline
        return story(age, *dates, chance, self.world.until)

    def _tasks(self, period: ReportingPeriod) -> Mapping[int, list[tuple[int, Assignment]]]:
        """The task updates that are owed, by unit."""
        found: dict[int, list[tuple[int, Assignment]]] = defaultdict(list)
        for place, row in enumerate(self.world.leads):
            if is_owed_in(row, period):
                found[row.unit_id].append((place, row))
        return found

    def _write(self, one: Filed, keys: Iterator[int]) -> None:
        """The rows of a report and of its correction, and the figures that came of them."""
        for revision, told in enumerate(filter(None, (one.story, one.story.revision)), start=1):
            key, rows = next(keys), self.writer.rows
            rows(REPORTS).append(report_row(one, key, told, revision))
            rows(ENTRIES).extend(entry_rows(one, key, told, revision))
            rows(UPDATES).extend(update_rows(one, key, told, revision))
            rows(FIGURES).extend(figure_rows(one, told, revision))
        if one.story.approved:
            for told_of in one.tasks:
                if told_of.done_on is not None:
                    told_of.task.closed_on = told_of.done_on
                    self.done[told_of.task.pk] = told_of.task

    # --- reminders --------------------------------------------------------------------------

    def _chased(
        self, period: ReportingPeriod, reports: Mapping[int, Filed], owed: Owed
    ) -> list[Deed]:
        """Who had not sent a few working days after the deadline is reminded: each programme on
        its own day, because a unit is reminded once a day."""
        day = working_days_after(period.deadline, 1 + self.world.number)
        at = moment(day, self.world.key)
        if at > self.world.until:
            return []
        late = [key for key in owed if not _was_sent(reports.get(key), day)]
        return [(at, [self._remind(period, self.world.units[key], day)]) for key in late]

    def _remind(self, period: ReportingPeriod, unit: Unit, day: date) -> Row:
        world, at = self.world, moment(day, self.world.key)
        queued, sent, code = stamp(at), at + _DELIVERED_AFTER, str(period.period)
        row = (period.pk, unit.pk, day.isoformat(), queued, world.office, stamp(sent))
        self.writer.rows(REMINDERS).append(row)
        url = world.address("report", code, unit)
        is_new = age_of(world, period) is not Age.OLD
        notice = Notice(NotificationKind.REMINDER, f"{unit.name} · {code}", url, sent, is_new)
        world.notify(world.staff.of_unit[unit.pk], notice)
        about = ("reminder.queued", "reminder", f"{unit.code}/{code}", world.code)
        return (queued, world.office, *about, None, None, "")


def _was_sent(one: Filed | None, day: date) -> bool:
    return one is not None and one.sent_on is not None and one.sent_on < day
