"""The demonstration of reporting: calendar, reports in every state, done through the same verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from assignments.actions import join_unit
from assignments.models import Unit
from indicators.method.facts import Kind, Nature
from indicators.models import Collection, Programme
from reports.calendar import ask_extension, current_period, decide_extension, lock, open_year
from reports.completing import IncompleteReportError
from reports.demonstration import generate
from reports.demonstration.clock import at, moment_of
from reports.demonstration.reporting_plan import (
    CURRENT,
    HELPER,
    HELPER_NAME,
    LAST,
    REMINDED,
    Do,
    Step,
    Story,
)
from reports.demonstration.rows import DemoFigure
from reports.demonstration.task_plan import words_for
from reports.drafting import open_report
from reports.models import (
    Entry,
    EntryState,
    Extension,
    Report,
    ReportingPeriod,
    ReportState,
    TaskUpdate,
)
from reports.models.task import DONE
from reports.obligations import obligations_of
from reports.reminders import deliver_reminders, remind
from reports.reporting import Filling, TaskFilling, fill_entry, fill_update, latest_report, submit
from reports.reviewing import approve_report, return_entries
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.timestamps import today

FIRST_YEAR, WITH_REPORTS = 2025, "ha-tinh-15-ctr-tu"
OFFICES = {WITH_REPORTS: "vanphong", "thanh-hoa-57-kh-tu": "thanhhoa"}
_NOTE = "Tổng hợp từ cơ sở (minh họa)"
_PRODUCT = "Kế hoạch và báo cáo tiến độ (minh họa)"
_PROOF_WANTED = "Đề nghị nêu rõ sản phẩm hoặc gửi kèm tài liệu minh chứng hoàn thành."
_LOCKED_AFTER = timedelta(days=10)
Deed = tuple[datetime, int, Callable[[], object]]


def load_reporting(programme: Programme) -> bool:
    """Open the calendar and replay the reports, once: nothing is done where a period exists."""
    periods = ReportingPeriod.objects.filter(programme=programme)
    if programme.code not in OFFICES or periods.exists():
        return False
    office = User.objects.get(username=OFFICES[programme.code])
    for year in range(FIRST_YEAR, (today() + timedelta(days=17)).year + 1):
        with at(moment_of(date(year, 1, 5))):
            open_year(programme=programme, year=year, by=None)
    current = current_period(programme)
    if current is None:
        return True
    before = [one for one in periods.order_by("year", "quarter") if one.cut_off < current.cut_off]
    for period in before[:-1]:
        period.programme = programme
        with at(moment_of(period.deadline + _LOCKED_AFTER)):
            lock(period=period, by=office)
    if programme.code == WITH_REPORTS and before:
        _Replay(programme, office).run(before[-1], current)
    return True


@dataclass
class _Replay:
    """One run through the plan, in order of time over all units."""

    programme: Programme
    office: User
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    figures: dict[tuple[str, str, str, str], DemoFigure] = field(default_factory=dict)
    progress: dict[int, int] = field(default_factory=dict)
    """How far each task was before, by the key of its assignment."""

    def run(self, last: ReportingPeriod, current: ReportingPeriod) -> None:
        """Do everything that the plan holds for the two quarters."""
        self.units = {
            unit.code: unit for unit in Unit.objects.filter(province=self.programme.province_id)
        }
        self._meet_people()
        self._make_figures(current)
        known = TaskUpdate.objects.filter(assignment__programme=self.programme, report=None)
        rows = known.order_by("pk").values_list("assignment", "progress")
        self.progress = {key: percent or 0 for key, percent in rows}
        deeds: list[Deed] = [
            *self._deeds(LAST, last, last.deadline),
            *self._deeds(CURRENT, current, current.starts_on),
            (moment_of(last.deadline + timedelta(days=2)), 0, partial(self._chase, last)),
        ]
        for moment, _place, deed in sorted(deeds, key=lambda one: one[:2]):
            with at(moment):
                deed()

    def _meet_people(self) -> None:
        helper = User.objects.filter(username=HELPER).first()
        helper = helper or User.objects.create_user(
            HELPER, full_name=HELPER_NAME, is_demonstration=True
        )
        for story in (*LAST, *CURRENT):
            if story.reporter == HELPER:
                join_unit(user=helper, unit=self.units[story.unit], role=Role.REPORTER, by=None)
        names = {story.reporter for story in (*LAST, *CURRENT)}
        self.people = {one.username: one for one in User.objects.filter(username__in=names)}

    def _make_figures(self, current: ReportingPeriod) -> None:
        """What the generator will know once the current quarter and its year have ended."""
        later = date(current.year + 1, 1, 31)
        for row in generate(self.programme.code, later, list(self.units.values())):
            if row.period.year >= current.year - 1:
                key = (row.indicator, row.unit, str(row.period), row.class_code)
                self.figures[key] = row

    def _deeds(
        self, stories: Sequence[Story], period: ReportingPeriod, start: date
    ) -> Iterator[Deed]:
        """The steps of the units that owe something, each with its moment and place in order."""
        period.programme = self.programme
        for number, story in enumerate(stories):
            unit = self.units[story.unit]
            if not obligations_of(unit, period):
                continue
            for place, step in enumerate(story.steps):
                moment = moment_of(start + timedelta(days=step.day), 20 * number + place)
                yield moment, place, partial(self._do, story, step, period)

    def _do(self, story: Story, step: Step, period: ReportingPeriod) -> None:
        unit, by = self.units[story.unit], self.people[story.reporter]
        if step.do is Do.ASK:
            until = period.deadline + timedelta(days=step.count or 0)
            ask_extension(period=period, unit=unit, reason=step.words, wanted_until=until, by=by)
        elif step.do is Do.GRANT:
            wish = Extension.objects.get(period=period, unit=unit)
            decide_extension(
                extension=wish, granted_until=wish.wanted_until, answer="", by=self.office
            )
        elif step.do in (Do.FILL, Do.SLIP):
            self._fill(open_report(period=period, unit=unit, by=by), step, by)
        else:
            self._move(latest_report(period, unit), step, by)

    def _fill(self, report: Report, step: Step, by: User) -> None:
        """A slip halves the last figure that is filled already."""
        entries = list(report.entries.select_related("indicator", "report__period__programme"))
        is_slip = step.do is Do.SLIP
        for entry in entries[-1:] if is_slip else entries[: step.count]:
            filling = self._filling(entry, report.unit, is_slip=is_slip)
            if filling is not None:
                entry.report = report
                fill_entry(entry=entry, filling=filling, version=entry.version, by=by)
        self._fill_tasks(report, step, by)

    def _fill_tasks(self, report: Report, step: Step, by: User) -> None:
        """A slip calls a task done without naming a product."""
        is_slip = step.do is Do.SLIP
        updates = report.task_updates.select_related(
            "assignment__task", "assignment__unit", "report__period__programme"
        )
        for update in list(updates)[: 1 if is_slip else step.count]:
            before = self.progress.get(update.assignment_id, 25)
            percent = DONE if is_slip else min(before + 15, 95)
            filling = TaskFilling(
                progress=percent,
                words=words_for(percent, update.assignment.unit.code),
                products="" if is_slip else _PRODUCT,
                done_on=today() if is_slip else None,
            )
            update.report = report
            fill_update(update=update, filling=filling, version=update.version, by=by)

    def _filling(self, entry: Entry, unit: Unit, *, is_slip: bool) -> Filling | None:
        is_local = entry.indicator.collection == Collection.LOCAL
        place = unit.code if is_local else self.programme.province.code
        key = (entry.indicator.code, place, str(entry.period), entry.class_code)
        row = self.figures.get(key)
        if row is None:
            return None
        numerator = row.numerator
        if is_slip and numerator is not None:
            numerator = (numerator / 2).to_integral_value()
        return Filling(
            value=row.value,
            numerator=numerator,
            denominator=row.denominator,
            done_on=row.done_on,
            is_not_done=entry.indicator.kind == Kind.MILESTONE and row.done_on is None,
            nature=Nature.ILLUSTRATIVE,
            note=row.note or _NOTE,
        )

    def _move(self, report: Report | None, step: Step, by: User) -> None:
        """A report for which the generator holds too little stays a draft."""
        if report is None:
            return
        if step.do is Do.SUBMIT:
            with suppress(IncompleteReportError):
                submit(report=report, by=by)
        elif report.state != ReportState.SUBMITTED:
            return
        elif step.do is Do.APPROVE:
            approve_report(report=report, by=self.office)
        else:
            entries = report.entries.filter(state=EntryState.OPEN).order_by("-id")[: step.count]
            reasons = {entry.pk: step.words for entry in entries}
            done = report.task_updates.filter(state=EntryState.OPEN, progress=DONE)
            updates = {update.pk: _PROOF_WANTED for update in done}
            return_entries(report=report, reasons=reasons, updates=updates, by=self.office)

    def _chase(self, period: ReportingPeriod) -> None:
        units = [self.units[code] for code in REMINDED]
        remind(period=period, units=units, by=self.office)
        deliver_reminders()
