"""A small world in the middle of Quý IV/2026: its deadline is 16/12, that of Quý III has passed."""

from __future__ import annotations

import pytest

from reports.models import ReportingPeriod
from tests.cast import JOINING
from tests.reports.workflow.steps import World
from tracker.accounts.models import User


@pytest.fixture
def cast(reporter, head, reviewer, reader, stranger) -> dict[str, User]:
    """Everybody of tests/conftest.py who belongs to a unit, by name."""
    return {user.username: user for user in (reporter, head, reviewer, reader, stranger)}


@pytest.fixture
def world_with_tasks(world, scene) -> World:
    """The world in which the department leads task 1.1 and the ward its own part of 1.2."""
    scene.put("world_with_tasks")
    return world


@pytest.fixture
def world(programme, units, cast, scene) -> World:
    """Reporter, colleague and head of department and ward; two reviewers, and `double`, who both
    reports for the ward and reviews."""
    scene.put("world")
    new = {name for name, _unit, _role in JOINING} - cast.keys()
    cast |= {user.username: user for user in User.objects.filter(username__in=new)}
    periods = ReportingPeriod.objects.select_related("programme__province")
    return World(
        programme=programme,
        periods={one.quarter: one for one in periods.filter(programme=programme)},
        department=units["42-sxd"],
        ward=units["18073"],
        people=cast,
    )
