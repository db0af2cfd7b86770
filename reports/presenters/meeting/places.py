"""Units, their reports and the tasks, as the further sheets of a meeting's papers list them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from assignments.models import Unit
from reports.assessment import ProgrammeAssessment
from reports.exports.meeting.content import (
    CompletenessLine,
    FourCountsLine,
    OverdueTask,
    UnitLine,
)
from reports.models import ReportingPeriod
from reports.presenters.oversight.states import NOT_OWED, WORST_FIRST, state_key, state_word
from reports.presenters.statuses import OFF_TRACK, indicator_status
from reports.presenters.tasks.states import state_word as task_word
from reports.queries.completeness import Completeness, Standing
from reports.queries.tasks import Duty, ProgrammeTasks
from reports.queries.unit_comparison import is_settled
from reports.task_states import FourCounts, TaskState, count
from tracker.common.numbers import format_number

TOTAL = "Tổng số"


def counts_line(name: str, counts: FourCounts) -> FourCountsLine:
    """The four counts under a name."""
    return FourCountsLine(
        name,
        on_time=counts.done_on_time,
        late=counts.done_late,
        running=counts.running,
        overdue=counts.overdue,
        due_soon=counts.due_soon,
    )


def _count(duties: Iterable[Duty]) -> FourCounts:
    return count(duty.standing for duty in duties)


def all_tasks(tasks: ProgrammeTasks) -> FourCountsLine:
    """Every lead's part of every task."""
    return counts_line(TOTAL, _count(tasks.duties))


def section_lines(tasks: ProgrammeTasks) -> tuple[FourCountsLine, ...]:
    """The four counts of each section of the document."""
    by_section: dict[int, list[Duty]] = defaultdict(list)
    for duty in tasks.duties:
        by_section[duty.task.section_id].append(duty)
    return tuple(
        counts_line(f"{one.number}. {one.title}", _count(by_section[one.pk]))
        for one in tasks.sections
    )


def overdue_tasks(tasks: ProgrammeTasks) -> tuple[OverdueTask, ...]:
    """What is overdue, the longest first: bodies of the province one by one, the local units that
    share a task in one line."""
    lines = []
    for one in tasks.tasks:
        late = [duty for duty in one.duties if duty.standing.state is TaskState.OVERDUE]
        local = [duty for duty in late if duty.unit.is_local]
        lines += [_overdue([duty]) for duty in late if not duty.unit.is_local]
        lines += [_overdue(local)] if local else []
    return tuple(sorted(lines, key=lambda one: -one.days_late))


def _overdue(duties: Sequence[Duty]) -> OverdueTask:
    """One line for the parts of one task, as late as the latest of them."""
    first = max(duties, key=lambda duty: duty.standing.days_late)
    lead = first.unit.name if len(duties) == 1 else f"{len(duties)} địa phương"
    return OverdueTask(
        code=first.task.code,
        title=first.task.title,
        lead=lead,
        due=first.due,
        days_late=first.standing.days_late,
        progress=_progress(duties),
        state_label=task_word(TaskState.OVERDUE),
        parts=len(duties),
    )


def _progress(duties: Sequence[Duty]) -> str:
    """`60 %`, `0–60 %` of several; nothing reported is said."""
    known = [duty.progress.percent for duty in duties if duty.progress is not None]
    if not known:
        return "chưa báo cáo"
    low = min(known) if len(known) == len(duties) else 0
    high = max(known)
    share = format_number(high) if low == high else f"{format_number(low)}–{format_number(high)}"
    return f"{share}\u00a0%"


def unit_lines(
    state: ProgrammeAssessment, tasks: ProgrammeTasks, board: Completeness
) -> tuple[UnitLine, ...]:
    """Every unit that leads an indicator or a task, or owed a report in the periods of the board;
    bodies of the province first."""
    leads: dict[int, list[str]] = defaultdict(list)
    units: dict[int, Unit] = {unit.pk: unit for unit in board.units}
    for one in state.indicators:
        if one.owners.lead is not None:
            units[one.owners.lead.pk] = one.owners.lead
            leads[one.owners.lead.pk].append(indicator_status(one))
    duties: dict[int, list[Duty]] = defaultdict(list)
    for duty in tasks.duties:
        units[duty.unit.pk] = duty.unit
        duties[duty.unit.pk].append(duty)
    standings: dict[int, list[Standing]] = defaultdict(list)
    for (unit, _period), standing in board.standings.items():
        standings[unit].append(standing)
    ordered = sorted(units.values(), key=lambda unit: (unit.is_local, unit.code))
    lines = [
        _unit_line(unit, leads[unit.pk], duties[unit.pk], standings[unit.pk]) for unit in ordered
    ]
    return tuple(one for one in lines if one.leads or one.tasks or one.reports_owed)


def _unit_line(
    unit: Unit, statuses: Sequence[str], duties: Sequence[Duty], standings: Sequence[Standing]
) -> UnitLine:
    """A report counts once it was sent or can no longer be sent in time."""
    due = [one for one in standings if is_settled(one)]
    return UnitLine(
        code=unit.code,
        name=unit.name,
        leads=len(statuses),
        off_track=sum(status in OFF_TRACK for status in statuses),
        reports_owed=len(due),
        reports_sent=sum(one.is_sent for one in due),
        reports_on_time=sum(one.is_sent and not one.is_late for one in due),
        tasks=counts_line(unit.name, _count(duties)) if duties else None,
        is_local=unit.is_local,
    )


def completeness_lines(
    board: Completeness, period: ReportingPeriod
) -> tuple[CompletenessLine, ...]:
    """How far each unit's report of the period is, bodies of the province first, each worst first;
    who owes nothing is left out."""
    found = []
    for unit in board.units:
        standing = board.of(unit, period)
        key = state_key(standing)
        if standing is not None and key != NOT_OWED:
            found.append((unit.is_local, WORST_FIRST.index(key), _completeness(unit, standing)))
    return tuple(line for _local, _rank, line in sorted(found, key=lambda one: one[:2]))


def _completeness(unit: Unit, standing: Standing) -> CompletenessLine:
    key = state_key(standing)
    return CompletenessLine(
        unit=unit.name,
        state_label=state_word(key),
        filled=standing.filled,
        total=standing.owed,
        sent_on=standing.sent_on,
        days_late=standing.days_late,
        state=key,
        is_local=unit.is_local,
        is_late=standing.is_late,
    )
