"""A small invented province: two programmes, four years, every page of it made in a second."""

from __future__ import annotations

import pytest

from indicators.models import Programme
from reports.load.loading import generate
from reports.load.size import Size
from tests.conftest import TODAY

SMALL = Size(provinces=1, programmes=2, indicators=9, units=6, years=4, seed=7, day=TODAY)


@pytest.fixture
def small(db) -> Programme:
    """The first programme of the small province."""
    generate(SMALL, jobs=1, tell=lambda _line: None)
    return Programme.objects.order_by("code")[0]
