"""Storing the sections and tasks that a programme file states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from assignments.models import Body, Section, Task
from indicators.actions import ReasonNeededError
from indicators.models import Programme
from indicators.programme_file import ProgrammeSpec, TaskSpec
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record_all
from tracker.common.timestamps import now


@dataclass
class AppliedTasks:
    """The tasks by code, and how many rows were new, changed and withdrawn."""

    rows: dict[str, Task] = field(default_factory=dict)
    new: int = 0
    changed: int = 0
    withdrawn: int = 0


def apply_tasks(
    programme: Programme, spec: ProgrammeSpec, *, by: User | None, reason: str
) -> AppliedTasks:
    """Bring bodies, sections and tasks to what the file states; a task it drops is retired.

    Raises ReasonNeededError if a stored task would change or be retired without a reason.
    """
    applied = AppliedTasks()
    deeds: list[tuple[str, Subject, Mapping[str, Any] | None, Mapping[str, Any] | None]] = []
    bodies = {row.name: row for row in programme.bodies.all()}
    for position, body in enumerate(spec.bodies):
        row = bodies.pop(body.name, None) or Body(programme=programme, name=body.name)
        members = {"unit_codes": list(body.units), "kinds": list(body.kinds)}
        _set(row, {**members, "note": body.note, "position": position}, applied)
    sections = {row.number: row for row in programme.sections.all()}
    for position, section in enumerate(spec.sections):
        known = sections.setdefault(
            section.number, Section(programme=programme, number=section.number)
        )
        wanted = {"title": section.title, "title_en": section.title_en, "position": position}
        _set(known, wanted, applied)
    stored = {row.code: row for row in programme.tasks.all()}
    for position, task in enumerate(spec.tasks):
        one = stored.get(task.code) or Task(programme=programme, code=task.code)
        content = _content(task, sections[task.section], position)
        if not task.product:
            content["product"] = one.product  # the Office may have named one
        deeds += _store(one, content, applied, programme, reason)
        applied.rows[task.code] = one
    deeds += _retire(stored.values(), applied, programme, reason)
    record_all(deeds, by=by, reason=reason)
    _drop_unused(programme, spec, bodies)
    return applied


def _content(task: TaskSpec, section: Section, position: int) -> dict[str, Any]:
    stated = {
        "lead": task.lead,
        "each": list(task.each),
        "coordinating": list(task.coordinating),
    }
    return {
        "section": section,
        "title": task.title,
        "title_en": task.title_en,
        "heading": task.heading,
        "text": task.text,
        "due": task.due,
        "due_wording": task.due_wording,
        "product": task.product,
        "stated": {name: value for name, value in stated.items() if value},
        "position": position,
        "retired_at": None,
    }


def _set(row: models.Model, wanted: Mapping[str, Any], applied: AppliedTasks) -> list[str]:
    """Store the row if it is new or says something else; the names of what changed."""
    is_new = row.pk is None
    changed = [name for name, value in wanted.items() if is_new or getattr(row, name) != value]
    if is_new or changed:
        for name in changed:
            setattr(row, name, wanted[name])
        row.save()
        applied.new += is_new
        applied.changed += not is_new
    return changed


def _store(
    task: Task, wanted: Mapping[str, Any], applied: AppliedTasks, programme: Programme, reason: str
) -> list[tuple[str, Subject, Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    is_new = task.pk is None
    before = {} if is_new else {name: _plain(getattr(task, name)) for name in wanted}
    if not is_new and any(getattr(task, name) != wanted[name] for name in _WORDED):
        _need_reason(task, reason)
    changed = _set(task, wanted, applied)
    told = [name for name in changed if name not in ("position", "stated", "section")]
    if not (is_new or told):
        return []
    return [
        (
            "task.created" if is_new else "task.changed",
            Subject("task", task.code, programme.code),
            None if is_new else {name: before[name] for name in told},
            {"title": task.title}
            if is_new
            else {name: _plain(getattr(task, name)) for name in told},
        )
    ]


_WORDED = ("text", "due", "product")
"""What a change of needs a reason: what is to be done, until when, with which result."""


def _retire(
    stored: Iterable[Task], applied: AppliedTasks, programme: Programme, reason: str
) -> list[tuple[str, Subject, Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    deeds: list[tuple[str, Subject, Mapping[str, Any] | None, Mapping[str, Any] | None]] = []
    for task in stored:
        if task.code in applied.rows or task.retired_at is not None:
            continue
        _need_reason(task, reason)
        task.retired_at = now()
        task.save(update_fields=["retired_at"])
        applied.withdrawn += 1
        deeds.append(("task.retired", Subject("task", task.code, programme.code), {}, None))
    return deeds


def _need_reason(task: Task, reason: str) -> None:
    if not reason.strip():
        raise ReasonNeededError(
            _("%(what)s would change. Give the reason (--reason), it is kept with the change.")
            % {"what": task.code}
        )


def _drop_unused(programme: Programme, spec: ProgrammeSpec, bodies: Mapping[str, Body]) -> None:
    """Bodies and sections that the file no longer holds and nothing refers to."""
    Body.objects.filter(pk__in=[row.pk for row in bodies.values()]).delete()
    numbers = [one.number for one in spec.sections]
    programme.sections.exclude(number__in=numbers).filter(tasks__isnull=True).delete()


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
