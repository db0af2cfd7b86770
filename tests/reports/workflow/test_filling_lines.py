"""Many lines of a report saved at once: the rules of one line, all or none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.calendar import lock
from reports.filling import Filling, StaleEntryError, TaskFilling, UpdateError, fill_lines
from reports.reviewing import approve_entries, return_report
from reports.workflow import Verb, WrongStateError
from tests.reports.workflow.steps import (
    HALF,
    entry_of,
    fill,
    filled,
    last_event,
    report_in,
    stored,
    update_of,
    verbs_since,
)
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

KEYS = ("urban", "towns/II")


def fillings(report, *values: str, version: int = 0):
    """New values for the first figures, from the version at which each stands."""
    lines = [entry_of(report, key) for key in KEYS]
    pairs = zip(lines, values, strict=False)
    return [(line, Filling(value=Decimal(one)), version or line.version) for line, one in pairs]


def test_each_line_is_written_and_told_as_by_itself(world):
    report = filled(world)
    before = last_event()
    count = fill_lines(report=report, fillings=fillings(report, "44", "3"), by=world["colleague"])
    lines = [entry_of(report, key) for key in KEYS]
    assert (count, [(one.value, one.version) for one in lines]) == (2, [(44, 3), (3, 3)])
    assert {one.updated_by for one in lines} == {world["colleague"]}
    assert verbs_since(before) == ["entry.filled"] * 2
    event = Event.objects.get(pk__gt=before, subject_key="42-sxd/2026-Q4/1/urban")
    assert event.before == {"nature": "official", "value": "41.2"}
    assert (event.after["value"], event.programme_code) == ("44", "small")


def test_figures_and_tasks_together(world_with_tasks):
    world = world_with_tasks
    report = filled(world)
    update = update_of(report, "1.1")
    more = TaskFilling(progress=60, words="Đã trình")
    both = [*fillings(report, "44"), (update, more, update.version)]
    assert fill_lines(report=report, fillings=both, by=world["reporter"]) == 2
    assert update_of(report, "1.1").progress == 60
    impossible = [*fillings(report, "45"), (update, TaskFilling(progress=100), update.version)]
    before = stored()
    with pytest.raises(UpdateError):
        fill_lines(report=report, fillings=impossible, by=world["reporter"])
    assert (stored(), HALF.progress) == (before, 50)


def test_one_stale_line_of_many_stores_none(world):
    report = filled(world)
    read = fillings(report, "44", "3")
    fill(report, "towns/II", world["colleague"], value=Decimal(9))
    before = stored()
    with pytest.raises(StaleEntryError) as caught:
        fill_lines(report=report, fillings=read, by=world["reporter"])
    assert (stored(), caught.value.current.value) == (before, 9)


def test_an_approved_line_is_not_written(world):
    report = report_in(world, "submitted")
    approve_entries(report=report, keys=[entry_of(report, "urban").pk], by=world["reviewer"])
    return_report(report=world.report(), reason="xem lại", by=world["second_reviewer"])
    before = stored()
    with pytest.raises(WrongStateError):
        fill_lines(report=report, fillings=fillings(report, "44"), by=world["reporter"])
    assert stored() == before


@pytest.mark.parametrize("who", ["reader", "reviewer", "stranger"])
def test_who_may_not_fill_one_line_may_not_fill_many(world, who):
    report = filled(world)
    before = stored()
    with pytest.raises(NotAllowedError):
        fill_lines(report=report, fillings=fillings(report, "44"), by=world[who])
    assert stored() == before


def test_the_office_brings_and_does_not_fill(world):
    report = filled(world)
    with pytest.raises(NotAllowedError):
        fill_lines(
            report=report, fillings=fillings(report, "44"), by=world["reporter"], verb=Verb.BRING
        )
    words = {"by": world["reviewer"], "verb": Verb.BRING}
    assert fill_lines(report=report, fillings=fillings(report, "44"), **words) == 1


def test_a_locked_period_stays_as_it_is(world):
    report = filled(world)
    lock(period=world.q4, by=world["reviewer"])
    before = stored()
    with pytest.raises(WrongStateError):
        fill_lines(report=report, fillings=fillings(report, "44"), by=world["reporter"])
    assert stored() == before


def test_what_stands_there_already_is_not_written_again(world):
    report = filled(world)
    same = fillings(report, "44")
    fill_lines(report=report, fillings=same, by=world["reporter"])
    before = stored()
    assert fill_lines(report=report, fillings=same, by=world["reporter"]) == 0
    assert stored() == before


def test_a_line_more_costs_one_query_more(world):
    report = filled(world)
    counts = []
    for values in (("44",), ("45", "5")):
        wanted = fillings(report, *values)
        with CaptureQueriesContext(connection) as counted:
            fill_lines(report=report, fillings=wanted, by=world["reporter"])
        counts.append(len(counted))
    assert counts[1] == counts[0] + 1
