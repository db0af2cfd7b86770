"""Storing a programme file whole: what is to be reached, what is to be done, and who answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assignments.duties import pass_on
from assignments.models import Assignment, Inheritance, Origin, Part, Task, Unit, UnitKind
from assignments.programme.tasks import apply_tasks
from indicators.actions import Applied, apply_programme
from indicators.models import Indicator, Programme
from indicators.programme_file import BodySpec, ProgrammeSpec
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record_all
from tracker.common.errors import SentenceError
from tracker.common.timestamps import today


class UnknownUnitError(SentenceError):
    """A programme file names a unit, or a kind of units, that is not loaded."""


@dataclass(frozen=True)
class Duty:
    """What the file gives to a unit: its part in an indicator, a task, or the programme itself."""

    subject: Indicator | Task | None
    unit: str
    part: Part
    position: int = 0
    is_own_part: bool = False

    @property
    def key(self) -> tuple[str, int, str, str, int, bool]:
        """What identifies it among the assignments of the programme."""
        kind = "" if self.subject is None else type(self.subject).__name__
        number = 0 if self.subject is None else self.subject.pk
        return kind, number, self.unit, self.part.value, self.position, self.is_own_part


def load_programme(spec: ProgrammeSpec, *, by: User | None, reason: str = "") -> Applied:
    """A programme with its tasks and owners, in one transaction.

    Duties of units that have ended since pass to their successors at once. Raises
    UnknownUnitError, and what `apply_programme` raises.
    """
    with transaction.atomic():
        applied = apply_programme(spec, by=by, reason=reason)
        programme = Programme.objects.select_related("province").get(code=spec.code)
        tasks = apply_tasks(programme, spec, by=by, reason=reason)
        units = {unit.code: unit for unit in Unit.objects.filter(province=programme.province)}
        wanted = _wanted(programme, spec, tasks.rows, units)
        changed = _assign(programme, units, wanted, by=by, reason=reason)
        pass_on(programme.province, by=by, programmes=[programme])
        return Applied(
            applied.new + tasks.new,
            applied.changed + tasks.changed + changed,
            applied.withdrawn + tasks.withdrawn,
        )


def _wanted(
    programme: Programme, spec: ProgrammeSpec, tasks: Mapping[str, Task], units: Mapping[str, Unit]
) -> list[Duty]:
    duties = [Duty(None, spec.monitor, Part.MONITOR)]
    indicators = {indicator.code: indicator for indicator in programme.indicators.all()}
    for one in spec.indicators:
        subject = indicators[one.code]
        duties += _duties(subject, [one.lead] if one.lead else [], one.coordinating)
    bodies = {body.name: _members(body, spec, units) for body in spec.bodies}
    for task in spec.tasks:
        row = tasks[task.code]
        leads = [task.lead] if task.lead else _resolved(task.each, bodies)
        others = [code for code in _resolved(task.coordinating, bodies) if code not in leads]
        duties += _duties(row, leads, others, is_own_part=bool(task.each))
    return duties


def _duties(
    subject: Indicator | Task,
    leads: Iterable[str],
    others: Iterable[str],
    *,
    is_own_part: bool = False,
) -> list[Duty]:
    led = [
        Duty(subject, code, Part.LEAD, place if is_own_part else 0, is_own_part)
        for place, code in enumerate(leads)
    ]
    joined = [
        Duty(subject, code, Part.COORDINATING, place) for place, code in enumerate(others, start=1)
    ]
    return led + joined


def _resolved(names: Iterable[str], bodies: Mapping[str, list[str]]) -> list[str]:
    """Unit codes, each once, in the order of the file."""
    codes = [code for name in names for code in bodies.get(name, [name])]
    return list(dict.fromkeys(codes))


def _members(body: BodySpec, spec: ProgrammeSpec, units: Mapping[str, Unit]) -> list[str]:
    """The named units, or every unit of the kinds that existed on the day of issue."""
    for kind in body.kinds:
        if kind not in UnitKind.values:
            raise UnknownUnitError(
                _("“%(body)s”: there is no kind of units “%(kind)s”.")
                % {"body": body.name, "kind": kind}
            )
    if body.units:
        return list(body.units)
    return [
        unit.code
        for unit in sorted(units.values(), key=lambda one: one.code)
        if unit.kind in body.kinds and unit.is_valid_on(spec.issued_on)
    ]


def _assign(
    programme: Programme,
    units: Mapping[str, Unit],
    wanted: list[Duty],
    *,
    by: User | None,
    reason: str,
) -> int:
    """Make the document's assignments those of the file; the number of differences.

    What the file no longer holds ends today with all who inherited it; nothing is deleted.
    """
    check_units(units, (duty.unit for duty in wanted))
    stored = {_stored_key(row): row for row in _stated(programme)}
    keys = {duty.key: duty for duty in wanted}
    gone = [row for key, row in stored.items() if key not in keys]
    fresh = [duty for key, duty in keys.items() if key not in stored]
    _withdraw(gone)
    replaced = {(row.indicator_id, row.task_id) for row in gone}
    Assignment.objects.bulk_create(
        (_assignment(programme, units[duty.unit], duty, replaced) for duty in fresh),
        batch_size=500,
    )
    deeds = [("assignment.ended", row.subject_code, row.unit.code, row.part) for row in gone]
    deeds += [
        ("assignment.made", (duty.subject or programme).code, duty.unit, duty.part.value)
        for duty in fresh
    ]
    record_all(
        [
            (verb, Subject("assignment", code, programme.code), None, {"unit": unit, "part": part})
            for verb, code, unit, part in deeds
        ],
        by=by,
        reason=reason,
    )
    return len(gone) + len(fresh)


def _stated(programme: Programme) -> list[Assignment]:
    rows = Assignment.objects.filter(
        programme=programme, origin=Origin.DOCUMENT, withdrawn_on__isnull=True
    )
    return list(rows.select_related("unit", "indicator", "task", "programme"))


def _stored_key(row: Assignment) -> tuple[str, int, str, str, int, bool]:
    subject = row.task or row.indicator
    return Duty(subject, row.unit.code, Part(row.part), row.position, row.is_own_part).key


def _assignment(
    programme: Programme, unit: Unit, duty: Duty, replaced: set[tuple[int | None, int | None]]
) -> Assignment:
    indicator = duty.subject if isinstance(duty.subject, Indicator) else None
    task = duty.subject if isinstance(duty.subject, Task) else None
    subject = (indicator.pk if indicator else None, task.pk if task else None)
    return Assignment(
        programme=programme,
        indicator=indicator,
        task=task,
        unit=unit,
        part=duty.part.value,
        position=duty.position,
        is_own_part=duty.is_own_part,
        valid_from=today() if subject in replaced else None,
    )


def _withdraw(gone: list[Assignment]) -> None:
    """End the assignments and, through every succession, those that came from them."""
    keys = {row.pk for row in gone}
    Assignment.objects.filter(pk__in=keys).update(withdrawn_on=today())
    heirs: dict[int, set[int]] = defaultdict(set)
    if keys:
        programme = gone[0].programme_id
        pairs = Inheritance.objects.filter(source__programme=programme, heir__isnull=False)
        for source, heir in pairs.values_list("source_id", "heir_id"):
            if heir is not None:
                heirs[source].add(heir)
    ahead = set(keys)
    while ahead:
        ahead = {heir for key in ahead for heir in heirs[key]} - keys
        keys |= ahead
    standing = Assignment.objects.standing().filter(pk__in=keys)
    standing.filter(valid_from__gt=today()).delete()
    standing.update(valid_to=today())


def check_units(known: Collection[str], named: Iterable[str]) -> None:
    """UnknownUnitError for the first code that is no unit of the province."""
    for code in named:
        if code not in known:
            raise UnknownUnitError(
                _("The province has no unit with the code “%(code)s”.") % {"code": code}
            )
