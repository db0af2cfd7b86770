"""Three tasks in small: one lead, two leads that each lead their own part, and nobody.

1.1 is led by Sở Xây dựng and due in eleven days; 1.2 by Phường Thành Sen and Phường Sông Trí, due
at the end of 2025; nobody leads 2.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assignments.models import Assignment, Part, Section, Task, Unit
from indicators.models import Programme
from reports.filling import TaskFilling
from reports.task_progress import record_progress
from tracker.accounts.models import User

RUNNING = TaskFilling(progress=40, words="Đang lấy ý kiến")
DONE = TaskFilling(
    progress=100, words="Đã ban hành", products="Quyết định", done_on=date(2025, 6, 1)
)
LATE = TaskFilling(progress=100, words="Đã ban hành", done_on=date(2026, 3, 1))


def three_tasks(programme: Programme, units: Mapping[str, Unit]) -> dict[str, Task]:
    """The tasks by code, with their leads; the Office of the province coordinates 1.1."""
    sections = [
        Section.objects.create(programme=programme, number=number, title=title, position=place)
        for place, (number, title) in enumerate([("1", "Quy hoạch"), ("2", "Nhà ở")])
    ]
    rows = [
        ("1.1", 0, "Lập quy hoạch chung", date(2026, 12, 1), "Quy hoạch"),
        ("1.2", 0, "Phủ kín quy hoạch phân khu", date(2025, 12, 31), ""),
        ("2.1", 1, "Phát triển nhà ở xã hội", None, ""),
    ]
    tasks = {
        code: Task.objects.create(
            programme=programme,
            section=sections[section],
            code=code,
            title=title,
            text=f"{title} theo văn bản.",
            due=due,
            due_wording="Đến năm" if due else "",
            product=product,
            position=place,
        )
        for place, (code, section, title, due, product) in enumerate(rows)
    }
    lead(tasks["1.1"], units["42-sxd"])
    lead(tasks["1.2"], units["18073"], is_own_part=True)
    lead(tasks["1.2"], units["18754"], is_own_part=True, position=1)
    lead(tasks["1.1"], units["42-vptu"], part=Part.COORDINATING)
    return tasks


def lead(task: Task, unit: Unit, **content) -> Assignment:
    """An assignment of the document, to lead where nothing else is said."""
    wanted = {"part": Part.LEAD, "programme": task.programme, "task": task, "unit": unit}
    return Assignment.objects.create(**(wanted | content))


def lead_of(task: Task, unit: Unit | None = None) -> Assignment:
    rows = Assignment.objects.standing().filter(task=task, part=Part.LEAD)
    rows = rows.select_related("task", "unit", "programme", "responsible")
    return rows.get() if unit is None else rows.get(unit=unit)


def record(row: Assignment, filling: TaskFilling, by: User) -> None:
    record_progress(assignments={row: filling}, by=by)
