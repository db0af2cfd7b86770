"""A small year of reporting for the tests of oversight: two communes, one with a reporter.

In the small programme Phường Thành Sen (18073) and Phường Sông Trí (18754) owe broadband each
quarter and housing in the fourth; Sở Xây dựng (42-sxd) owes the urban share in the fourth.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import time_machine

from assignments.actions import join_unit
from assignments.models import Unit
from indicators.models import Programme
from reports.calendar import open_year
from reports.drafting import open_report
from reports.models import Report, ReportingPeriod
from reports.reporting import Filling, fill_entry, submit
from reports.reviewing import approve_report, return_report
from tracker.accounts.models import User
from tracker.accounts.roles import Role

PEOPLE = ("reporter", "head", "reviewer", "reader", "stranger", "administrator")
NOT_THE_OFFICE = ("reporter", "head", "reader", "stranger", "administrator")


def periods_of(programme: Programme, *years: int) -> dict[str, ReportingPeriod]:
    """The periods of 2026, or of the years, by their code."""
    for year in years or (2026,):
        open_year(programme=programme, year=year, by=None)
    rows = ReportingPeriod.objects.filter(programme=programme).select_related("programme")
    return {str(one.period): one for one in rows}


def commune_reporter(unit: Unit, name: str = "commune") -> User:
    user = User.objects.create_user(name, full_name="Chị Sen")
    join_unit(user=user, unit=unit, role=Role.REPORTER, by=None)
    return user


def on(day: date):
    """At noon of a day in Việt Nam."""
    return time_machine.travel(f"{day.isoformat()}T12:00:00+07:00", tick=False)


def filled(period: ReportingPeriod, unit: Unit, by: User, *, count: int | None = None) -> Report:
    """A draft with all figures, or with the first few: 41 % urban, or 80 of 100."""
    report = open_report(period=period, unit=unit, by=by)
    for entry in list(report.entries.select_related("indicator", "report__period"))[:count]:
        filling = WHOLE if entry.indicator.code == "urban" else PARTS
        fill_entry(entry=entry, filling=filling, version=entry.version, by=by)
    return report


WHOLE = Filling(value=Decimal(41), note="ghi chú")
PARTS = Filling(numerator=Decimal(80), denominator=Decimal(100), note="ghi chú")


def sent(period: ReportingPeriod, unit: Unit, by: User, day: date) -> Report:
    """A complete report that was sent on the day."""
    with on(day):
        return submit(report=filled(period, unit, by), by=by)


def approved(period: ReportingPeriod, unit: Unit, by: User, office: User, day: date) -> Report:
    report = sent(period, unit, by, day)
    with on(day):
        return approve_report(report=report, by=office)


def returned(period: ReportingPeriod, unit: Unit, by: User, office: User, day: date) -> Report:
    report = sent(period, unit, by, day)
    with on(day):
        return return_report(report=report, reason="Xem lại mẫu số", by=office)
