"""Reports as they would be if they were opened now: for many units as for one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assignments.models import Assignment
from reports.drafting import open_report
from reports.imports.form.planned import planned_sheet, planned_sheets
from reports.models import Report
from reports.presenters.form import form_of
from reports.queries.form import form_facts
from reports.task_progress import record_progress
from reports.workflow import Verb, WrongStateError
from tests.reports.task_cast import RUNNING, three_tasks
from tests.reports.workflow.steps import fill, stored


def form(world, sheet):
    """What a person sees of a sheet."""
    return form_of(sheet, world["reviewer"], form_facts(world.programme), verb=Verb.BRING)


def test_many_are_as_one_by_one(world, units):
    both = [world.department, world.ward, units["18754"]]
    report = open_report(period=world.q4, unit=world.department, by=world["reporter"])
    fill(report, "urban", world["reporter"], value=41)
    before = stored()
    sheets = planned_sheets(world.q4, both)
    assert [form(world, sheets[unit.pk]) for unit in both] == [
        form(world, planned_sheet(world.q4, unit)) for unit in both
    ]
    assert (stored(), Report.objects.count()) == (before, 1)


def test_no_two_new_lines_have_one_key(world, units):
    three_tasks(world.programme, units)
    sheets = planned_sheets(world.q4, [world.department, world.ward, units["18754"]])
    keys = [line.pk for sheet in sheets.values() for line in sheet.lines]
    assert len(keys) == len(set(keys)) > 6
    assert max(keys) < 0


def test_a_unit_without_a_report_is_left_out_of_many(world, units):
    assert set(planned_sheets(world.q4, [world.ward, units["447"]])) == {world.ward.pk}
    with pytest.raises(WrongStateError):
        planned_sheet(world.q4, units["447"])


def test_queries_do_not_grow_with_the_units(world, units, django_assert_num_queries):
    three_tasks(world.programme, units)
    open_report(period=world.q4, unit=world.department, by=world["reporter"])
    with CaptureQueriesContext(connection) as counted:
        planned_sheets(world.q4, [world.department, world.ward])
    assert len(counted) <= 13
    with django_assert_num_queries(len(counted)):
        planned_sheets(world.q4, [world.department, world.ward, units["18754"]])


def test_a_report_that_is_not_begun_knows_what_was_said_before(world_with_tasks):
    """The form of a unit that has not opened its report yet shows the last word on each task."""
    world = world_with_tasks
    leads = Assignment.objects.filter(unit=world.department, task__code="1.1", part="lead")
    record_progress(assignments=dict.fromkeys(leads, RUNNING), by=world["reviewer"])
    (planned,) = form(world, planned_sheet(world.q4, world.department)).tasks
    open_report(period=world.q4, unit=world.department, by=world["reporter"])
    (begun,) = form(world, planned_sheet(world.q4, world.department)).tasks
    assert planned.last_words == RUNNING.words
    assert planned == begun
