"""`python -m tests.reports.observing.contest NAME`: several people approve at the same moment.

Runs in a process of its own on the database of VAR_DIR or DATABASE_URL; prints what everybody was
told and what is kept then, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from decimal import Decimal
from typing import Any

import django

from tests.reports.workflow.contest import together

WARDS, QUARTERS = 8, ("2026-Q1", "2026-Q2", "2026-Q3")


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    print(json.dumps(globals()[name](), ensure_ascii=False, default=str))


def approvals() -> dict[str, Any]:
    """Eight people approve the same indicator and period, each of another ward."""
    from reports.models import ProvinceObservation
    from tests.reports.observing.deeds import approve, entry, not_kept, wrong

    programme, units, by = _world()
    told = []
    for period in QUARTERS:
        some = [
            entry(programme, units, "broadband", f"w{n}", period, numerator=n, denominator="10")
            for n in range(WARDS)
        ]
        told += together([lambda one=one: approve(programme, by, one) for one in some])
    rows = ProvinceObservation.objects.filter(indicator__code="broadband").order_by("quarter")
    sums = [float(row.numerator) for row in rows]
    reporting = [row.reporting for row in rows]
    left = {"wrong": wrong(programme), "not_kept": sorted(not_kept(programme))}
    return {"told": told, "sums": sums, "reporting": reporting, **left}


def bulk() -> dict[str, Any]:
    """Two people approve overlapping lots of reports, in opposite order."""
    from reports.models import Report
    from reports.reviewing import approve_reports
    from tests.reports.observing.deeds import not_kept, wrong

    programme, units, _by = _world()
    people, reports = _sent(programme, units)
    lots = [reports[:6], list(reversed(reports[2:]))]

    def approve(lot: list[Any], by: Any) -> None:
        found = Report.objects.select_related("period__programme", "unit")
        approve_reports(reports=[found.get(pk=one.pk) for one in lot], by=by)

    told = together([lambda p=pair: approve(*p) for pair in zip(lots, people, strict=True)])
    states = sorted(Report.objects.values_list("state", flat=True))
    return {
        "told": told,
        "states": states,
        "wrong": wrong(programme),
        "not_kept": sorted(not_kept(programme)),
    }


def _world() -> tuple[Any, dict[str, Any], Any]:
    from assignments.models import Unit
    from indicators.models import Programme
    from tests import cast
    from tracker.accounts.models import User

    cast.provinces()
    cast.units()
    for name in ("reviewer", "reporter", "head"):
        cast.person(name)
    old = Unit.objects.get(code="18073")
    more = {"kind": old.kind, "province": old.province, "valid_from": old.valid_from}
    for number in range(WARDS):
        name = f"w{number}"
        Unit.objects.create(code=name, name=name, folded_name=name, **more)
    cast.world()
    by_code = {unit.code: unit for unit in Unit.objects.all()}
    return Programme.objects.get(code="small"), by_code, User.objects.get(username="reviewer")


def _sent(programme: Any, units: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """The two reviewers, and a report of each ward that waits for them."""
    from reports.calendar import current_period, open_year
    from reports.models import ReportingPeriod
    from tracker.accounts.models import User
    from tracker.common.timestamps import today

    for year in (today().year, today().year + 1):
        open_year(programme=programme, year=year, by=None)
    periods = ReportingPeriod.objects.select_related("programme__province")
    period = periods.get(pk=current_period(programme).pk)
    reports = [_report(period, units[f"w{number}"], number) for number in range(WARDS)]
    names = ("reviewer", "second_reviewer")
    return [User.objects.get(username=name) for name in names], reports


def _report(period: Any, unit: Any, number: int) -> Any:
    from assignments.actions import join_unit
    from reports.drafting import open_report
    from reports.reporting import Filling, fill_entry, latest_report, submit
    from tracker.accounts.models import User
    from tracker.accounts.roles import Role

    by = User.objects.create_user(f"reporter-{number}", full_name=f"Reporter {number}")
    join_unit(user=by, unit=unit, role=Role.REPORTER, by=None)
    report = open_report(period=period, unit=unit, by=by)
    related = ("indicator", "report__period__programme", "report__unit")
    for entry in report.entries.select_related(*related):
        filling = Filling(numerator=Decimal(number), denominator=Decimal(10), note="theo báo cáo")
        fill_entry(entry=entry, filling=filling, version=entry.version, by=by)
    return submit(report=latest_report(period, unit), by=by)


if __name__ == "__main__":
    main(sys.argv[1])
