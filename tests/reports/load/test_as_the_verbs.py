"""A generated report is row for row what the product's own verbs leave of the same deeds."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import chain
from zoneinfo import ZoneInfo

import pytest

from indicators.method.facts import Nature
from reports.demonstration.clock import at
from reports.drafting import open_report
from reports.load import province, reporting
from reports.load.deeds import Deeds
from reports.load.filed import Filed, filed
from reports.load.people import NO_PASSWORD, make_administrator
from reports.load.report_rows import (
    ENTRIES,
    REPORTS,
    UPDATES,
    entry_rows,
    figure_rows,
    report_row,
    update_rows,
)
from reports.load.stories import WHOLE, Story
from reports.load.words import REVISED
from reports.load.world import EVENTS, FIGURES, NOTIFICATIONS
from reports.models import Entry, ReportingPeriod
from reports.obligations import obligations_of
from reports.reporting import (
    Filling,
    TaskFilling,
    fill_entry,
    fill_update,
    latest_report,
    revise,
    submit,
)
from reports.reviewing import approve_report, return_entries
from reports.task_duties import is_owed_in
from tests.reports.load.conftest import SMALL
from tracker.accounts.models import User


def moment(month, day, hour=9):
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


PLAIN = Story(moment(9, 3), WHOLE, sent=moment(9, 7))
STORIES = {
    "begun": Story(moment(9, 3), 55),
    "sent": PLAIN,
    "late": replace(PLAIN, sent=moment(9, 22)),
    "returned": replace(PLAIN, returned=moment(9, 9)),
    "approved": replace(PLAIN, approved=moment(9, 14)),
    "corrected": replace(
        PLAIN,
        returned=moment(9, 9),
        resent=moment(9, 14),
        approved=moment(9, 18),
        revision=Story(moment(10, 5), WHOLE, sent=moment(10, 7), approved=moment(10, 12)),
    ),
    "being corrected": replace(PLAIN, approved=moment(9, 18), revision=Story(moment(10, 5), WHOLE)),
}


@pytest.fixture
def world(db, monkeypatch):
    """A province in which nobody has reported yet; warnings need no reason."""
    worlds, fill = [], province._fill
    monkeypatch.setattr(reporting, "story", lambda *_args: None)
    monkeypatch.setattr(province, "_fill", lambda world: worlds.append(world) or fill(world))
    monkeypatch.setattr("reports.reporting.check_complete", lambda _report: None)
    make_administrator(NO_PASSWORD)
    size = replace(SMALL, programmes=1, years=1, indicators=30)
    province.load_province(size, 0, NO_PASSWORD, lambda *_told: None)
    worlds[0].notices.clear()
    return worlds[0]


@pytest.fixture(params=STORIES)
def one(world, request) -> Filed:
    """The first local unit's report of the third quarter, as it will have been."""
    unit = world.local[0]
    periods = ReportingPeriod.objects.select_related("programme__province")
    period = periods.get(programme=world.programme, year=2026, quarter=3)
    tasks = [
        (place, row)
        for place, row in enumerate(world.leads)
        if row.unit_id == unit.pk and is_owed_in(row, period)
    ]
    owed = obligations_of(unit, period), tasks
    return filed(world, unit, period, STORIES[request.param], owed, 3)


class Replay:
    """The deeds of the story, each at its moment."""

    def __init__(self, one):
        self.one = one
        self.by, self.office = (User.objects.get(pk=key) for key in (one.by, one.office))

    def run(self):
        one, story = self.one, self.one.story
        with at(story.opened):
            open_report(period=one.period, unit=one.unit, by=self.by)
        self.fill()
        if story.sent:
            self.submit(story.sent)
        if story.returned:
            self.give_back(story.returned)
        if story.resent:
            self.refill(story, lambda cell: cell.is_returned)
            self.submit(story.resent)
        if story.approved:
            self.approve(story.approved)
        if story.revision:
            self.correct(story.revision)

    def correct(self, story):
        with at(story.opened):
            revise(report=self.report, by=self.by, reason=REVISED)
        if story.sent:
            self.refill(story, lambda cell: cell.is_revised)
            self.submit(story.sent)
        if story.approved:
            self.approve(story.approved)

    @property
    def report(self):
        return latest_report(self.one.period, self.one.unit)

    def entry(self, cell):
        related = ("report__period__programme", "report__unit", "indicator")
        rows = Entry.objects.select_related(*related)
        return rows.get(report=self.report, indicator=cell.owed.indicator)

    def save(self, cell, numbers, when):
        value, numerator, denominator = (None if n is None else Decimal(n) for n in numbers)
        filling = Filling(value, numerator, denominator, nature=Nature.OFFICIAL, note=cell.note)
        entry = self.entry(cell)
        with at(when):
            fill_entry(entry=entry, filling=filling, version=entry.version, by=self.by)

    def fill(self):
        one = self.one
        for place, cell in enumerate(one.cells):
            if one.is_filled(place):
                self.save(cell, cell.first, one.filled_at(place))
        for place, told in enumerate(one.tasks, start=len(one.cells)):
            if one.is_filled(place):
                update = self.report.task_updates.get(assignment=told.task)
                filling = TaskFilling(told.progress, told.words, told.products, told.done_on)
                with at(one.filled_at(place)):
                    fill_update(update=update, filling=filling, version=1, by=self.by)

    def refill(self, story, is_wanted):
        for place, cell in enumerate(self.one.cells):
            if is_wanted(cell):
                self.save(cell, cell.right, self.one.refilled_at(story, place))

    def submit(self, when):
        with at(when):
            submit(report=self.report, by=self.by)

    def give_back(self, when):
        keys = [self.entry(cell).pk for cell in self.one.cells if cell.is_returned]
        with at(when):
            return_entries(
                report=self.report, reasons=dict.fromkeys(keys, self.one.reason), by=self.office
            )

    def approve(self, when):
        with at(when):
            approve_report(report=self.report, by=self.office)


def plain(value):
    """What a row says, whichever way it was written: numbers, moments and JSON as values."""
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, Decimal):
        return float(value)
    if not isinstance(value, str):
        return str(value) if hasattr(value, "isoformat") else value
    for read in (
        lambda text: json.loads(text) if text.startswith("{") else text[9999],
        lambda text: (
            datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("UTC")).timestamp()
            if len(text) > 10
            else text[9999]
        ),
        float,
    ):
        try:
            return read(value)
        except (ValueError, IndexError):
            continue
    return value


def as_dicts(table, rows, without=()):
    names = [*table.names, *table.rest]
    return [
        {name: plain(cell) for name, cell in zip(names, row, strict=False) if name not in without}
        for row in rows
    ]


def stored(table, mark, without=()):
    """The rows that came after the mark."""
    names = [name for name in table.names if name not in without]
    rows = table.model.objects.filter(pk__gt=mark).order_by("pk").values_list(*names)
    return [dict(zip(names, map(plain, row), strict=True)) for row in rows]


KEYED = (
    (REPORTS, lambda one, *told: [report_row(one, *told)], ("id",)),
    (ENTRIES, entry_rows, ("report_id",)),
    (UPDATES, update_rows, ("report_id",)),
    (FIGURES, lambda one, _key, *told: figure_rows(one, *told), ()),
)


def in_order(rows):
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True, ensure_ascii=False))


def marks():
    tables = (REPORTS, ENTRIES, UPDATES, FIGURES, EVENTS, NOTIFICATIONS)
    newest = (one.model.objects.order_by("-pk").values_list("pk", flat=True) for one in tables)
    return {table: keys.first() or 0 for table, keys in zip(tables, newest, strict=True)}


def test_rows_and_ledger_are_those_of_the_verbs(world, one):
    before = marks()
    Replay(one).run()
    revisions = [*filter(None, (one.story, one.story.revision))]
    for table, rows, without in KEYED:
        made = [rows(one, 0, told, number) for number, told in enumerate(revisions, start=1)]
        expected = as_dicts(table, chain.from_iterable(made), without)
        assert in_order(expected) == in_order(stored(table, before[table], without))
    told = [row for _moment, rows in Deeds(world, one, True).all() for row in rows]
    assert in_order(as_dicts(EVENTS, told)) == in_order(stored(EVENTS, before[EVENTS]))
    told = as_dicts(NOTIFICATIONS, world.notices)
    assert in_order(told) == in_order(stored(NOTIFICATIONS, before[NOTIFICATIONS]))
