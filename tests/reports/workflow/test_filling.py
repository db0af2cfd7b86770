"""Opening a report and filling its cells: nobody overwrites anybody unseen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.method.facts import Nature
from reports.calendar import lock, open_year
from reports.drafting import open_report
from reports.models import EntryState, Report, ReportState
from reports.reporting import Filling, StaleEntryError, fill_entry, save_remarks
from reports.reviewing import approve_entries, return_entries
from reports.workflow import WrongStateError
from tests.reports.workflow.steps import (
    entry_of,
    fill,
    filled,
    key_of,
    last_event,
    report_in,
    stored,
    verbs_since,
)
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError


def save(entry, by, value: str, **more):
    filling = Filling(value=Decimal(value), **more)
    return fill_entry(entry=entry, filling=filling, version=entry.version, by=by)


def test_the_first_visit_makes_a_draft_with_what_is_owed(world):
    report = open_report(period=world.q4, unit=world.department, by=world["reporter"])
    keys = [key_of(entry) for entry in report.entries.select_related("indicator")]
    assert keys == ["urban", "towns/II", "towns/III", "city"]
    again = open_report(period=world.q4, unit=world.department, by=world["head"])
    assert (again.pk, Report.objects.count()) == (report.pk, 1)


def test_only_the_units_own_people_open_it(world):
    for name in ("reviewer", "reader", "stranger"):
        with pytest.raises(NotAllowedError):
            open_report(period=world.q4, unit=world.department, by=world[name])
    assert not Report.objects.exists()


@pytest.mark.parametrize("case", ["ahead", "locked", "owes nothing", "gone"])
def test_what_cannot_be_opened(world, units, case):
    period, unit = world.q4, world.department
    if case == "ahead":
        period = open_year(programme=world.programme, year=2027, by=None)[0]
    elif case == "locked":
        lock(period=period, by=world["reviewer"])
    elif case == "owes nothing":
        period = world.periods[1]
    else:
        world["reporter"].memberships.create(unit=units["447"], role="reporter")
        unit = units["447"]
    with pytest.raises(WrongStateError):
        open_report(period=period, unit=unit, by=world["reporter"])


def test_a_unit_of_another_province_owes_nothing_here(world, units):
    """Even where its kind is one that local indicators are collected from."""
    far = world.ward
    far.province = units["38"].province
    far.save()
    with pytest.raises(WrongStateError):
        open_report(period=world.q4, unit=far, by=world["reporter"])


def test_two_people_in_one_cell(world):
    report = filled(world)
    mine, theirs = entry_of(report, "urban"), entry_of(report, "urban")
    save(theirs, world["colleague"], "43")
    before = stored()
    with pytest.raises(StaleEntryError) as caught:
        save(mine, world["reporter"], "44")
    assert stored() == before
    assert (caught.value.current.value, str(caught.value)[:9]) == (Decimal(43), "Colleague")


def test_two_people_in_two_cells_do_not_disturb_each_other(world):
    report = filled(world)
    one, other = entry_of(report, "urban"), entry_of(report, "towns/II")
    save(other, world["colleague"], "3")
    assert save(one, world["reporter"], "44").version == one.version + 1


def test_the_ledger_says_from_what_to_what(world):
    report = filled(world)
    fill(report, "urban", world["colleague"], value=Decimal("43.5"), note="công bố lại")
    event = Event.objects.filter(verb="entry.filled").latest("pk")
    assert event.before == {"nature": "official", "value": "41.2"}
    assert event.after == {"nature": "official", "value": "43.5", "note": "công bố lại"}
    assert (event.actor, event.subject_key) == (world["colleague"], "42-sxd/2026-Q4/1/urban")


def test_a_save_repeated_after_a_lost_connection_is_no_conflict(world):
    """The answer got lost, the page sends the same content with the old version again."""
    entry = entry_of(filled(world), "urban")
    save(entry, world["reporter"], "44")
    before = stored()
    assert save(entry, world["reporter"], "44").value == Decimal(44)
    assert stored() == before


def test_the_same_content_by_somebody_else_is_a_conflict(world):
    """Both read 41,2 and both add 1: one of the two must learn of the other."""
    mine, theirs = (entry_of(filled(world), "urban") for _reading in range(2))
    save(theirs, world["colleague"], "42.2")
    for read in (mine, entry_of(world.report(), "urban")):
        filling = Filling(value=Decimal("42.2"))
        with pytest.raises(StaleEntryError):
            fill_entry(entry=read, filling=filling, version=mine.version, by=world["reporter"])


def test_the_same_content_again_changes_neither_author_nor_version(world):
    entry = save(entry_of(filled(world), "urban"), world["reporter"], "44")
    before = stored()
    save(entry_of(world.report(), "urban"), world["colleague"], "44")
    assert stored() == before
    assert entry.updated_by == world["reporter"]


def test_a_stranger_learns_nothing_from_saying_the_same(world):
    entry = entry_of(filled(world), "urban")
    with pytest.raises(NotAllowedError):
        save(entry, world["stranger"], "41.2")


def test_a_cell_of_a_report_that_was_sent_meanwhile(world):
    """The sentence says what happened, not that somebody changed the cell."""
    entry = entry_of(filled(world), "urban")
    report_in(world, ReportState.SUBMITTED)
    with pytest.raises(WrongStateError):
        save(entry, world["reporter"], "44")


def test_an_approved_cell_of_a_returned_report_stays(world):
    report = report_in(world, ReportState.SUBMITTED)
    urban, city = entry_of(report, "urban"), entry_of(report, "city")
    approve_entries(report=report, keys=[urban.pk], by=world["reviewer"])
    return_entries(report=world.report(), reasons={city.pk: "?"}, by=world["reviewer"])
    with pytest.raises(WrongStateError):
        save(urban, world["reporter"], "44")
    assert fill(world.report(), "city", world["reporter"], is_not_done=True, note="chưa").note


def test_a_return_does_not_spoil_a_page_that_was_open(world):
    """The cell says what it said: whoever corrects it from an old page is not stopped."""
    entry = entry_of(filled(world), "urban")
    report_in(world, ReportState.RETURNED)
    done = save(entry, world["reporter"], "44")
    assert (done.value, entry_of(world.report(), "urban").state) == (
        Decimal(44),
        EntryState.RETURNED,
    )


def test_a_person_who_left_the_unit_can_no_longer_save(world):
    entry = entry_of(filled(world), "urban")
    world["reporter"].memberships.all().delete()
    with pytest.raises(NotAllowedError):
        save(entry, world["reporter"], "44")


def test_an_estimate_is_marked(world):
    filled(world)
    entry = fill(world.report(), "urban", world["head"], value=Decimal(42), nature=Nature.ESTIMATE)
    assert entry_of(world.report(), "urban").nature == entry.nature == "estimate"


def test_remarks_are_kept_and_the_same_again_is_nothing(world):
    filled(world)
    save_remarks(report=world.report(), remarks=" Quý IV thuận lợi ", by=world["reporter"])
    before = last_event()
    report = save_remarks(report=world.report(), remarks="Quý IV thuận lợi", by=world["head"])
    assert (report.remarks, verbs_since(before)) == ("Quý IV thuận lợi", [])


def test_a_cell_is_saved_in_few_queries(world, django_assert_max_num_queries):
    entry = entry_of(filled(world), "urban")
    with django_assert_max_num_queries(5):  # two savepoints (and a lock on PostgreSQL) included
        save(entry, world["reporter"], "44")
