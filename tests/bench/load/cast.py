"""Who takes part: accounts with their units and roles, and what each kind of them does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from assignments.actions import join_unit
from assignments.models import Unit
from indicators.models import Programme
from reports.calendar import current_period
from reports.models import Report, ReportingPeriod
from reports.obligations import obligations_by_unit
from tracker.accounts.models import User
from tracker.accounts.roles import Role

PROGRAMME, OFFICE = "ha-tinh-15-ctr-tu", "42-vptu"
PASSWORD = "mot-mat-khau-du-dai-2026"
READING: Mapping[str, int] = {
    "overview": 3,
    "indicators": 2,
    "indicator": 3,
    "matrix": 1,
    "unit": 2,
    "tasks": 1,
    "indicators_file": 1,
}
REVIEWING: Mapping[str, int] = {
    "review_queue": 3,
    "review": 2,
    "completeness": 2,
    "completeness_file": 1,
    "matrix": 1,
    "tasks": 1,
    "overview": 1,
}
REPORTING: Mapping[str, int] = {"save": 7, "report": 1, "my_work": 1, "indicator": 1}
"""What people do and how often, as weights; names of addresses, and `save` for a cell."""
READERS, REVIEWERS, REPORTERS = 16, 10, 24
PER_UNIT = 2
"""So many of the reporters fill the same report; each has cells of its own in it."""
LEAST_OWED = 4


@dataclass(frozen=True)
class Person:
    """Somebody who takes part; `unit`, `place` and `period` are a reporter's."""

    name: str
    does: Mapping[str, int]
    unit: str = ""
    place: int = 0
    period: str = ""


def gather() -> list[Person]:
    """Accounts are made; all share one password, which is hashed once."""
    programme = Programme.objects.get(code=PROGRAMME)
    period = current_period(programme)
    assert period is not None, "the demonstration has no period today"
    password = make_password(PASSWORD)
    people = []
    for number in range(READERS + REVIEWERS):
        is_reader = number < READERS
        role, does = (Role.READER, READING) if is_reader else (Role.REVIEWER, REVIEWING)
        people.append(Person(_account(f"office-{number}", OFFICE, role, password), does))
    units = _units(period)
    for number in range(REPORTERS):
        unit, place = units[number // PER_UNIT], number % PER_UNIT
        name = _account(f"reporter-{number}", unit, Role.REPORTER, password)
        people.append(Person(name, REPORTING, unit, place, str(period.period)))
    return people


def _account(name: str, unit: str, role: Role, password: str) -> str:
    user = User.objects.create_user(name, full_name=name)
    user.password = password
    user.save(update_fields=["password"])
    join_unit(user=user, unit=Unit.objects.get(code=unit), role=role, by=None)
    return name


def _units(period: ReportingPeriod) -> list[str]:
    """Those that owe the most figures and have not begun; the demonstration's stay as they are."""
    owed = obligations_by_unit(period)
    begun = Report.objects.filter(period=period).values_list("unit", flat=True)
    free = Unit.objects.filter(pk__in=owed).exclude(pk__in=begun).order_by("code")
    units = sorted(free, key=lambda unit: -len(owed[unit.pk]))[: REPORTERS // PER_UNIT]
    assert len(units) == REPORTERS // PER_UNIT, "too few units have a report to fill"
    assert all(len(owed[unit.pk]) >= LEAST_OWED for unit in units), "too few figures are owed"
    return [unit.code for unit in units]
