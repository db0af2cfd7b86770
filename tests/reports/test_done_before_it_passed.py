"""A task that proves done at its old unit is not asked of the heirs, however late that is known."""

from datetime import date

import pytest

from assignments.models import Assignment, UnitKind
from assignments.reorganisation.applying import plan_reorganisation, reorganise
from assignments.reorganisation.plan import Decisions
from assignments.reorganisation.rows import Proposal, Row, SuccessionKind
from reports.filling import TaskFilling
from reports.queries.tasks import programme_tasks
from reports.task_progress import record_progress
from tests.assignments.small_world import a_task, a_unit, holders, own_part
from tests.conftest import TODAY
from tracker.audit.models import Event

DONE = TaskFilling(progress=100, words="Đã ban hành", products="QĐ 1", done_on=date(2026, 10, 1))


@pytest.fixture
def district(programme):
    return a_unit("401", kind=UnitKind.DISTRICT)


def split(programme, by, day):
    rows = tuple(
        Row("401", code, SuccessionKind.SPLIT, name=f"Xã {code}", unit_kind=UnitKind.COMMUNE)
        for code in ("20001", "20002")
    )
    place = {"province": programme.province, "proposal": Proposal(day, "NQ", rows), "by": by}
    mark = plan_reorganisation(**place).mark
    reorganise(**place, decisions=Decisions(), mark=mark)


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2027, 1, 1)])
def test_done_there_it_stays_there(programme, district, reviewer, day):
    """The day has passed and the report was approved late; or the day still lies ahead."""
    task = a_task(programme, "1", due=date(2026, 12, 31))
    source = own_part(task, district)
    split(programme, reviewer, day)
    assert holders(task, day) == ["20001", "20002"]
    source = Assignment.objects.select_related("task", "unit", "programme").get(pk=source.pk)
    record_progress(assignments={source: DONE}, by=reviewer)
    assert holders(task, day) == ["401"]
    counts = programme_tasks(programme, TODAY).tasks[0].counts
    assert counts.done_on_time == 1
    assert counts.total == 1
    assert Event.objects.get(verb="assignment.kept").actor == reviewer


def test_what_is_not_done_goes_on(programme, district, reviewer):
    task = a_task(programme, "1")
    source = own_part(task, district)
    split(programme, reviewer, date(2026, 11, 1))
    source = Assignment.objects.select_related("task", "unit", "programme").get(pk=source.pk)
    half = TaskFilling(progress=50, words="Đang soạn", products="", done_on=None)
    record_progress(assignments={source: half}, by=reviewer)
    assert holders(task) == ["20001", "20002"]
