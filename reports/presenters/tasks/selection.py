"""Which tasks, and which units' parts of them, fit the filters of the list. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reports.presenters.tasks.clarity import lacks
from reports.presenters.tasks.states import UNASSIGNED
from reports.queries.tasks import Duty, ProgrammeTasks, TaskFacts
from reports.task_states import FourCounts, count
from tracker.common.folding import fold

_BY_LEAD = ("unit", "kind", "state", "soon")


@dataclass(frozen=True)
class Line:
    """One line of the list: a task with all leads that fit, or with one of them."""

    facts: TaskFacts
    duty: Duty | None = None
    is_coordination: bool = False


@dataclass(frozen=True)
class Selection:
    """What fits. The counts leave the state filter out: they are what it chooses from."""

    lines: tuple[Line, ...]
    counts: FourCounts
    tasks: int
    unassigned: int
    is_by_lead: bool


def select(tasks: ProgrammeTasks, wanted: Mapping[str, str]) -> Selection:
    """Narrow the tasks; with a unit, kind or state each lead stands for itself."""
    fitting = [_narrowed(one, wanted) for one in tasks.tasks if _fits(one, wanted)]
    found = [one for one in fitting if one is not None]
    is_by_lead = any(wanted.get(name) for name in _BY_LEAD) and wanted.get("state") != UNASSIGNED
    led = [one for one in found if one.duties]
    unled = {one.task.pk for one in tasks.unassigned}
    unassigned = [one for one in found if one.task.pk in unled]
    return Selection(
        lines=tuple(_lines(found, tasks, wanted, is_by_lead=is_by_lead)),
        counts=count(duty.standing for one in led for duty in one.duties),
        tasks=len(led) + len(unassigned),
        unassigned=len(unassigned),
        is_by_lead=is_by_lead,
    )


def _fits(facts: TaskFacts, wanted: Mapping[str, str]) -> bool:
    task = facts.task
    words = fold(f"{task.code} {task.title} {task.title_en} {task.text}")
    return fold(wanted.get("q", "")) in words and wanted.get("section") in (
        None,
        task.section.number,
    )


def _narrowed(facts: TaskFacts, wanted: Mapping[str, str]) -> TaskFacts | None:
    """The task with the leads that fit; None if neither they nor the task itself do."""
    if not facts.duties:
        has_unit = bool(wanted.get("kind")) or not _coordinates(facts, wanted, default=True)
        clarity = wanted.get("clarity")
        is_clear = clarity is not None and not lacks(facts.task, None, clarity)
        return None if has_unit or is_clear else facts
    duties = tuple(duty for duty in facts.duties if _duty_fits(facts, duty, wanted))
    if duties:
        return replace(facts, duties=duties)
    return replace(facts, duties=()) if _coordinates(facts, wanted, default=False) else None


def _duty_fits(facts: TaskFacts, duty: Duty, wanted: Mapping[str, str]) -> bool:
    clarity = wanted.get("clarity")
    return (
        wanted.get("unit") in (None, duty.unit.code)
        and wanted.get("kind") in (None, duty.unit.kind)
        and (clarity is None or lacks(facts.task, duty, clarity))
    )


def _coordinates(facts: TaskFacts, wanted: Mapping[str, str], *, default: bool) -> bool:
    """Whether the unit that is asked for coordinates; `default` where none is."""
    unit = wanted.get("unit")
    if unit is None:
        return default
    return any(one.code == unit for one in facts.coordinating)


def _lines(
    found: list[TaskFacts], tasks: ProgrammeTasks, wanted: Mapping[str, str], *, is_by_lead: bool
) -> Iterator[Line]:
    whole = {one.task.pk: one for one in tasks.tasks}
    if wanted.get("state") == UNASSIGNED:
        yield from (Line(one) for one in found if not whole[one.task.pk].duties)
        return
    for one in found:
        if not is_by_lead:
            yield Line(one)
            continue
        for duty in one.duties:
            if _state_fits(duty, wanted):
                yield Line(one, duty)
        narrows = wanted.get("state") or wanted.get("soon")
        if wanted.get("unit") and not one.duties and not narrows:
            yield Line(whole[one.task.pk], is_coordination=True)


def _state_fits(duty: Duty, wanted: Mapping[str, str]) -> bool:
    is_wanted = wanted.get("state") in (None, duty.standing.state)
    return is_wanted and (not wanted.get("soon") or duty.standing.is_due_soon)
