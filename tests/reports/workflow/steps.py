"""What people do in these tests, through the product's own verbs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assignments.models import Assignment, Unit
from indicators.method.facts import Nature
from indicators.models import Programme
from reports.drafting import open_report
from reports.models import (
    Entry,
    Evidence,
    Extension,
    Figure,
    Notification,
    Report,
    ReportingPeriod,
    ReportState,
    TaskUpdate,
)
from reports.reporting import Filling, TaskFilling, fill_entry, fill_update, latest_report, submit
from reports.reviewing import approve_report, return_report
from tests.scenes import Row, table
from tracker.accounts.models import User
from tracker.audit.models import Event

STORED = (
    *(Report, Entry, TaskUpdate, Figure, Evidence, Extension, ReportingPeriod, Notification),
    *(Assignment, Event),
)
ANSWERS = {
    "urban": Filling(value=Decimal("41.2")),
    "towns/II": Filling(value=Decimal(1)),
    "towns/III": Filling(value=Decimal(2)),
    "city": Filling(is_not_done=True),
    "housing": Filling(numerator=Decimal(3200), denominator=Decimal(100)),
    "broadband": Filling(numerator=Decimal(81), denominator=Decimal(100)),
}


HALF = TaskFilling(progress=50, words="Đã lấy ý kiến các ngành", products="Dự thảo")


@dataclass(frozen=True)
class World:
    """A programme with its calendar, a department, a ward, and everybody by name."""

    programme: Programme
    periods: dict[int, ReportingPeriod]
    department: Unit
    ward: Unit
    people: dict[str, User]

    @property
    def q4(self) -> ReportingPeriod:
        return self.periods[4]

    def report(self, unit: Unit | None = None, quarter: int = 4) -> Report:
        """The latest report as it stands in the database now."""
        found = latest_report(self.periods[quarter], unit or self.department)
        assert found is not None
        return found

    def __getitem__(self, name: str) -> User:
        return self.people[name]


def stored() -> dict[str, list[Row]]:
    """Everything that is in the tables of reporting: equal before and after a refusal."""
    return {one.__name__: list(table(one._meta.db_table).values()) for one in STORED}


def key_of(entry: Entry) -> str:
    """`towns/II`: how ANSWERS names an entry."""
    return "/".join(filter(None, (entry.indicator.code, entry.class_code)))


def entry_of(report: Report, key: str) -> Entry:
    """One entry of the report, read anew."""
    code, _slash, class_code = key.partition("/")
    entries = Entry.objects.select_related("report__period__programme", "report__unit", "indicator")
    return entries.get(report=report, indicator__code=code, class_code=class_code)


def fill(report: Report, key: str, by: User, filling: Filling | None = None, **content: Any):
    """Fill one entry from the version at which it stands."""
    entry = entry_of(report, key)
    what = filling or Filling(**({"nature": Nature.OFFICIAL} | content))
    return fill_entry(entry=entry, filling=what, version=entry.version, by=by)


def update_of(report: Report, code: str) -> TaskUpdate:
    """What the report says of one task, read anew."""
    related = ("report__period__programme", "report__unit", "assignment__task", "assignment__unit")
    return TaskUpdate.objects.select_related(*related).get(
        report=report, assignment__task__code=code
    )


def tell(report: Report, code: str, by: User, filling: TaskFilling = HALF) -> TaskUpdate:
    """Fill one task update from the version at which it stands."""
    update = update_of(report, code)
    return fill_update(update=update, filling=filling, version=update.version, by=by)


def fill_all(report: Report, by: User) -> None:
    """Fill whatever is not filled yet."""
    for update in report.task_updates.select_related("assignment__task"):
        if not update.is_filled:
            tell(report, update.assignment.subject_code, by)
    for entry in report.entries.select_related("indicator"):
        if not entry.is_filled:
            fill(report, key_of(entry), by, ANSWERS[key_of(entry)])


def filled(world: World, unit: Unit | None = None, quarter: int = 4, by: str = "reporter"):
    """A complete draft."""
    unit = unit or world.department
    open_report(period=world.periods[quarter], unit=unit, by=world[by])
    fill_all(world.report(unit, quarter), world[by])
    return world.report(unit, quarter)


def report_in(world: World, state: str, unit: Unit | None = None) -> Report:
    """A report of Quý IV that came into the state in the usual way."""
    unit = unit or world.department
    report = filled(world, unit)
    if state == ReportState.DRAFT:
        return report
    if state == ReportState.SIGNING:
        Unit.objects.filter(pk=unit.pk).update(wants_sign_off=True)
    submit(report=world.report(unit), by=world["reporter"])
    if state == ReportState.RETURNED:
        return_report(report=world.report(unit), reason="xem lại", by=world["reviewer"])
    if state == ReportState.APPROVED:
        approve_report(report=world.report(unit), by=world["reviewer"])
    return world.report(unit)


def current_value(code: str, unit: Unit, year: int = 2026) -> Decimal | None:
    """The value of the current approved figure; None if there is none."""
    figures = Figure.objects.filter(
        indicator__code=code, unit=unit, year=year, superseded_on=None, approved_at__isnull=False
    )
    return figures.values_list("value", flat=True).first()


def verbs_since(key: int) -> list[str]:
    """What the ledger says was done after the event with this key."""
    return list(Event.objects.filter(pk__gt=key).order_by("pk").values_list("verb", flat=True))


def last_event() -> int:
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


AFTER_DEADLINE = date(2026, 12, 20)
