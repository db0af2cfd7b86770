"""Task updates on their way through the report: filled, sent, returned, approved, counted."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from assignments.models import Assignment, Task, Unit
from reports.calendar import ask_extension, decide_extension
from reports.claiming import LostRaceError
from reports.completing import IncompleteReportError
from reports.drafting import open_report
from reports.filling import StaleUpdateError, TaskFilling, UpdateError, fill_update
from reports.models import EntryState, ReportState
from reports.queries import scorecard
from reports.queries.task_counts import task_counts
from reports.queries.tasks import programme_tasks
from reports.reporting import revise, submit
from reports.reviewing import approve_entries, approve_report, return_entries
from reports.task_states import TaskState
from reports.workflow import WrongStateError
from tests.conftest import TODAY
from tests.reports.workflow.steps import (
    HALF,
    fill_all,
    filled,
    last_event,
    report_in,
    stored,
    tell,
    update_of,
    verbs_since,
)
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

DONE = TaskFilling(progress=100, words="Đã ban hành", products="Quyết định", done_on=TODAY)
NEXT_DAY = "2026-11-21T12:00:00+07:00"


@pytest.fixture
def world(world_with_tasks):
    return world_with_tasks


def standing(world, day=TODAY):
    """How the department's task 1.1 stands on the day."""
    (task,) = programme_tasks(world.programme, day, codes=["1.1"]).tasks
    return task.duties[0]


def test_the_first_visit_brings_the_tasks_that_are_owed(world):
    report = open_report(period=world.q4, unit=world.department, by=world["reporter"])
    assert [one.assignment.subject_code for one in report.task_updates.all()] == ["1.1"]
    report = open_report(period=world.q4, unit=world.ward, by=world["reporter"])
    assert [one.assignment.subject_code for one in report.task_updates.all()] == ["1.2"]


def test_two_people_in_one_task(world):
    report = filled(world)
    mine = update_of(report, "1.1")
    tell(report, "1.1", world["colleague"], DONE)
    before = stored()
    with pytest.raises(StaleUpdateError) as caught:
        fill_update(
            update=mine,
            filling=TaskFilling(progress=60, words="khác"),
            version=mine.version,
            by=world["reporter"],
        )
    assert stored() == before
    assert (caught.value.current.progress, caught.value.current.words) == (100, "Đã ban hành")


def test_a_save_repeated_after_a_lost_connection_is_no_conflict(world):
    update = update_of(filled(world), "1.1")
    for _time in range(2):
        fill_update(update=update, filling=DONE, version=update.version, by=world["reporter"])
    assert Event.objects.filter(verb="task_update.filled", after__progress="100").count() == 1


@pytest.mark.parametrize(
    "filling",
    [
        TaskFilling(progress=101, words="x"),
        TaskFilling(progress=100, words="x"),
        TaskFilling(progress=90, words="x", done_on=TODAY),
        TaskFilling(progress=100, words="x", done_on=date(2026, 11, 21)),
    ],
)
def test_percent_and_day_agree(world, filling):
    report = filled(world)
    before = stored()
    with pytest.raises(UpdateError):
        tell(report, "1.1", world["reporter"], filling)
    assert stored() == before


def test_a_missing_update_keeps_the_report_from_being_sent(world):
    report = filled(world)
    tell(report, "1.1", world["reporter"], TaskFilling(progress=50))
    with pytest.raises(IncompleteReportError) as caught:
        submit(report=world.report(), by=world["reporter"])
    assert [one.assignment.subject_code for one in caught.value.updates] == ["1.1"]
    assert caught.value.entries == []


def test_the_ledger_says_from_what_to_what(world):
    tell(filled(world), "1.1", world["colleague"], DONE)
    event = Event.objects.filter(verb="task_update.filled").latest("pk")
    assert event.subject_key == "42-sxd/2026-Q4/1/1.1"
    assert (event.before["progress"], event.after["progress"]) == ("50", "100")
    assert event.after["done_on"] == TODAY.isoformat()


def test_an_approved_update_counts_at_once(world):
    report = filled(world)
    tell(report, "1.1", world["reporter"], DONE)
    submit(report=world.report(), by=world["reporter"])
    assert standing(world).progress is None
    update = update_of(report, "1.1")
    approve_entries(report=world.report(), keys=[], updates=[update.pk], by=world["reviewer"])
    duty = standing(world)
    assert (duty.progress.percent, duty.standing.state) == (100, TaskState.DONE_ON_TIME)
    assert duty.assignment.closed_on == TODAY
    assert world.report().state == ReportState.SUBMITTED


def test_a_returned_update_counts_as_not_done_until_it_is_redone(world):
    report = filled(world)
    tell(report, "1.1", world["reporter"], DONE)
    submit(report=world.report(), by=world["reporter"])
    update, last = update_of(report, "1.1"), last_event()
    return_entries(
        report=world.report(),
        reasons={},
        updates={update.pk: "Thiếu văn bản"},
        by=world["reviewer"],
    )
    assert verbs_since(last) == ["task_update.returned", "report.returned"]
    assert (update_of(report, "1.1").return_reason, standing(world).standing.is_done) == (
        "Thiếu văn bản",
        False,
    )
    tell(world.report(), "1.1", world["reporter"], HALF)
    submit(report=world.report(), by=world["reporter"])
    approve_report(report=world.report(), by=world["reviewer"])
    assert (standing(world).progress.percent, standing(world).assignment.closed_on) == (50, None)


def test_a_correction_takes_completion_back_from_its_day_on(world):
    report = filled(world)
    tell(report, "1.1", world["reporter"], DONE)
    submit(report=world.report(), by=world["reporter"])
    approve_report(report=world.report(), by=world["reviewer"])
    with time_machine.travel(NEXT_DAY, tick=False):
        revise(report=world.report(), by=world["reporter"], reason="nhầm")
        tell(world.report(), "1.1", world["reporter"], HALF)
        submit(report=world.report(), by=world["reporter"])
        assert standing(world, date(2026, 11, 21)).standing.is_done
        approve_report(report=world.report(), by=world["reviewer"])
        assert not standing(world, date(2026, 11, 21)).standing.is_done
        assert standing(world, TODAY).standing.is_done


def test_an_update_that_changed_since_it_was_seen_is_not_approved(world):
    report = report_in(world, ReportState.SUBMITTED)
    update = update_of(report, "1.1")
    before = stored()
    with pytest.raises(LostRaceError):
        approve_entries(
            report=report,
            keys=[],
            updates=[update.pk],
            seen_updates={update.pk: update.version - 1},
            by=world["reviewer"],
        )
    assert stored() == before


def test_an_update_of_another_report_cannot_be_named(world):
    other = update_of(report_in(world, ReportState.SUBMITTED, world.ward), "1.2")
    report = report_in(world, ReportState.SUBMITTED)
    with pytest.raises(LostRaceError):
        approve_entries(report=report, keys=[], updates=[other.pk], by=world["reviewer"])
    with pytest.raises(LostRaceError):
        return_entries(report=report, reasons={}, updates={other.pk: "?"}, by=world["reviewer"])


def test_an_approved_update_stays_as_it_is(world):
    report = report_in(world, ReportState.SUBMITTED)
    update = update_of(report, "1.1")
    approve_entries(report=report, keys=[], updates=[update.pk], by=world["reviewer"])
    entry = report.entries.first()
    return_entries(report=world.report(), reasons={entry.pk: "?"}, by=world["reviewer"])
    with pytest.raises(WrongStateError):
        tell(world.report(), "1.1", world["reporter"], DONE)
    assert update_of(report, "1.1").state == EntryState.APPROVED


def test_nobody_reviews_the_update_they_filled(world):
    """`double` wrote about the ward's task; somebody else wrote over it and sent the report."""
    unit = world.ward
    open_report(period=world.q4, unit=unit, by=world["reporter"])
    tell(world.report(unit), "1.2", world["double"], DONE)
    fill_all(world.report(unit), world["reporter"])
    tell(world.report(unit), "1.2", world["reporter"], HALF)
    submit(report=world.report(unit), by=world["reporter"])
    update = update_of(world.report(unit), "1.2")
    with pytest.raises(NotAllowedError):
        approve_entries(report=world.report(unit), keys=[], updates=[update.pk], by=world["double"])
    assert Unit.objects.get(pk=unit.pk) == unit


def test_nobody_decides_on_more_time_that_they_asked_for(world):
    """`double` reports for the ward and reviews for the Office."""
    wish = ask_extension(
        period=world.q4,
        unit=world.ward,
        reason="Chờ số liệu",
        wanted_until=date(2026, 12, 20),
        by=world["double"],
    )
    before = stored()
    for day in (date(2026, 12, 20), None):
        with pytest.raises(NotAllowedError):
            decide_extension(extension=wish, granted_until=day, answer="được", by=world["double"])
    assert stored() == before
    decide_extension(
        extension=wish, granted_until=date(2026, 12, 20), answer="", by=world["reviewer"]
    )
    assert wish.granted_until == date(2026, 12, 20)


def test_an_old_report_approved_late_does_not_speak_over_a_newer_one(world):
    """Quý III says 50 % and is approved after Quý IV, which says the task is done."""
    Task.objects.update(recorded_on=date(2026, 6, 1))
    third = filled(world, quarter=3)
    fourth = filled(world)
    tell(third, "1.1", world["reporter"])
    tell(fourth, "1.1", world["reporter"], DONE)
    for quarter in (3, 4):
        submit(report=world.report(quarter=quarter), by=world["reporter"])
    for quarter in (4, 3):
        with time_machine.travel(f"2026-11-2{7 - quarter}T12:00:00+07:00", tick=False):
            approve_report(report=world.report(quarter=quarter), by=world["reviewer"])
    with time_machine.travel("2026-11-25T12:00:00+07:00", tick=False):
        assert standing(world, date(2026, 11, 25)).progress.percent == 100
        counts = task_counts(world.programme, date(2026, 11, 25)).counts
        assert (counts.done_on_time, counts.total) == (1, 3)
        page = scorecard.unit_assignments(world.department, world.programme, date(2026, 11, 25))
        assert [row.shown_progress for row in page if row.task_id] == [100]
    lead = Assignment.objects.get(task__code="1.1", part="lead")
    assert lead.closed_on == TODAY
