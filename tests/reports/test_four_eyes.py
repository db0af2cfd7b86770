"""Four eyes are two people: whoever gave the sender a password does not approve what they sent."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from assignments.models import Unit
from assignments.people.accounts import reset_password
from reports.models import ReportState
from reports.reporting import sign, submit
from reports.reviewing import BulkApprovalError, approve_report, approve_reports, return_report
from reports.roadmaps import deciding
from tests.reports.roadmaps.steps import roadmap_in
from tests.reports.workflow.steps import filled, report_in, stored
from tests.tracker.accounts.factors import with_factor
from tracker.common.errors import NotAllowedError

LATER = "2026-12-21T12:00:01+07:00"
"""More than thirty days after noon of the day on which the tests run."""


def given(world, person="reporter", by="reviewer"):
    """A one-time password for somebody."""
    reset_password(person=world[person], province=world.programme.province, by=world[by])


def test_who_gave_the_sender_a_password_does_not_approve(world):
    given(world)
    report = report_in(world, ReportState.SUBMITTED)
    before = stored()
    with pytest.raises(NotAllowedError, match="Reporter"):
        approve_report(report=report, by=world["reviewer"])
    with pytest.raises(BulkApprovalError):
        approve_reports(reports=[report], by=world["reviewer"])
    assert stored() == before
    assert approve_report(report=report, by=world["second_reviewer"]).state == ReportState.APPROVED


def test_they_may_return_it_and_approve_what_somebody_else_sends(world):
    given(world)
    report = report_in(world, ReportState.SUBMITTED)
    return_report(report=report, reason="xem lại", by=world["reviewer"])
    submit(report=world.report(), by=world["colleague"])
    approved = approve_report(report=world.report(), by=world["reviewer"])
    assert approved.state == ReportState.APPROVED


@pytest.mark.parametrize(("also", "is_approved"), [("", True), ("head", False)])
def test_a_signature_of_somebody_else_is_enough(world, also, is_approved):
    given(world)
    if also:
        given(world, also)
    report_in(world, ReportState.SIGNING)
    sign(report=world.report(), by=world["head"])
    if is_approved:
        approve_report(report=world.report(), by=world["reviewer"])
    else:
        with pytest.raises(NotAllowedError, match="Head"):
            approve_report(report=world.report(), by=world["reviewer"])


def test_a_signature_from_before_it_was_sent_again_counts_for_nothing(world):
    report_in(world, ReportState.SIGNING)
    sign(report=world.report(), by=world["head"])
    return_report(report=world.report(), reason="xem lại", by=world["reviewer"])
    Unit.objects.filter(pk=world.department.pk).update(wants_sign_off=False)
    given(world)
    with time_machine.travel("2026-11-21T12:00:00+07:00", tick=False):
        submit(report=world.report(), by=world["reporter"])
    with pytest.raises(NotAllowedError):
        approve_report(report=world.report(), by=world["reviewer"])


def test_a_password_that_somebody_else_gave_later_gives_the_account_back(world, administrator):
    given(world)
    people = world.people | {"administrator": administrator}
    reset_password(
        person=people["reporter"], province=world.programme.province, by=people["administrator"]
    )
    report = report_in(world, ReportState.SUBMITTED)
    assert approve_report(report=report, by=world["reviewer"]).state == ReportState.APPROVED


@pytest.mark.parametrize("moment", ["after", "a month before"])
def test_what_was_sent_without_that_password_may_be_approved(world, moment):
    if moment == "after":
        report_in(world, ReportState.SUBMITTED)
        with time_machine.travel("2026-11-20T12:00:01+07:00", tick=False):
            given(world)
    else:
        filled(world)
        given(world)
        with time_machine.travel(LATER, tick=False):
            submit(report=world.report(), by=world["reporter"])
    with time_machine.travel(LATER, tick=False):
        approved = approve_report(report=world.report(), by=world["reviewer"])
    assert approved.state == ReportState.APPROVED


def test_a_second_factor_that_was_there_keeps_the_account_its_owners(world):
    with time_machine.travel("2026-11-19T12:00:00+07:00", tick=False):
        with_factor(world["reporter"])
    given(world)
    report = report_in(world, ReportState.SUBMITTED)
    assert approve_report(report=report, by=world["reviewer"]).state == ReportState.APPROVED


def test_the_same_holds_for_roadmaps(world):
    given(world, "head")
    roadmap = roadmap_in(world, "submitted")
    with pytest.raises(NotAllowedError):
        deciding.approve(roadmap=roadmap, by=world["reviewer"])
    deciding.return_roadmap(roadmap=roadmap, reason="xem lại", by=world["reviewer"])


def test_the_pages_say_so_before(client, world):
    given(world)
    report_in(world, ReportState.SUBMITTED)
    client.force_login(world["reviewer"])
    (line,) = client.get(reverse("review_queue", args=["small"])).context["lines"]
    assert "Reporter" in line.refusal
    page = reverse("review", args=["small", "2026-Q4", "42-sxd"])
    sheet = client.get(page).context["sheet"]
    assert "Reporter" in sheet.approve_refusal
    assert sheet.return_refusal == ""
