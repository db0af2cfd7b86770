"""A unit with its people and a report to fill, of any size, through the product's own verbs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.core.management import call_command

from assignments.actions import join_unit
from assignments.models import Unit
from indicators.models import Programme
from reports.calendar import current_period, open_year
from reports.drafting import open_report
from reports.models import Entry, Report, ReportingPeriod
from reports.reporting import Filling, fill_entry, latest_report
from tests.bench.programme import LEAD, MONITOR, build
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.timestamps import today


@dataclass(frozen=True)
class Office:
    """Who reports, who reviews, and what is due now."""

    programme: Programme
    period: ReportingPeriod
    unit: Unit
    reporters: list[User]
    reviewers: list[User]


def office(*, reporters: int, figures: int, periods: int = 2) -> Office:
    """A new database with `figures` quarterly indicators that one department leads."""
    call_command("migrate", verbosity=0)
    maker = User.objects.create_user("maker", full_name="Maker", is_administrator=True)
    return staffed(build(figures, periods, by=maker), reporters)


def staffed(programme: Programme, reporters: int) -> Office:
    """The programme's calendar opened, and people for its lead and its monitor."""
    for year in (today().year, today().year + 1):
        open_year(programme=programme, year=year, by=None)
    period = current_period(programme)
    assert period is not None
    return Office(
        programme=programme,
        period=ReportingPeriod.objects.select_related("programme__province").get(pk=period.pk),
        unit=Unit.objects.get(code=LEAD),
        reporters=[_person(f"reporter-{n}", LEAD, Role.REPORTER) for n in range(reporters)],
        reviewers=[_person(f"reviewer-{n}", MONITOR, Role.REVIEWER) for n in range(2)],
    )


def _person(name: str, unit: str, role: Role) -> User:
    user = User.objects.create_user(name, full_name=name)
    join_unit(user=user, unit=Unit.objects.get(code=unit), role=role, by=None)
    return user


def a_filled_report(office: Office) -> Report:
    """A complete draft, every figure with a reason."""
    by = office.reporters[0]
    report = open_report(period=office.period, unit=office.unit, by=by)
    for number, entry in enumerate(entries_of(report)):
        filling = some_filling(Decimal(number))
        fill_entry(entry=entry, filling=filling, version=entry.version, by=by)
    found = latest_report(office.period, office.unit)
    assert found is not None
    return found


def entries_of(report: Report) -> list[Entry]:
    """The cells with all that a save needs."""
    related = ("indicator", "report__period__programme", "report__unit")
    return list(report.entries.select_related(*related).order_by("pk"))


def some_filling(value: Decimal) -> Filling:
    """A value with a reason, so that no soft check stops it."""
    return Filling(value=value, note="theo báo cáo của đơn vị")
