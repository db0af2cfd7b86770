"""Tasks and indicators that nobody leads on a day: who led last, why no more, who could follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from assignments.assigning import Matter, last_led, rows_of
from assignments.models import Assignment, Inheritance, Part, Succession, Task, Unit
from indicators.models import Indicator, Programme


@dataclass(frozen=True)
class Unled:
    """A task or indicator without a lead; `last` is None where there never was one.

    `step` is the succession with which the last lead's unit ended, `reason` the Office's words.
    """

    subject: Matter
    last: Assignment | None
    step: Succession | None
    reason: str
    followers: tuple[Unit, ...]

    @property
    def key(self) -> str:
        """What a form sends: the kind and the code."""
        kind = "task" if isinstance(self.subject, Task) else "indicator"
        return f"{kind}:{self.subject.code}"


def unled(programme: Programme, as_of: date) -> list[Unled]:
    """In the order of the document, tasks first; an indicator that is no longer measured is left
    out. Seven queries."""
    subjects: list[Matter] = [*_tasks(programme, as_of), *_indicators(programme, as_of)]
    if not subjects:
        return []
    ended = _ended_leads(programme, as_of)
    steps = _steps(programme, as_of)
    reasons = _reasons(programme, as_of)
    found = []
    for subject in subjects:
        last = last_led(ended[_key(subject)])
        mine = steps[last.unit_id] if last is not None else []
        at_end = [row for row in mine if last and row.happened_on == last.valid_to]
        found.append(
            Unled(
                subject=subject,
                last=last,
                step=next(iter(at_end), None),
                reason=reasons.get(last.pk, "") if last else "",
                followers=_followers(last.unit_id, steps, as_of) if last else (),
            )
        )
    return found


def unled_one(subject: Matter, as_of: date) -> Assignment | None:
    """The last lead of what nobody leads any more; one query."""
    return last_led(rows_of(subject).filter(valid_to__lte=as_of).select_related("unit"))


def _led(programme: Programme, as_of: date, field: str) -> list[int]:
    rows = Assignment.objects.on(as_of).filter(programme=programme, part=Part.LEAD)
    return list(rows.filter(**{f"{field}__isnull": False}).values_list(field, flat=True))


def _tasks(programme: Programme, as_of: date) -> list[Task]:
    led = set(_led(programme, as_of, "task"))
    rows = Task.objects.filter(programme=programme, retired_at=None).select_related("section")
    found = [row for row in rows.order_by("position") if row.pk not in led]
    for row in found:
        row.programme = programme
    return found


def _indicators(programme: Programme, as_of: date) -> list[Indicator]:
    led = set(_led(programme, as_of, "indicator"))
    rows = Indicator.objects.filter(
        Q(superseded_on=None) | Q(superseded_on__gt=as_of), programme=programme, retired_at=None
    )
    found = [row for row in rows.order_by("position") if row.pk not in led]
    for row in found:
        row.programme = programme
    return found


def _key(subject: Matter) -> tuple[str, int]:
    return ("task" if isinstance(subject, Task) else "indicator"), subject.pk


def _ended_leads(programme: Programme, as_of: date) -> Mapping[tuple[str, int], list[Assignment]]:
    rows = Assignment.objects.filter(programme=programme, part=Part.LEAD, valid_to__lte=as_of)
    found: dict[tuple[str, int], list[Assignment]] = defaultdict(list)
    for row in rows.select_related("unit"):
        key = ("task", row.task_id) if row.task_id else ("indicator", row.indicator_id or 0)
        found[key].append(row)
    return found


def _steps(programme: Programme, as_of: date) -> Mapping[int, list[Succession]]:
    """Every succession of the province until the day, by predecessor."""
    rows = Succession.objects.filter(
        predecessor__province=programme.province_id, happened_on__lte=as_of
    )
    found: dict[int, list[Succession]] = defaultdict(list)
    for row in rows.select_related("successor"):
        found[row.predecessor_id].append(row)
    return found


def _reasons(programme: Programme, as_of: date) -> dict[int, str]:
    """What was written where a duty passed to nobody."""
    rows = Inheritance.objects.filter(
        source__programme=programme, heir=None, passed_on__lte=as_of
    ).exclude(reason="")
    return dict(rows.values_list("source_id", "reason"))


def _followers(
    unit: int, steps: Mapping[int, Iterable[Succession]], as_of: date
) -> tuple[Unit, ...]:
    """The units of the day that came from this one, through every step of succession."""
    found: dict[int, Unit] = {}
    ahead, seen = [unit], {unit}
    while ahead:
        for row in steps.get(ahead.pop(), ()):
            if row.successor is None or row.successor.pk in seen:
                continue
            seen.add(row.successor.pk)
            ahead.append(row.successor.pk)
            if row.successor.is_valid_on(as_of):
                found[row.successor.pk] = row.successor
    return tuple(sorted(found.values(), key=lambda one: one.code))
