"""The reporting calendar of an invented programme, and what it says when a period begins."""

from __future__ import annotations

import json
from datetime import timedelta

from django.urls import reverse

from reports.beginning import BEGUN
from reports.calendar import default_dates
from reports.load.moments import moment
from reports.load.stories import Age
from reports.load.world import EVENTS, Notice, World
from reports.load.writing import Row, Writer, stamp
from reports.models import ReportingPeriod
from reports.models.dialogue import NotificationKind

LOCKED_AFTER = timedelta(days=75)
"""When the Office locks a period: late reports and corrections have come in by then."""


def open_calendar(world: World, writer: Writer) -> list[ReportingPeriod]:
    """All periods of the calendar's years, in order; those of the history are locked at once."""
    made = ReportingPeriod.objects.bulk_create(
        _period(world, year, quarter)
        for year in world.size.calendar_years
        for quarter in (1, 2, 3, 4)
    )
    opened = stamp(moment(world.begins, 1))
    events = writer.rows(EVENTS)
    for period in made:
        period.programme = world.programme
        names = ("starts_on", "cut_off", "deadline")
        dates = json.dumps({name: getattr(period, name).isoformat() for name in names})
        events.append(_event(world, (opened, None), "period.opened", period, dates))
    for period in made:
        if period.locked_at is not None and age_of(world, period) is None:
            locked = stamp(period.locked_at)
            events.append(_event(world, (locked, world.office), "period.locked", period))
    return made


def age_of(world: World, period: ReportingPeriod) -> Age | None:
    """How long ago a period closed; None where nobody reported or reports in it."""
    closed = world.size.by_report
    if closed and period.period == closed[-1]:
        return Age.LAST
    if period.period in closed:
        return Age.OLD
    is_open = period.starts_on < world.size.day and period.period not in world.size.closed
    return Age.CURRENT if is_open else None


def tell_beginning(world: World, writer: Writer, period: ReportingPeriod) -> None:
    """The ledger's line that it has begun; a notification for everybody who reports or reviews."""
    begun, code = moment(period.starts_on), str(period.period)
    writer.rows(EVENTS).append(_event(world, (stamp(begun), None), BEGUN, period))
    kind, is_new = NotificationKind.PERIOD_OPENED, age_of(world, period) is Age.CURRENT
    for key, people in world.staff.of_unit.items():
        unit = world.units[key]
        url = world.address("report", code, unit)
        world.notify(people, Notice(kind, f"{unit.name} · {code}", url, begun, is_new))
    page = f"{reverse('completeness', args=[world.code])}?ky={code}"
    subject = f"{world.programme} · {code}"
    world.notify(world.staff.reviewers, Notice(kind, subject, page, begun, is_new))


def lock_period(world: World, writer: Writer, period: ReportingPeriod) -> None:
    """The ledger's line that the Office has locked it, if it has."""
    if period.locked_at is not None:
        locked = stamp(period.locked_at)
        writer.rows(EVENTS).append(_event(world, (locked, world.office), "period.locked", period))


def _period(world: World, year: int, quarter: int) -> ReportingPeriod:
    starts_on, cut_off, deadline = default_dates(year, quarter)
    period = ReportingPeriod(
        programme=world.programme,
        year=year,
        quarter=quarter,
        starts_on=starts_on,
        cut_off=cut_off,
        deadline=deadline,
    )
    age = age_of(world, period)
    if age is Age.OLD:
        period.locked_at = moment(deadline + LOCKED_AFTER, world.key)
    elif age is None and deadline < world.begins:
        period.locked_at = moment(world.begins, 500)
    if period.locked_at is not None:
        period.locked_by_id = world.office
    return period


def _event(
    world: World,
    done: tuple[str, int | None],
    verb: str,
    period: ReportingPeriod,
    after: str | None = None,
) -> Row:
    return (*done, verb, "period", str(period.period), world.code, None, after, "")
