"""The whole content: head, groups, tasks, units, completeness, changes; few queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from indicators.models import Indicator
from reports.exports.meeting.storage import digest, from_json, to_json
from tests.reports.figures import bring
from tests.reports.task_cast import three_tasks
from tests.reports.workflow.steps import report_in


def test_the_head_says_of_what_and_by_whom(figures, papers):
    head = papers(figures).head
    assert (head.number, head.period_label) == ("1-CTr/TU", "Quý III/2026")
    assert head.quarter_heading == "TH Quý III/2026"
    assert (head.cut_off, head.as_of) == (date(2026, 9, 14), date(2026, 11, 20))
    assert (head.made_by, head.made_at) == ("Reviewer", "20/11/2026 12:00")
    assert (head.superior, head.issuer, head.place) == ("TỈNH ỦY HÀ TĨNH", "VĂN PHÒNG", "Hà Tĩnh")
    assert (head.interim_year, head.final_year) == (2025, 2030)
    assert head.is_illustrative


def test_without_made_up_numbers_nothing_is_called_illustrative(world, papers):
    bring(world.programme, world["reviewer"], "urban,42,2025,41,,,,official,")
    assert not papers(world).head.is_illustrative


def test_groups_are_numbered_as_official_tables_do(figures, papers):
    groups = papers(figures).groups
    assert [(one.numeral, one.name) for one in groups] == [("I", "Đô thị"), ("II", "Hạ tầng")]
    assert [line.number for line in groups[1].lines] == ["1", "2", "3"]


def test_every_indicator_is_counted_once(figures, papers):
    content = papers(figures)
    counts = {one.status: one.count for one in content.statuses}
    assert counts == {"missed": 2, "on_track": 1, "no_data": 1, "not_due": 1}
    assert content.sentence.startswith("Trong tổng số 05 chỉ tiêu: ")


def test_the_language_of_the_page_does_not_matter(figures, papers):
    vietnamese = papers(figures)
    with override("en"):
        assert papers(figures) == vietnamese


def test_stored_and_read_again_it_is_the_same(figures, papers):
    content = papers(figures)
    assert from_json(to_json(content)) == content
    assert digest(to_json(content)) == digest(to_json(papers(figures)))


def test_a_past_day_knows_only_what_was_known(figures, papers):
    """The figures of 2025 were known at the end of that year, the corrected one only now."""
    then = papers(figures, as_of=date(2026, 1, 10))
    assert then.lines[0].quarter.text == ""
    assert then.lines[0].last_year.text == "40,04"


def test_tasks_in_the_words_of_every_such_report(world_with_tasks, papers):
    content = papers(world_with_tasks)
    tasks = content.tasks
    assert (tasks.total, tasks.running, tasks.overdue, tasks.due_soon) == (3, 1, 2, 1)
    assert content.tasks_unassigned == 1
    assert [(one.name, one.total) for one in content.task_sections] == [
        ("1. Quy hoạch", 3),
        ("2. Nhà ở", 0),
    ]
    assert content.task_sentence == (
        "Tổng số 03 nhiệm vụ tính theo từng cơ quan chủ trì: hoàn thành đúng hạn 00; hoàn thành"
        " quá hạn 00; đang thực hiện trong hạn 01 (trong đó 01 sắp đến hạn); quá hạn chưa hoàn"
        " thành 02. Có 01 nhiệm vụ chưa được giao cơ quan chủ trì."
    )


def test_local_units_share_the_line_of_an_overdue_task(world_with_tasks, papers):
    (late,) = papers(world_with_tasks).overdue_tasks
    assert (late.code, late.lead, late.parts) == ("1.2", "2 địa phương", 2)
    assert (late.due, late.days_late) == (date(2025, 12, 31), 324)
    assert late.progress == "chưa báo cáo"


def test_units_with_what_they_lead_owe_and_did(world_with_tasks, papers):
    """Quý III was owed by both and sent by none; the department stands before the wards."""
    units = {one.code: one for one in papers(world_with_tasks).units}
    assert [one.is_local for one in units.values()] == sorted(
        one.is_local for one in units.values()
    )
    department, ward = units["42-sxd"], units["18073"]
    assert (department.leads, department.is_local) == (3, False)
    assert department.tasks is not None
    assert department.tasks.running == 1
    assert ward.tasks is not None
    assert ward.tasks.overdue == 1
    assert (ward.reports_sent, ward.reports_on_time) == (0, 0)
    assert ward.reports_owed > 0


def test_completeness_of_the_period_the_worst_first(world, papers):
    report_in(world, "approved")
    lines = papers(world, quarter=4).completeness
    department = next(one for one in lines if one.unit == "Sở Xây dựng")
    assert (department.state, department.state_label) == ("approved", "Đã phê duyệt")
    assert department.filled == department.total > 0
    assert department.sent_on == date(2026, 11, 20)


def test_what_changed_since_the_meeting_before(figures, papers):
    before = papers(figures, as_of=date(2026, 1, 10))
    after = papers(figures, before=("Hội nghị tháng 1", before))
    assert after.since == "Hội nghị tháng 1"
    urban = next(one for one in after.changes if one.code == "urban")
    assert (urban.before, urban.after) == ("40,04\u00a0% (2025)", "42,0\u00a0% (2026; ước)")
    assert papers(figures).changes == ()


@pytest.mark.parametrize("copies", [3])
def test_the_number_of_queries_does_not_grow_with_rows(figures, papers, units, copies):
    three_tasks(figures.programme, units)
    papers(figures)
    with CaptureQueriesContext(connection) as few:
        papers(figures)
    for number in range(copies):
        _copy_of_urban(figures, number)
    with CaptureQueriesContext(connection) as many:
        assert len(papers(figures).lines) == 5 + copies
    assert len(few) == len(many) <= 25


def _copy_of_urban(world, number: int) -> None:
    """One more indicator with targets and a figure."""
    urban = Indicator.objects.get(programme=world.programme, code="urban")
    targets = list(urban.targets.all())
    urban.pk, urban.code, urban.position = None, f"urban-{number}", 100 + number
    urban.save(force_insert=True)
    for target in targets:
        target.pk, target.indicator = None, urban
        target.save(force_insert=True)
    bring(world.programme, world["reviewer"], f"{urban.code},42,2025,41,,,,official,Ghi chú")
