"""A small programme of which everything is kept."""

from __future__ import annotations

import pytest

from indicators.models import Programme
from tests.reports.observing.deeds import approve, entry


@pytest.fixture
def kept(programme, units, reviewer) -> Programme:
    """Two wards of broadband, and the urban share of two years."""
    wards = [("18073", "90", "100"), ("18754", "40", "80")]
    approve(
        programme,
        reviewer,
        *(entry(programme, units, "urban", "42", year, value="33") for year in ("2023", "2024")),
        *(
            entry(programme, units, "broadband", unit, "2026-Q3", numerator=n, denominator=d)
            for unit, n, d in wards
        ),
    )
    return programme
