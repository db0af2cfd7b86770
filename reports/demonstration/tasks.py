"""Illustrative progress of tasks: the Office's own records, deadlines, and asking for more time.

Done through the verbs that people use, on days before today; every word says that it is invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assignments.actions import join_unit
from assignments.models import Assignment, Membership, Part, Unit
from indicators.models import Programme
from reports.demonstration.clock import at, moment_of
from reports.demonstration.reporting_plan import CURRENT, HELPER, HELPER_NAME, LAST
from reports.demonstration.task_plan import (
    ASKING,
    FIRST_BACK,
    FIRST_UNITS,
    ILLUSTRATIVE,
    SECOND_BACK,
    SET_BACK,
    Course,
    Duty,
    courses,
    words_for,
)
from reports.filling import TaskFilling
from reports.models import TaskUpdate
from reports.task_extensions import ask_more_time, decide_more_time, set_deadline
from reports.task_progress import record_progress
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.timestamps import today

_WHY_SET = f"Thời hạn giả định để minh họa; văn bản không nêu thời hạn {ILLUSTRATIVE}"
_WHY_ASKED = f"Phải lấy ý kiến bổ sung của các cơ quan liên quan {ILLUSTRATIVE}"
_GRANTED = f"Đồng ý gia hạn một lần {ILLUSTRATIVE}"


def load_task_progress(programme: Programme, office: User) -> int:
    """Record the illustrative standing of the programme's tasks, once; how many have one."""
    if TaskUpdate.objects.filter(assignment__programme=programme, report=None).exists():
        return 0
    leads = {_duty(row): row for row in _leads(programme)}
    day, first = today(), FIRST_UNITS.get(programme.code, "")
    reporting = {story.unit for story in (*LAST, *CURRENT)}
    plan = list(courses(list(leads), day, first, reporting))
    rows = {course: leads[course.duty] for course in plan}
    dated = [course for course in plan if course.due is not None]
    with at(moment_of(day - timedelta(days=SET_BACK))):
        for course in dated:
            if course.due is not None:
                set_deadline(assignment=rows[course], due=course.due, reason=_WHY_SET, by=office)
    _record(plan, rows, day - timedelta(days=FIRST_BACK), office, is_first=True)
    _record(plan, rows, day - timedelta(days=SECOND_BACK), office, is_first=False)
    _ask([rows[course] for course in dated[-ASKING:]], day, office)
    return len(plan)


def _leads(programme: Programme) -> list[Assignment]:
    """Who answers for what today, nobody's vision among it."""
    rows = Assignment.objects.on(today()).filter(programme=programme, part=Part.LEAD)
    rows = rows.filter(task__isnull=False, task__retired_at=None)
    # Thousands of duties share a few tasks and units: one object for each of these.
    found = list(rows.prefetch_related("task", "unit").order_by("task__position", "unit__code"))
    for row in found:
        row.programme = programme
    return found


def _duty(row: Assignment) -> Duty:
    return Duty(row.subject_code, row.unit.code, row.unit.is_local, row.deadline)


def _record(
    plan: Sequence[Course],
    rows: dict[Course, Assignment],
    day: date,
    office: User,
    *,
    is_first: bool,
) -> None:
    """One round of the Office's records; what was done by the first is recorded in the second."""
    fillings = {}
    for course in plan:
        percent = course.first if is_first else course.second
        if percent is None:
            continue
        done_on = None if is_first else course.done_on
        words = words_for(percent, str(course.duty)) if is_first else course.words
        fillings[rows[course]] = TaskFilling(
            progress=percent,
            words=words,
            products=f"Báo cáo kết quả {ILLUSTRATIVE}" if done_on else "",
            done_on=done_on,
        )
    with at(moment_of(day)):
        record_progress(assignments=fillings, by=office)


def _ask(rows: Sequence[Assignment], day: date, office: User) -> None:
    """The first is granted its wish, the others still wait."""
    for place, row in enumerate(rows):
        helper = _helper_of(row.unit)
        wanted = (row.deadline or day) + timedelta(days=45)
        with at(moment_of(day - timedelta(days=6 - place))):
            wish = ask_more_time(assignment=row, reason=_WHY_ASKED, wanted_until=wanted, by=helper)
        if place == 0:
            with at(moment_of(day - timedelta(days=2))):
                decide_more_time(wish=wish, granted_until=wanted, answer=_GRANTED, by=office)


def _helper_of(unit: Unit) -> User:
    """The demonstration's helper, who reports for the unit."""
    helper = User.objects.filter(username=HELPER).first()
    helper = helper or User.objects.create_user(
        HELPER, full_name=HELPER_NAME, is_demonstration=True
    )
    if not Membership.objects.filter(user=helper, unit=unit, role=Role.REPORTER).exists():
        join_unit(user=helper, unit=unit, role=Role.REPORTER, by=None)
    return helper
