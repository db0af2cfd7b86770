"""1/7/2025 again: twelve districts become sixty-nine communes, with everything they had."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model

from assignments.actions import load_units
from assignments.memberships import join_unit
from assignments.models import (
    LOCAL_KINDS,
    Assignment,
    Inheritance,
    Membership,
    Part,
    Succession,
    SuccessionKind,
    Unit,
)
from assignments.programme.loading import load_programme
from assignments.reorganisation.applying import plan_reorganisation, reorganise
from assignments.reorganisation.plan import Decisions, Plan
from assignments.reorganisation.rows import Proposal, Row
from assignments.units_file import UnitsFile, parse_units
from indicators.method.facts import Kind, Nature
from indicators.models import Collection, Programme
from indicators.programme_file import parse_programme
from reports.actions import record_figures
from reports.entries import FigureEntry
from tests.bench.programme import UNITS
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.audit.models import Event
from tracker.common.files import read_file, read_text
from tracker.common.periods import Period

DAY, RUNS, PEOPLE = date(2025, 7, 1), 3, 5
YEARS = range(2020, 2025)
PROGRAMME = UNITS.parents[1] / "programmes" / "ha-tinh-15-ctr-tu.yaml"
WRITTEN: tuple[type[Model], ...] = (Unit, Succession, Assignment, Inheritance, Membership, Event)


def applied(folder: Path) -> str:
    """The preview and the deed; the floor inserts as many bare rows. All is rolled back."""
    connection.close()
    connection.settings_dict["NAME"] = str(folder / "reorganisation.sqlite3")
    call_command("migrate", verbosity=0)
    by = User.objects.create_user("bench", full_name="Bench", is_administrator=True)
    proposal = _world(by)
    province = Programme.objects.get().province

    def look() -> Plan:
        return plan_reorganisation(province=province, proposal=proposal, by=by)

    plan = look()
    people = {one.key: one.candidates[0].code for one in plan.movers}
    leads = {one.source.pk: str(one.candidates[0].successor.code) for one in plan.questions}
    choices = Decisions(leads, people)
    rows = 0

    def do() -> None:
        nonlocal rows
        before = _rows()
        reorganise(province=province, proposal=proposal, decisions=choices, mark=plan.mark, by=by)
        rows = _rows() - before

    deed, preview = _seconds(do), _seconds(look)
    floor = _seconds(lambda: _bare_rows(rows))
    return (
        f"{len(plan.draft.ends)} districts → {len(plan.draft.begins)} communes, "
        f"{len(plan.passings)} duties, {len(people)} people: {deed:.2f} s for {rows} rows, "
        f"preview {preview:.2f} s; bare insert of as many rows {floor:.2f} s, "
        f"ratio {deed / floor:.1f}\n"
    )


def _seconds(work: Callable[[], object]) -> float:
    times = []
    for _run in range(RUNS):
        with transaction.atomic():
            started = time.perf_counter()
            work()
            times.append(time.perf_counter() - started)
            transaction.set_rollback(True)
    return median(times)


def _rows() -> int:
    return sum(model._default_manager.count() for model in WRITTEN)


def _bare_rows(count: int) -> None:
    Event.objects.bulk_create(
        [Event(verb="bench", subject_kind="bench", subject_key=str(n)) for n in range(count)],
        batch_size=500,
    )


def _world(by: User) -> Proposal:
    """The province as it stood the day before, and the decision of the day as rows."""
    file = parse_units(read_text(UNITS), UNITS.name)
    load_units(_before(file), by=None)
    load_programme(parse_programme(read_file(PROGRAMME), PROGRAMME.name), by=None)
    programme = Programme.objects.get()
    districts = list(Unit.objects.filter(kind__in=LOCAL_KINDS, valid_to=None))
    record_figures(programme=programme, entries=_figures(programme, districts), by=by, approve=True)
    _give_everything(programme, districts)
    for unit in districts:
        for number in range(PEOPLE):
            user = User.objects.create_user(f"{unit.code}-{number}", full_name=f"Người {number}")
            join_unit(user=user, unit=unit, role=Role.REPORTER, by=None)
    units = {unit.code: unit for unit in file.units}
    rows = []
    for one in file.successions:
        if one.on == DAY and one.to_code:
            heir, kind = units[one.to_code], SuccessionKind(one.kind.value)
            rows.append(
                Row(one.from_code, heir.code, kind, heir.name, heir.short_name, heir.kind.value)
            )
    return Proposal(DAY, "1665/NQ-UBTVQH15", tuple(rows))


def _give_everything(programme: Programme, units: list[Unit]) -> None:
    """Every district leads its own part of every task and coordinates every indicator."""
    held = set(Assignment.objects.standing().values_list("task_id", "indicator_id", "unit_id"))
    rows = [
        Assignment(programme=programme, task=task, unit=unit, part=Part.LEAD, is_own_part=True)
        for task in programme.tasks.all()
        for unit in units
    ]
    rows += [
        Assignment(programme=programme, indicator=one, unit=unit, part=Part.COORDINATING)
        for one in programme.indicators.all()
        for unit in units
    ]
    fresh = [row for row in rows if (row.task_id, row.indicator_id, row.unit_id) not in held]
    Assignment.objects.bulk_create(fresh, batch_size=500)


def _before(file: UnitsFile) -> UnitsFile:
    return replace(
        file,
        units=tuple(
            replace(unit, valid_to=None) if unit.valid_to == DAY else unit
            for unit in file.units
            if unit.valid_from != DAY
        ),
        successions=tuple(one for one in file.successions if one.on != DAY),
    )


def _figures(programme: Programme, units: list[Unit]) -> list[FigureEntry]:
    """Twenty quarters of every indicator that the districts report."""
    local = programme.indicators.filter(collection=Collection.LOCAL)
    parts = {"numerator": Decimal(41), "denominator": Decimal(100)}
    return [
        FigureEntry(
            indicator,
            unit,
            Period(year, quarter),
            Nature.OFFICIAL,
            **(parts if indicator.kind == Kind.RATIO else {"value": Decimal(41)}),
        )
        for indicator in local.exclude(kind__in=[Kind.CLASSES, Kind.MILESTONE])
        for unit in units
        for year in YEARS
        for quarter in range(1, 5)
    ]
