"""Sending: what must be complete, the head's sign-off, taking back; late for ever."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from assignments.models import Unit
from reports.calendar import ask_extension, change_dates, decide_extension
from reports.claiming import LostRaceError
from reports.completing import IncompleteReportError, warnings_by_entry
from reports.models import EntryState, Report, ReportState
from reports.reporting import (
    revise,
    send_back,
    sign,
    submit,
    withdraw,
)
from reports.reviewing import approve_entries, approve_report
from reports.workflow import WrongStateError
from tests.reports.figures import bring
from tests.reports.workflow import steps
from tests.reports.workflow.steps import entry_of, fill, filled, key_of, report_in, stored

LATE = "2026-12-20T12:00:00+07:00"


def test_missing_figures_are_named(world):
    report = filled(world)
    fill(report, "urban", world["reporter"])
    with pytest.raises(IncompleteReportError, match="1") as caught:
        submit(report=report, by=world["reporter"])
    assert [key_of(entry) for entry in caught.value.entries] == ["urban"]
    assert world.report().state == ReportState.DRAFT


def test_a_warning_needs_a_reason_and_never_blocks(world):
    bring(world.programme, world["reviewer"], "urban,42,2025,38.5,,,,official,")
    report = filled(world)
    fill(report, "urban", world["reporter"], value=Decimal(385))
    assert list(warnings_by_entry(report)) == [entry_of(report, "urban").pk]
    with pytest.raises(IncompleteReportError) as caught:
        submit(report=report, by=world["reporter"])
    assert [key_of(entry) for entry in caught.value.entries] == ["urban"]
    fill(report, "urban", world["reporter"], value=Decimal(385), note="đã kiểm tra")
    assert submit(report=report, by=world["reporter"]).state == ReportState.SUBMITTED


def test_a_figure_kept_from_the_last_period_needs_a_reason(world):
    report = filled(world)
    fill(report, "urban", world["reporter"], value=Decimal("38.5"), is_unchanged=True)
    with pytest.raises(IncompleteReportError):
        submit(report=report, by=world["reporter"])
    more = {"is_unchanged": True, "note": "chưa công bố"}
    fill(report, "urban", world["reporter"], value=Decimal("38.5"), **more)
    assert submit(report=report, by=world["reporter"]).state == ReportState.SUBMITTED


def test_a_cell_changed_while_the_report_is_checked(world, monkeypatch):
    """What was checked is what is sent: a colleague empties a cell in between."""
    report = filled(world)
    from reports import reporting

    def and_then(checked, check=reporting.check_complete):
        check(checked)
        fill(report, "urban", world["colleague"])

    monkeypatch.setattr(reporting, "check_complete", and_then)
    with pytest.raises(LostRaceError):
        submit(report=report, by=world["reporter"])
    assert world.report().state == ReportState.DRAFT


def test_a_retired_indicator_does_not_hold_up_a_report(world):
    report = filled(world)
    indicator = entry_of(report, "urban").indicator
    indicator.retired_at = report.created_at
    indicator.save()
    assert submit(report=world.report(), by=world["reporter"]).state == ReportState.SUBMITTED


def test_the_head_signs_off_where_the_unit_wants_it(world):
    report = report_in(world, ReportState.SIGNING)
    assert report.first_submitted_on is None
    signed = sign(report=report, by=world["head"])
    assert (signed.state, signed.signed_by) == (ReportState.SUBMITTED, world["head"])


def test_a_returned_report_can_be_taken_back_from_the_head(world):
    """Returned figures are no decision of the Office on what the head has before it."""
    report_in(world, ReportState.RETURNED)
    Unit.objects.update(wants_sign_off=True)
    submit(report=world.report(), by=world["reporter"])
    assert withdraw(report=world.report(), by=world["reporter"]).state == ReportState.DRAFT
    states = set(world.report().entries.values_list("state", flat=True))
    assert states == {EntryState.RETURNED}


def test_what_the_office_decided_on_cannot_be_taken_back(world):
    report = report_in(world, ReportState.SUBMITTED)
    approve_entries(report=report, keys=[entry_of(report, "urban").pk], by=world["reviewer"])
    before = stored()
    with pytest.raises(WrongStateError):
        withdraw(report=world.report(), by=world["reporter"])
    assert stored() == before


def test_sending_again_clears_the_returns(world):
    report_in(world, ReportState.RETURNED)
    submit(report=world.report(), by=world["reporter"])
    entries = world.report().entries
    assert set(entries.values_list("state", "return_reason")) == {(EntryState.OPEN, "")}


def test_late_is_late_for_ever(world):
    with time_machine.travel(LATE, tick=False):
        report = report_in(world, ReportState.SUBMITTED)
        assert (report.is_late, report.first_submitted_on) == (True, date(2026, 12, 20))
        withdraw(report=world.report(), by=world["reporter"])
        change_dates(
            period=world.q4,
            starts_on=world.q4.starts_on,
            cut_off=world.q4.cut_off,
            deadline=date(2026, 12, 31),
            by=world["reviewer"],
        )
        submit(report=world.report(), by=world["reporter"])
        approve_report(report=world.report(), by=world["reviewer"])
        fresh = revise(report=world.report(), by=world["reporter"], reason="đính chính")
    assert (world.report().is_late, fresh.is_late) == (True, True)


def test_on_time_stays_on_time(world):
    report_in(world, ReportState.RETURNED)
    with time_machine.travel(LATE, tick=False):
        submit(report=world.report(), by=world["reporter"])
        approve_report(report=world.report(), by=world["reviewer"])
        revise(report=world.report(), by=world["reporter"], reason="đính chính")
    assert not Report.objects.filter(is_late=True).exists()


def test_a_report_that_waits_for_the_head_over_the_deadline_is_late(world):
    report_in(world, ReportState.SIGNING)
    with time_machine.travel(LATE, tick=False):
        assert sign(report=world.report(), by=world["head"]).is_late


@pytest.mark.parametrize(
    ("granted", "is_late"), [(date(2026, 12, 20), False), (date(2026, 12, 19), True), (None, True)]
)
def test_more_time_that_was_granted_before(world, granted, is_late):
    _extend(world, granted)
    with time_machine.travel(LATE, tick=False):
        assert report_in(world, ReportState.SUBMITTED).is_late is is_late


def test_more_time_that_is_granted_afterwards_takes_no_mark_away(world):
    with time_machine.travel(LATE, tick=False):
        report_in(world, ReportState.SUBMITTED)
        _extend(world, date(2026, 12, 31))
        assert world.report().is_late


def _extend(world, granted: date | None) -> None:
    extension = ask_extension(
        period=world.q4,
        unit=world.department,
        reason="chờ công bố",
        wanted_until=date(2026, 12, 31),
        by=world["reporter"],
    )
    decide_extension(
        extension=extension, granted_until=granted, answer="được", by=world["reviewer"]
    )


def test_send_back_keeps_what_was_filled(world):
    report_in(world, ReportState.SIGNING)
    send_back(report=world.report(), by=world["head"], reason="kiểm tra lại")
    values = {key_of(e): e.value for e in world.report().entries.select_related("indicator")}
    assert values["urban"] == steps.ANSWERS["urban"].value
