"""The table for the Standing Committee: the four counts by section and by lead unit, on paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import LOCAL_KINDS, Unit, UnitKind
from reports.presenters.tasks.states import number_of, state_sentence, sum_text
from reports.queries.tasks import Duty, ProgrammeTasks
from reports.task_states import FourCounts, TaskState, count
from tracker.common.labels import day_label
from tracker.common.numbers import format_number

WORST = 10
"""How many units of a kind, or of an overdue task, are named one by one."""


@dataclass(frozen=True)
class CountLine:
    """One line: total, the four counts, due soon, and the share that is completed."""

    label: str
    cells: tuple[str, ...]
    is_total: bool = False
    is_sub: bool = False
    is_kind: bool = False


@dataclass(frozen=True)
class OverdueLine:
    """One unit's overdue part."""

    unit: str
    due: str
    days: str
    progress: str
    reason: str


@dataclass(frozen=True)
class OverdueTask:
    """A task with the units that are overdue, the worst first; `more` are not named."""

    code: str
    title: str
    lines: tuple[OverdueLine, ...]
    more: str


@dataclass(frozen=True)
class Paper:
    """The whole paper."""

    sentence: str
    sum: str
    sections: tuple[CountLine, ...]
    units: tuple[CountLine, ...]
    overdue: tuple[OverdueTask, ...]
    unassigned: tuple[str, ...]


def paper_of(tasks: ProgrammeTasks) -> Paper:
    """Build the paper of a programme on a day."""
    duties = tasks.duties
    counts = _count(duties)
    unled = tasks.unassigned
    return Paper(
        sentence=state_sentence(counts, len(tasks.tasks), len(unled)),
        sum=sum_text(counts),
        sections=_sections(tasks, counts),
        units=_units(duties, counts),
        overdue=_overdue(tasks),
        unassigned=tuple(f"{one.task.code} {one.task.display_title}" for one in unled),
    )


def _count(duties: Iterable[Duty]) -> FourCounts:
    return count(duty.standing for duty in duties)


def _line(
    label: str, counts: FourCounts, *, is_total: bool = False, is_sub: bool = False
) -> CountLine:
    numbers = (
        counts.total,
        *(number_of(counts, state) for state in TaskState),
        counts.due_soon,
    )
    cells = (*(format_number(number) for number in numbers), _share(counts))
    return CountLine(label, cells, is_total, is_sub)


def _share(counts: FourCounts) -> str:
    """`12.5 %` completed, in time or late; nothing of nothing."""
    if not counts.total:
        return ""
    done = counts.done_on_time + counts.done_late
    return f"{format_number(Decimal(100) * done / counts.total, 1)} %"


def _total(counts: FourCounts) -> CountLine:
    return _line(_("Total"), counts, is_total=True)


def _sections(tasks: ProgrammeTasks, counts: FourCounts) -> tuple[CountLine, ...]:
    by_section: dict[int, list[Duty]] = defaultdict(list)
    for duty in tasks.duties:
        by_section[duty.task.section_id].append(duty)
    lines = [
        _line(f"{one.number}. {one.display_title}", _count(by_section[one.pk]))
        for one in tasks.sections
    ]
    return (*lines, _total(counts))


def _units(duties: Sequence[Duty], counts: FourCounts) -> tuple[CountLine, ...]:
    """Bodies of the province one by one; local units as a sum by kind with the worst of them."""
    by_unit: dict[int, list[Duty]] = defaultdict(list)
    units: dict[int, Unit] = {}
    for duty in duties:
        by_unit[duty.unit.pk].append(duty)
        units[duty.unit.pk] = duty.unit
    counted = {key: _count(rows) for key, rows in by_unit.items()}
    lines: list[CountLine] = []
    for kind in UnitKind:
        some = sorted((u for u in units.values() if u.kind == kind), key=lambda unit: unit.code)
        if kind not in LOCAL_KINDS:
            lines += [_line(unit.name, counted[unit.pk]) for unit in some]
        elif some:
            whole = _count(_of(some, by_unit))
            lines.append(replace(_line(_kind(kind, len(some)), whole), is_kind=True))
            lines += [
                _line(unit.name, counted[unit.pk], is_sub=True) for unit in _worst(some, counted)
            ]
    return (*lines, _total(counts))


def _kind(kind: UnitKind, number: int) -> str:
    names = {"kind": str(kind.label), "count": format_number(number)}
    return _("%(kind)s (%(count)s units)") % names


def _of(units: Iterable[Unit], by_unit: dict[int, list[Duty]]) -> Iterable[Duty]:
    return (duty for unit in units for duty in by_unit[unit.pk])


def _worst(units: Sequence[Unit], counted: dict[int, FourCounts]) -> list[Unit]:
    """The units with most overdue, at most ten; those without any are not among them."""
    late = [unit for unit in units if counted[unit.pk].overdue]
    return sorted(late, key=lambda unit: (-counted[unit.pk].overdue, unit.code))[:WORST]


def _overdue(tasks: ProgrammeTasks) -> tuple[OverdueTask, ...]:
    found = []
    for one in tasks.tasks:
        late = [duty for duty in one.duties if duty.standing.state is TaskState.OVERDUE]
        if not late:
            continue
        late.sort(key=_lateness)
        lines = tuple(_overdue_line(duty) for duty in late[:WORST])
        more = len(late) - WORST
        sentence = ngettext("and %(count)s more unit", "and %(count)s more units", more)
        rest = sentence % {"count": format_number(more)} if more > 0 else ""
        found.append(OverdueTask(one.task.code, one.task.display_title, lines, rest))
    return tuple(found)


def _lateness(duty: Duty) -> tuple[int, int, str]:
    """The longest overdue first, then the least progress."""
    percent = duty.progress.percent if duty.progress else 0
    return -duty.standing.days_late, percent, duty.unit.code


def _overdue_line(duty: Duty) -> OverdueLine:
    known = duty.progress
    return OverdueLine(
        unit=duty.unit.name,
        due=day_label(duty.due) if duty.due else "",
        days=format_number(duty.standing.days_late),
        progress=f"{known.percent} %" if known else "",
        reason=known.words if known else _("nothing reported yet"),
    )
