"""A small world in the middle of Quý IV/2026: its deadline is 16/12, that of Quý III has passed."""

from __future__ import annotations

import pytest

from assignments.actions import join_unit
from assignments.programme.loading import load_programme
from indicators.programme_file import parse_programme
from reports.calendar import open_year
from reports.models import ReportingPeriod
from tests.programmes import SMALL
from tests.reports.task_cast import three_tasks
from tests.reports.workflow.steps import World
from tracker.accounts.models import User
from tracker.accounts.roles import Role

LED = SMALL.replace("  lead: 42-sxd\n", "").replace(
    "  collection: province\n", "  collection: province\n  lead: 42-sxd\n"
)
"""The small programme; the department leads everything that is reported for the province."""


@pytest.fixture
def cast(reporter, head, reviewer, reader, stranger) -> dict[str, User]:
    """Everybody of tests/conftest.py who belongs to a unit, by name."""
    return {user.username: user for user in (reporter, head, reviewer, reader, stranger)}


@pytest.fixture
def world_with_tasks(world, units) -> World:
    """The world in which the department leads task 1.1 and the ward its own part of 1.2."""
    three_tasks(world.programme, units)
    return world


@pytest.fixture
def world(programme, units, cast) -> World:
    """Reporter, colleague and head of department and ward; two reviewers, and `double`, who both
    reports for the ward and reviews."""
    load_programme(parse_programme(LED, "led.yaml"), by=None)
    open_year(programme=programme, year=2026, by=None)
    people = cast
    department, ward, office = units["42-sxd"], units["18073"], units["42-vptu"]
    for name, unit, role in (
        ("reporter", ward, Role.REPORTER),
        ("head", ward, Role.HEAD),
        ("colleague", department, Role.REPORTER),
        ("colleague", ward, Role.REPORTER),
        ("second_reviewer", office, Role.REVIEWER),
        ("double", ward, Role.REPORTER),
        ("double", department, Role.HEAD),
        ("double", office, Role.REVIEWER),
    ):
        if name not in people:
            people[name] = User.objects.create_user(name, full_name=name.title())
        join_unit(user=people[name], unit=unit, role=role, by=None)
    periods = ReportingPeriod.objects.select_related("programme__province")
    return World(
        programme=programme,
        periods={one.quarter: one for one in periods.filter(programme=programme)},
        department=department,
        ward=ward,
        people=people,
    )
