"""The Office reviews task updates beside the figures: one, many, all; the odd ones first."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reports.drafting import open_report
from reports.filling import TaskFilling, fill_update
from reports.models import EntryState, ReportState, TaskUpdate
from reports.reporting import submit
from tests.conftest import TODAY
from tests.reports.task_cast import RUNNING, lead, lead_of, record, three_tasks
from tests.reports.views.review_cast import DEPARTMENT, fill, fourth_quarter

PLACE = ("small", "2026-Q4", "42-sxd")
STEADY = TaskFilling(progress=60, words="Đã trình UBND tỉnh")
UNPROVEN = TaskFilling(progress=100, words="Xong", done_on=TODAY)


@pytest.fixture
def tasks(programme, units):
    """Sở Xây dựng leads 1.1 and, beside others, its own part of 1.2."""
    made = three_tasks(programme, units)
    lead(made["1.2"], units["42-sxd"], is_own_part=True, position=2)
    return made


@pytest.fixture
def report(programme, tasks, units, reporter, reviewer):
    """1.1 has come from 40 to 60 per cent; 1.2 is called done without proof, after its deadline."""
    record(lead_of(tasks["1.1"]), RUNNING, reviewer)
    report = open_report(period=fourth_quarter(programme), unit=units["42-sxd"], by=reporter)
    for which, filling in DEPARTMENT.items():
        fill(report, which, filling, reporter)
    for code, filling in (("1.1", STEADY), ("1.2", UNPROVEN)):
        tell(report, code, filling, reporter)
    return submit(report=report, by=reporter)


def update(report, code) -> TaskUpdate:
    rows = report.task_updates.select_related(
        "assignment__task", "assignment__unit", "report__period__programme", "report__unit"
    )
    return rows.get(assignment__task__code=code)


def tell(report, code, filling, by):
    one = update(report, code)
    fill_update(update=one, filling=filling, version=one.version, by=by)


@pytest.fixture
def office(client, reviewer):
    client.force_login(reviewer)
    return client


def posted(report, verb, *codes, **reasons):
    """The form as the page sends it; codes of tasks are ticked, `whole` is the common reason."""
    report.refresh_from_db()
    rows = {one.assignment.subject_code: one for one in report.task_updates.all()}
    data = {"verb": verb, "version": str(report.version)}
    for one in rows.values():
        if one.state == EntryState.OPEN:
            data[f"version-u{one.pk}"] = str(one.version)
    for one in report.entries.filter(state=EntryState.OPEN):
        data[f"version-{one.pk}"] = str(one.version)
    data["entry"] = [f"u{rows[code].pk}" for code in codes]
    return data | reasons


def act(client, report, verb, *codes, **reasons):
    return client.post(reverse("review_act", args=PLACE), posted(report, verb, *codes, **reasons))


def sheet(client):
    return client.get(reverse("review", args=PLACE)).context["sheet"]


def states(report):
    return {code: update(report, code).state for code in ("1.1", "1.2")}


def test_the_odd_one_comes_first_with_what_stands_beside_it(office, report):
    odd, steady = sheet(office).tasks
    assert [one.name.split()[0] for one in (odd, steady)] == ["1.2", "1.1"]
    assert len(odd.warnings) == 2
    assert (steady.previous, steady.value) == ("40\u00a0%", "60\u00a0%")
    assert steady.change == "+20 điểm phần trăm"
    assert (steady.previous_words, steady.words) == ("Đang lấy ý kiến", "Đã trình UBND tỉnh")
    assert steady.standing.deadline == "01/12/2026"
    assert sheet(office).open_count == 6


def test_the_queue_counts_them(office, report):
    (line,) = office.get(reverse("review_queue", args=["small"])).context["lines"]
    assert (line.filled, line.warnings) == ("6/6", 2)
    assert line.refusal


def test_one_is_approved_and_counts_at_once(office, report, tasks):
    one = update(report, "1.1")
    answer = act(office, report, f"approve-u{one.pk}")
    assert answer.status_code == 302
    assert states(report) == {"1.1": EntryState.APPROVED, "1.2": EntryState.OPEN}
    assert update(report, "1.1").approved_on == TODAY


def test_a_chosen_one_is_returned_with_its_reason(office, report):
    one = update(report, "1.2")
    act(office, report, "return", "1.2", **{f"reason-u{one.pk}": "Gửi kèm quyết định"})
    report.refresh_from_db()
    assert (report.state, update(report, "1.2").return_reason) == (
        ReportState.RETURNED,
        "Gửi kèm quyết định",
    )


def test_all_are_approved_together_with_the_figures(office, report, tasks, units):
    act(office, report, "approve-all")
    report.refresh_from_db()
    assert report.state == ReportState.APPROVED
    assert lead_of(tasks["1.2"], units["42-sxd"]).closed_on == TODAY


def test_a_second_click_does_nothing_twice(office, report):
    one = update(report, "1.1")
    data = posted(report, f"approve-u{one.pk}")
    for _click in range(2):
        assert office.post(reverse("review_act", args=PLACE), data).status_code == 302
    report.refresh_from_db()
    assert states(report)["1.1"] == EntryState.APPROVED


def test_without_a_reason_nothing_is_returned(office, report):
    answer = act(office, report, "return", "1.1")
    assert answer.status_code == 400
    assert {one.key for one in answer.context["sheet"].tasks if one.lacks_reason} == {
        f"u{update(report, '1.1').pk}"
    }
    assert states(report)["1.1"] == EntryState.OPEN


@pytest.mark.parametrize("verb", ["approve-u0", "approve-ux", "return-u99999", "approve-u"])
def test_what_is_not_there_is_refused(office, report, verb):
    answer = act(office, report, verb, reason="?")
    assert answer.status_code in (400, 409)
    assert set(states(report).values()) == {EntryState.OPEN}


def test_what_changed_since_the_return_stands_beside_it(office, report, reporter):
    act(office, report, "return", "1.2", reason="Gửi kèm quyết định")
    report.refresh_from_db()
    tell(report, "1.2", TaskFilling(progress=80, words="Chờ ký"), reporter)
    submit(report=report, by=reporter)
    (odd,) = [one for one in sheet(office).tasks if one.name.startswith("1.2")]
    assert (odd.since_return.reason, odd.since_return.is_changed) == ("Gửi kèm quyết định", True)
    assert "80\u00a0%" in odd.since_return.new
    told = [line.what for line in sheet(office).story]
    assert len(told) == len(sheet(office).story) > 3


@pytest.mark.parametrize("who", ["reporter", "reader", "stranger"])
def test_others_find_nothing(client, report, request, who):
    client.force_login(request.getfixturevalue(who))
    assert act(client, report, "approve-all").status_code == 404
    assert set(states(report).values()) == {EntryState.OPEN}


def test_the_page_in_a_fixed_number_of_queries(office, report, django_assert_max_num_queries):
    with django_assert_max_num_queries(27):
        office.get(reverse("review", args=PLACE))
