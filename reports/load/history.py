"""Figures of the quarters before units reported here: brought in files, some corrected since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from indicators.models import Indicator
from reports.load.courses import Course, is_corrected, is_missing
from reports.load.moments import moment
from reports.load.words import SOURCE, SOURCE_AGAIN
from reports.load.world import EVENTS, FIGURES, Counted, World, ending, told
from reports.load.writing import Row, Writer, stamp
from tracker.common.periods import Period

_AGAIN = (200, 400)
"""Days after the history was brought on which files with corrections followed."""
_BY_FILE = timedelta(minutes=4)
_END, _END_AGAIN = ending(source=SOURCE), ending(source=SOURCE_AGAIN)


@dataclass(frozen=True)
class _Series:
    """One indicator of one unit, with what all its rows share."""

    indicator: Indicator
    unit: int
    course: Course
    name: str
    """As the ledger begins the keys of its figures: indicator/unit/."""
    is_annual: bool


def write_history(world: World, writer: Writer) -> None:
    """Every quarter before the first report, one file for each year; nothing if there is none."""
    files: dict[int, list[Period]] = {}
    for period in world.size.by_file:
        files.setdefault(period.year, []).append(period)
    series = [one for counted in world.indicators for one in _series(world, counted)]
    brought = moment(world.begins, world.key)
    for number, periods in enumerate(files.values()):
        _file(world, writer, series, periods, brought + number * _BY_FILE)


def _series(world: World, counted: Counted) -> Iterator[_Series]:
    row, measure = counted.row, counted.measure
    for unit in world.local if measure.is_local else [world.whole]:
        name = f"{row.code}/{unit.code}/"
        yield _Series(row, unit.pk, world.course(row, unit), name, measure.is_annual)


def _file(
    world: World, writer: Writer, series: list[_Series], periods: list[Period], brought: datetime
) -> None:
    """The figures of a year, in the order of the file."""
    known = [period.cut_off.isoformat() for period in periods]
    when, days = stamp(brought), _days_of_corrections(world)
    figures, events = writer.rows(FIGURES), writer.rows(EVENTS)
    steps = [world.size.step(period) for period in periods]
    by, code = world.office, world.code
    for one in series:
        for place, period in enumerate(periods):
            if one.is_annual and period.quarter != 4:
                continue
            quarter = 0 if one.is_annual else period.quarter
            draw = one.course.draw(steps[place])
            if is_missing(draw):
                continue
            again = days[draw >> 62 & 1] if is_corrected(draw) else None
            numbers = one.course.at(steps[place], draw, slip=again is not None)
            figures.append(
                (
                    *(one.indicator.pk, one.unit, period.year, quarter, *numbers, "official"),
                    *(SOURCE, "", known[place], again, when, by, when, by),
                )
            )
            key = f"{one.name}{period.year if one.is_annual else period}"
            after = told(numbers, _END)
            events.append((when, by, "figure.approved", "figure", key, code, None, after, ""))
        writer.settle()


def _days_of_corrections(world: World) -> tuple[str, str]:
    """On which days corrections were brought; both before the day of the data."""
    found = (correction_day(world, number).isoformat() for number in range(len(_AGAIN)))
    first, second = found
    return first, second


def correction_day(world: World, number: int) -> date:
    """The day of the first or second file with corrections."""
    wanted = world.begins + timedelta(days=_AGAIN[number] + world.number)
    return moment(min(wanted, world.until.date() - timedelta(days=7 - number)), 0).date()


def write_corrections(world: World, writer: Writer, number: int) -> None:
    """The file with the right figures for those that were wrong at first."""
    done = moment(correction_day(world, number), world.key >> 9)
    when, day = stamp(done), done.date().isoformat()
    by, code = world.office, world.code
    figures, events = writer.rows(FIGURES), writer.rows(EVENTS)
    for counted in world.indicators:
        for one in _series(world, counted):
            for period, draw in _wrong(world, one, number):
                step = world.size.step(period)
                numbers = one.course.at(step, draw)
                quarter = 0 if one.is_annual else period.quarter
                place = (one.indicator.pk, one.unit, period.year, quarter)
                counts = ("official", SOURCE_AGAIN, "", day, None, when, by, when, by)
                figures.append((*place, *numbers, *counts))
                events.append(_corrected(one, period, draw, step, (when, by, code)))
            writer.settle()


def _wrong(world: World, one: _Series, number: int) -> Iterator[tuple[Period, int]]:
    """The periods that this file corrects."""
    for period in world.size.by_file:
        if one.is_annual and period.quarter != 4:
            continue
        draw = one.course.draw(world.size.step(period))
        if is_corrected(draw) and not is_missing(draw) and draw >> 62 & 1 == number:
            yield period, draw


def _corrected(
    one: _Series, period: Period, draw: int, step: int, done: tuple[str, int, str]
) -> Row:
    when, by, code = done
    key = f"{one.name}{period.year if one.is_annual else period}"
    before = told(one.course.at(step, draw, slip=True), _END)
    after = told(one.course.at(step, draw), _END_AGAIN)
    return (when, by, "figure.approved", "figure", key, code, before, after, "")
