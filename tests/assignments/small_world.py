"""Units, tasks and successions in a few words, for the tests of duties and reorganisations."""

from __future__ import annotations

from datetime import date, timedelta

from assignments.models import (
    Assignment,
    Part,
    Section,
    Succession,
    SuccessionKind,
    Task,
    Unit,
    UnitKind,
)
from indicators.models import Programme, Province
from tracker.common.folding import fold

DAY = date(2025, 7, 1)


def a_unit(code: str, *, since=None, until=None, kind=UnitKind.COMMUNE, province="42") -> Unit:
    return Unit.objects.create(
        code=code,
        province=Province.objects.get(code=province),
        name=f"Đơn vị {code}",
        folded_name=fold(f"Đơn vị {code}"),
        kind=kind,
        valid_from=since,
        valid_to=until,
    )


def follow(old: Unit, *new: Unit | None, on=DAY, kind=SuccessionKind.SPLIT, ends=True):
    """The old unit passes into the new ones on the day; None: nobody follows."""
    if ends:
        old.valid_to = on
        old.save()
    for one in new:
        Succession.objects.create(
            predecessor=old, successor=one, happened_on=on, kind=kind, legal_basis="Nghị quyết"
        )


def a_task(programme: Programme, code: str, *, due=None) -> Task:
    section, _made = Section.objects.get_or_create(
        programme=programme, number="I", defaults={"title": "Nhiệm vụ", "position": 0}
    )
    return Task.objects.create(
        programme=programme,
        section=section,
        code=code,
        title=code,
        text=code,
        due=due,
        position=programme.tasks.count(),
    )


def leads(task: Task, unit: Unit, **more) -> Assignment:
    return _duty(task, unit, Part.LEAD, **more)


def own_part(task: Task, unit: Unit, **more) -> Assignment:
    return _duty(task, unit, Part.LEAD, is_own_part=True, **more)


def joins(task: Task, unit: Unit, **more) -> Assignment:
    return _duty(task, unit, Part.COORDINATING, **more)


def _duty(task: Task, unit: Unit, part: Part, **more) -> Assignment:
    return Assignment.objects.create(
        programme=task.programme, task=task, unit=unit, part=part, **more
    )


def holders(task: Task, day: date | None = None, part: Part = Part.LEAD) -> list[str]:
    """Codes of the units that hold the part on the day; of those that stand without a day."""
    rows = Assignment.objects.filter(task=task, part=part)
    rows = rows.on(day) if day else rows.standing()
    return sorted(rows.values_list("unit__code", flat=True))


def before(day: date) -> date:
    return day - timedelta(days=1)
