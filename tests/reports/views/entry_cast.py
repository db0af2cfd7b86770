"""What the tests of the unit's pages share: an open quarter, a report, and how forms are filled."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from assignments.programme.loading import load_programme
from indicators.programme_file import parse_programme
from reports.calendar import open_year
from reports.drafting import open_report
from reports.models import Entry, Report, ReportingPeriod
from reports.presenters.entry.row import Beside, build_row
from reports.queries.history import EntryHistory
from reports.reporting import Filling, fill_entry
from tests.conftest import decimal
from tests.programmes import SMALL
from tracker.accounts.models import User
from tracker.accounts.visitors import COOKIE, remember_browser

_LED = re.sub(r"(- code: (?:towns|city)\n)", r"\1  lead: 42-sxd\n", SMALL)
PLACE = ("small", "2026-Q4", "42-sxd")

FULL = {
    "urban": Filling(value=decimal("41")),
    "towns_II": Filling(value=decimal("2")),
    "towns_III": Filling(value=decimal("1")),
    "city": Filling(is_not_done=True),
}
"""Everything that the report wants."""


def fourth_quarter(programme) -> ReportingPeriod:
    """The small programme with one lead for all, and its open period."""
    load_programme(parse_programme(_LED, "small.yaml"), by=None)
    open_year(programme=programme, year=2026, by=None)
    return ReportingPeriod.objects.get(programme=programme, year=2026, quarter=4)


def begin(programme, unit, by: User) -> Report:
    """The department's report: urban (ratio), towns (classes II and III), city (milestone)."""
    return open_report(period=fourth_quarter(programme), unit=unit, by=by)


def entry_of(report: Report, code: str, class_code: str = "") -> Entry:
    return report.entries.select_related("indicator", "report__unit", "report__period").get(
        indicator__code=code, class_code=class_code
    )


def row_fields(entry: Entry, **typed: str) -> dict[str, str]:
    """A row as the browser posts it: the stamp that was shown, and what was typed."""
    row = build_row(entry, Beside(EntryHistory()), is_writable=True)
    fields = {field.name: field.text for field in (*row.fields, row.note)}
    fields[f"e{entry.pk}-version"] = row.stamp
    return fields | {f"e{entry.pk}-{name}": text for name, text in typed.items()}


def fill(report: Report, by: User, **fillings: Filling) -> None:
    """Fill indicators by code, class after an underscore: towns_II."""
    for name, filling in fillings.items():
        entry = entry_of(report, *name.split("_"))
        fill_entry(entry=entry, filling=filling, version=entry.version, by=by)


def page(name: str, *args, place=PLACE) -> str:
    return reverse(name, args=[*place, *args])


def make_known(client) -> None:
    """Somebody has signed in with this browser before."""
    response = HttpResponse()
    remember_browser(RequestFactory().get("/"), response, "lan")
    client.cookies[COOKIE] = response.cookies[COOKIE].value
