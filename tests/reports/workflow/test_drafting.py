"""A draft follows what its unit owes; what somebody wrote is never taken away."""

from datetime import date

import pytest

from assignments.assigning import assign_lead
from assignments.models import Assignment, Part
from indicators.models import Indicator
from reports.calendar import lock
from reports.drafting import duties_of, follow_duties, news_of, open_for_units, open_report
from reports.filling import fill_update
from reports.models import Report
from reports.reporting import Filling, fill_entry, submit
from tests.reports.task_cast import three_tasks
from tests.reports.workflow.steps import HALF, entry_of, fill_all, key_of, stored
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError


@pytest.fixture
def draft(world):
    return open_report(period=world.q4, unit=world.department, by=world["reporter"])


def reopened(world):
    return open_report(period=world.q4, unit=world.department, by=world["reporter"])


def lines(report):
    entries = {key_of(one) for one in report.entries.select_related("indicator")}
    return entries | {one.assignment.subject_code for one in report.task_updates.all()}


def moved(code, unit, by):
    """The Office gives the indicator to another unit from today."""
    lead = Assignment.objects.standing().get(indicator__code=code, part=Part.LEAD)
    indicator = Indicator.objects.get(code=code)
    assign_lead(subject=indicator, unit=unit, by=by, reason="Giao lại", instead_of=lead)


def test_nothing_happens_while_nothing_changed(world, draft):
    before = stored()
    assert not follow_duties(report=draft, by=world["reporter"])
    assert stored() == before


def test_what_a_unit_is_given_meanwhile_is_added(world, draft, units):
    three_tasks(world.programme, units)
    assert "1.1" not in lines(draft)
    assert "1.1" in lines(reopened(world))
    event = Event.objects.get(verb="report.followed")
    assert (event.actor, event.after) == (world["reporter"], {"added": 1, "dropped": 0})


def test_what_passes_to_another_unit_is_dropped(world, draft, units, reviewer):
    assert "urban" in lines(draft)
    moved("urban", units["42-vptu"], reviewer)
    assert "urban" not in lines(reopened(world))


def test_what_somebody_filled_stays(world, draft, units, reviewer):
    urban = entry_of(draft, "urban")
    fill_entry(entry=urban, filling=Filling(value=41), version=1, by=world["reporter"])
    moved("urban", units["42-vptu"], reviewer)
    assert "urban" in lines(reopened(world))


def test_a_measure_that_ended_is_asked_for_no_more(world, draft):
    Indicator.objects.filter(code="towns").update(
        superseded_on=date(2026, 1, 1), superseded_basis="Nghị quyết 1"
    )
    assert not {one for one in lines(reopened(world)) if one.startswith("towns")}


def test_a_task_update_that_was_filled_stays_when_its_task_is_done(world, units):
    three_tasks(world.programme, units)
    draft = reopened(world)
    update = draft.task_updates.get()
    fill_update(update=update, filling=HALF, version=1, by=world["reporter"])
    Assignment.objects.filter(task__code="1.1", part=Part.LEAD).update(closed_on=date(2026, 1, 1))
    assert "1.1" in lines(reopened(world))


@pytest.mark.parametrize("how", ["sent", "locked"])
def test_what_is_sent_or_locked_stays_as_it_is(world, draft, units, how):
    if how == "sent":
        fill_all(draft, world["reporter"])
        submit(report=world.report(), by=world["reporter"])
    else:
        lock(period=world.q4, by=world["reviewer"])
    three_tasks(world.programme, units)
    assert "1.1" not in lines(reopened(world))
    assert Report.objects.count() == 1


def test_the_office_opens_a_draft_for_a_unit_and_nobody_else_does(world):
    for name in ("reporter", "reader", "stranger"):
        with pytest.raises(NotAllowedError):
            open_for_units(period=world.q4, units=[world.department], by=world[name])
    with pytest.raises(NotAllowedError):
        open_report(period=world.q4, unit=world.department, by=world["reviewer"])
    by_unit = open_for_units(period=world.q4, units=[world.department], by=world["reviewer"])
    report = by_unit[world.department.pk]
    assert (report.state, report.created_by) == ("draft", world["reviewer"])
    assert reopened(world) == report


def test_what_would_be_followed_is_known_before_anything_is_stored(world, draft, units):
    three_tasks(world.programme, units)
    moved("urban", world.ward, world["reviewer"])
    before = stored()
    duties = duties_of(world.q4, [world.department])[world.department.pk]
    news = news_of(draft, duties)
    assert stored() == before
    assert [one.task.code for one in news.tasks] == ["1.1"]
    assert list(news.no_longer_owed) == [entry_of(draft, "urban").pk]
    follow_duties(report=draft, by=world["reporter"])
    assert not news_of(draft, duties)
    assert not draft.entries.filter(pk__in=news.no_longer_owed).exists()
