"""The Office: one figure, many, the whole; never one's own; what counts from when."""

from __future__ import annotations

from decimal import Decimal

import pytest
import time_machine
from django.db import transaction

from assignments.models import Unit
from indicators.method.facts import Nature
from indicators.method.judgement import Status
from reports.actions import LessTrustedError
from reports.assessment import assess_programme
from reports.claiming import LostRaceError
from reports.models import EntryState, Figure, Report, ReportState
from reports.reporting import Filling, revise, sign, submit
from reports.reviewing import (
    BulkApprovalError,
    approve_entries,
    approve_report,
    approve_reports,
    return_entries,
    return_report,
)
from reports.workflow import WrongStateError
from tests.reports.workflow.steps import (
    current_value,
    entry_of,
    fill,
    filled,
    report_in,
    stored,
    verbs_since,
)
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError
from tracker.common.timestamps import today

CLOSED, NEXT_DAY = "2026-12-15T12:00:00+07:00", "2026-12-16T12:00:00+07:00"
"""After the cut-off, from which an official figure is judged (docs/method.md)."""


def keys(report, *names):
    return [entry_of(report, name).pk for name in names]


def test_some_figures_then_the_rest(world):
    report = report_in(world, ReportState.SUBMITTED)
    approve_entries(report=report, keys=keys(report, "urban"), by=world["reviewer"])
    assert (world.report().state, Figure.objects.count()) == (ReportState.SUBMITTED, 1)
    rest = keys(report, "towns/II", "towns/III", "city")
    approve_entries(report=world.report(), keys=rest, by=world["second_reviewer"])
    report = world.report()
    assert (report.state, Figure.objects.count()) == (ReportState.APPROVED, 4)
    assert report.approved_by == world["second_reviewer"]


def test_an_approved_figure_has_its_author_and_its_approver(world):
    report_in(world, ReportState.APPROVED)
    figure = Figure.objects.get(indicator__code="urban")
    assert (figure.recorded_by, figure.approved_by) == (world["reporter"], world["reviewer"])
    assert figure.value == Decimal("41.2")


def judged(world, day=None):
    """The value of `urban` that counts on a day and what the first target's judgement is."""
    (one,) = assess_programme(world.programme, day or today(), ["urban"]).indicators
    value = one.latest.value if one.latest else None
    return value, one.targets[0].judgement.status


def test_an_approved_figure_is_judged_at_once(world):
    with time_machine.travel(CLOSED, tick=False):
        report_in(world, ReportState.SUBMITTED)
        assert judged(world) == (None, Status.NO_DATA)
        approve_report(report=world.report(), by=world["reviewer"])
        assert judged(world) == (Decimal("41.2"), Status.MET)


def test_an_estimate_is_judged_at_once_even_before_the_cut_off(world):
    filled(world)
    fill(world.report(), "urban", world["reporter"], value=Decimal(40), nature=Nature.ESTIMATE)
    submit(report=world.report(), by=world["reporter"])
    approve_report(report=world.report(), by=world["reviewer"])
    assert judged(world)[0] == Decimal(40)


def test_two_figures_are_returned_and_the_others_approved(world):
    report = report_in(world, ReportState.SUBMITTED)
    one, two = keys(report, "urban", "city")
    reasons = {one: "sai đơn vị", two: "thiếu ngày"}
    return_entries(report=report, reasons=reasons, by=world["reviewer"])
    others = keys(report, "towns/II", "towns/III")
    approve_entries(report=world.report(), keys=others, by=world["reviewer"])
    states = dict(report.entries.values_list("pk", "state"))
    assert [states[key] for key in (one, two, *others)] == ["returned"] * 2 + ["approved"] * 2
    assert (world.report().state, world.report().return_reason) == (
        ReportState.RETURNED,
        "sai đơn vị; thiếu ngày",
    )


@pytest.mark.parametrize("name", ["urban", "city"])
def test_what_was_returned_is_not_approved_before_it_comes_back(world, name):
    report = report_in(world, ReportState.RETURNED)
    before = stored()
    with pytest.raises(WrongStateError):
        approve_entries(report=report, keys=keys(report, name), by=world["reviewer"])
    with pytest.raises(WrongStateError):
        approve_report(report=world.report(), by=world["reviewer"])
    assert stored() == before


def test_a_figure_that_changed_since_it_was_seen_is_not_approved(world):
    """Seen, then returned, corrected and sent again: the old page's button does nothing."""
    report = report_in(world, ReportState.SUBMITTED)
    seen = {one.pk: one.version for one in report.entries.all()}
    return_report(report=report, reason="xem lại", by=world["second_reviewer"])
    fill(world.report(), "urban", world["reporter"], value=Decimal(99))
    submit(report=world.report(), by=world["reporter"])
    before = stored()
    with pytest.raises(LostRaceError):
        approve_entries(
            report=world.report(), keys=keys(report, "urban"), by=world["reviewer"], seen=seen
        )
    assert stored() == before


def test_a_figure_of_another_report_cannot_be_named(world):
    other = report_in(world, ReportState.SUBMITTED, world.ward)
    report = report_in(world, ReportState.SUBMITTED)
    foreign = list(other.entries.values_list("pk", flat=True))
    with pytest.raises(LostRaceError):
        approve_entries(report=report, keys=foreign, by=world["reviewer"])
    with pytest.raises(LostRaceError):
        return_entries(report=report, reasons=dict.fromkeys(foreign, "?"), by=world["reviewer"])
    with pytest.raises(WrongStateError):
        approve_entries(report=report, keys=[], by=world["reviewer"])


@pytest.mark.parametrize("part", ["filled", "overwritten", "sent", "signed"])
def test_nobody_reviews_their_own(world, part):
    """`double` reports for the ward, heads the department and reviews."""
    unit = world.department if part == "signed" else world.ward
    filled(world, unit)
    if part in ("filled", "overwritten"):
        again = Filling(numerator=Decimal(83), denominator=Decimal(100))
        code = "broadband"
        fill(world.report(unit), code, world["double"], again)
    if part == "overwritten":
        fill(world.report(unit), code, world["reporter"], numerator=Decimal(84), denominator=100)
    if part == "signed":
        Unit.objects.filter(pk=unit.pk).update(wants_sign_off=True)
    submit(report=world.report(unit), by=world["double" if part == "sent" else "reporter"])
    if part == "signed":
        sign(report=world.report(unit), by=world["double"])
    before = stored()
    with pytest.raises(NotAllowedError):
        approve_report(report=world.report(unit), by=world["double"])
    with pytest.raises(NotAllowedError):
        return_report(report=world.report(unit), reason="?", by=world["double"])
    with pytest.raises(BulkApprovalError):
        approve_reports(reports=[world.report(unit)], by=world["double"])
    assert stored() == before


def test_who_had_no_part_in_it_reviews_though_of_the_unit(world):
    report_in(world, ReportState.SUBMITTED, world.ward)
    approved = approve_report(report=world.report(world.ward), by=world["double"])
    assert approved.state == ReportState.APPROVED


def test_several_reports_all_or_none(world):
    good = report_in(world, ReportState.SUBMITTED, world.ward)
    filled(world)
    bad = world.report()
    before = stored()
    with pytest.raises(BulkApprovalError) as caught:
        approve_reports(reports=[good, bad], by=world["reviewer"])
    assert stored() == before
    assert caught.value.report == bad
    submit(report=world.report(), by=world["reporter"])
    reports = [world.report(world.ward), world.report()]
    assert approve_reports(reports=reports, by=world["reviewer"]) == 2
    assert set(Report.objects.values_list("state", flat=True)) == {ReportState.APPROVED}


def correct(world, *, is_approved: bool = True, **content) -> None:
    """A correction of `urban`, on its way or to its end."""
    revise(report=world.report(), by=world["reporter"], reason="đính chính")
    fill(world.report(), "urban", world["reporter"], **content)
    submit(report=world.report(), by=world["reporter"])
    if is_approved:
        approve_report(report=world.report(), by=world["reviewer"])


def test_a_correction_stands_beside_the_old_report_until_it_is_approved(world):
    report_in(world, ReportState.APPROVED)
    with time_machine.travel(NEXT_DAY, tick=False):
        correct(world, value=Decimal(39), is_approved=False)
        assert current_value("urban", world.department) == Decimal("41.2")
        approve_report(report=world.report(), by=world["reviewer"])
        assert current_value("urban", world.department) == Decimal(39)
    states = Report.objects.order_by("revision").values_list("revision", "state")
    assert list(states) == [(1, "approved"), (2, "approved")]
    assert Figure.objects.count() == 5  # what did not change was not written again


def test_the_day_before_shows_the_number_of_the_day_before(world):
    with time_machine.travel(CLOSED, tick=False):
        report_in(world, ReportState.APPROVED)
        yesterday = today()
    with time_machine.travel(NEXT_DAY, tick=False):
        correct(world, value=Decimal(39))
        assert judged(world, yesterday)[0] == Decimal("41.2")
        assert judged(world)[0] == Decimal(39)


def test_only_one_correction_at_a_time(world):
    report_in(world, ReportState.APPROVED)
    old = world.report()
    revise(report=world.report(), by=world["reporter"], reason="đính chính")
    before = stored()
    with pytest.raises(WrongStateError):
        revise(report=old, by=world["colleague"], reason="đính chính nữa")
    assert stored() == before


def test_an_estimate_never_replaces_the_official_figure_unseen(world):
    """Also not where the very same estimate once stood: it would be approved and not count."""
    filled(world)
    fill(world.report(), "urban", world["reporter"], value=Decimal(40), nature=Nature.ESTIMATE)
    submit(report=world.report(), by=world["reporter"])
    approve_report(report=world.report(), by=world["reviewer"])
    correct(world, value=Decimal(41))
    for value in (Decimal(42), Decimal(40)):
        with pytest.raises(LessTrustedError), transaction.atomic():
            correct(world, value=value, nature=Nature.ESTIMATE)
    assert current_value("urban", world.department) == Decimal(41)


def test_the_ledger_names_the_report_that_was_returned(world):
    report = report_in(world, ReportState.SUBMITTED)
    last = Event.objects.latest("id").pk
    return_entries(report=report, reasons={keys(report, "urban")[0]: "sai"}, by=world["reviewer"])
    assert verbs_since(last) == ["entry.returned", "report.returned"]
    assert Event.objects.latest("id").subject_key == report.ledger_key
    assert entry_of(report, "urban").state == EntryState.RETURNED
