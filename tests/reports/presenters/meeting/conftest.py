"""Papers of Quý III/2026 of the small world, with a few figures of every kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from reports.exports.meeting.content import IndicatorLine, MeetingContent
from reports.presenters.meeting.content import meeting_content
from tests.reports.figures import bring
from tests.reports.workflow.steps import World

FIGURES = (
    "urban,42,2025,40.04,,,,official,Niên giám",
    "urban,42,2026-Q3,41.2,,,,illustrative,Vốn bố trí chậm",
    "urban,42,2026,42,,,,estimate,",
    "housing,18073,2025,,3150,100,,official,Riêng của phường",
    "housing,18754,2025,,3050,100,,official,",
    "towns,42,2025,1,,,II,official,",
    "towns,42,2025,3,,,III,official,",
    "broadband,18073,2025-Q4,,70,100,,official,",
    "broadband,18754,2025-Q4,,80,100,,official,",
)


@pytest.fixture
def figures(world) -> World:
    """The world with its figures."""
    bring(world.programme, world["reviewer"], *FIGURES)
    return world


@pytest.fixture
def papers() -> Callable[..., MeetingContent]:
    """papers(world, quarter=3): the content as of the day."""

    def make(world: World, quarter: int = 3, **changed: object) -> MeetingContent:
        given: dict[str, object] = {
            "programme": world.programme,
            "period": world.periods[quarter],
            "as_of": date(2026, 11, 20),
            "meeting": "Hội nghị tháng 11",
            "held_on": date(2026, 11, 25),
            "by": world["reviewer"],
        }
        return meeting_content(**(given | changed))  # type: ignore[arg-type]

    return make


@pytest.fixture
def line(figures, papers) -> Callable[[str], IndicatorLine]:
    """line("urban"): that row of the papers."""
    by_code = {one.code: one for one in papers(figures).lines}
    return by_code.__getitem__
