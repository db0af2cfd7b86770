"""Reports on their way to the Office: a department with four figures, a ward with two."""

from __future__ import annotations

from decimal import Decimal

from assignments.actions import join_unit
from assignments.models import Assignment, Part, Unit
from indicators.models import Indicator, Programme
from reports.calendar import open_year
from reports.drafting import open_report
from reports.models import Entry, Report, ReportingPeriod
from reports.reporting import Filling, fill_entry, submit
from tracker.accounts.models import User
from tracker.accounts.roles import Role

DEPARTMENT = {
    "urban": Filling(value=Decimal("38.5"), note="Niên giám"),
    "towns/II": Filling(value=Decimal(2)),
    "towns/III": Filling(value=Decimal(1)),
    "city": Filling(is_not_done=True),
}
WARD = {
    "housing": Filling(numerator=Decimal(3100), denominator=Decimal(100)),
    "broadband": Filling(numerator=Decimal(90), denominator=Decimal(100)),
}


def fourth_quarter(programme: Programme) -> ReportingPeriod:
    """Quý IV/2026, of which 20/11/2026 is a day; the department leads all that has a lead."""
    department = Unit.objects.get(code="42-sxd")
    for code in ("towns", "city"):
        Assignment.objects.create(
            programme=programme,
            indicator=Indicator.objects.get(code=code),
            unit=department,
            part=Part.LEAD,
        )
    open_year(programme=programme, year=2026, by=None)
    return ReportingPeriod.objects.get(programme=programme, year=2026, quarter=4)


def name(entry: Entry) -> str:
    """`urban`, or `towns/II` for a class."""
    return "/".join(part for part in (entry.indicator.code, entry.class_code) if part)


def entry(report: Report, which: str) -> Entry:
    """A figure of the report as it stands now."""
    found = report.entries.select_related("indicator", "report__period__programme", "report__unit")
    return next(one for one in found if name(one) == which)


def fill(report: Report, which: str, filling: Filling, by: User) -> None:
    """Put one figure in."""
    one = entry(report, which)
    fill_entry(entry=one, filling=filling, version=one.version, by=by)


def sent(period: ReportingPeriod, unit: str, by: User, figures: dict[str, Filling]) -> Report:
    """A report that is filled and with the Office."""
    report = open_report(period=period, unit=Unit.objects.get(code=unit), by=by)
    for which, filling in figures.items():
        fill(report, which, filling, by)
    return submit(report=report, by=by)


def reporter_of(unit: str) -> User:
    """Somebody who reports for the unit."""
    user = User.objects.create_user(f"p{unit}", "secret-2026-pass", full_name=f"Person {unit}")
    join_unit(user=user, unit=Unit.objects.get(code=unit), role=Role.REPORTER, by=None)
    return user


def posted(report: Report, verb: str, *chosen: str, **fields: str) -> dict[str, object]:
    """The form as the browser sends it from the page as it is now; `urban=…` is a reason."""
    report.refresh_from_db()
    entries = {name(one): one for one in report.entries.select_related("indicator")}
    data: dict[str, object] = {"version": str(report.version)}
    for one in entries.values():
        if one.state == "open":
            data[f"version-{one.pk}"] = str(one.version)
    data["entry"] = [str(entries[which].pk) for which in chosen]
    for which, text in fields.items():
        data["reason" if which == "reason" else f"reason-{entries[which].pk}"] = text
    scope = verb.partition("-")[2]
    data["verb"] = verb.replace(scope, str(entries[scope].pk)) if scope in entries else verb
    return data
