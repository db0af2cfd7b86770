"""The tasks of a programme file, the sections they stand in and the bodies they address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from indicators.programme_file.section import Section, is_code, refuse_repeats, suggestion
from indicators.programme_file.task_spec import BodySpec, SectionSpec, TaskSpec

BODY = ("name", "units", "kinds", "note")
SECTION = ("number", "title", "title_en")
TASK = (
    *("code", "section", "title", "title_en", "heading", "text"),
    *("lead", "each", "coordinating", "due", "due_wording", "product"),
)
_KIND = re.compile(r"[a-z]+(_[a-z]+)*")
_CODE = re.compile(r"[^\W_]+(\.[^\W_]+)*")
_CODE_LENGTH, _TITLE, _WORDING, _NAME, _HEADING = 40, 90, 200, 300, 500


@dataclass(frozen=True)
class _Frame:
    """What the tasks refer to."""

    bodies: tuple[str, ...]
    sections: tuple[str, ...]
    issued_on: date


def read_bodies(root: Section) -> tuple[BodySpec, ...]:
    """The bodies, each with its units by code or by kind."""
    sections = root.entries("bodies", "name")
    refuse_repeats(sections, "name")
    return tuple(_body(section) for section in sections)


def _body(section: Section) -> BodySpec:
    section.only(*BODY)
    section.require("name")
    body = BodySpec(
        name=section.phrase("name", _WORDING),
        units=section.codes("units"),
        kinds=section.different("kinds"),
        note=section.passage("note"),
    )
    if is_code(body.name):
        section.fault("name", _("A body's name must not look like the code of a unit."))
    for kind in body.kinds:
        if not _KIND.fullmatch(kind):
            section.fault("kinds", _("“%(value)s” is not a kind such as city."), value=kind)
    if body.units and body.kinds:
        section.fault("kinds", _("A body has either units or kinds, not both."))
    elif not (body.units or body.kinds):
        section.fault("units", _("A body needs units or kinds."))
    return body


def read_sections(root: Section) -> tuple[SectionSpec, ...]:
    """The sections under which tasks stand."""
    sections = root.entries("sections", "number")
    refuse_repeats(sections, "number")
    found = []
    for section in sections:
        section.only(*SECTION)
        section.require("number", "title")
        number = section.clause_id("number")
        title, title_en = (section.phrase(key, _NAME) for key in ("title", "title_en"))
        found.append(SectionSpec(number, title, title_en))
    return tuple(found)


def read_tasks(
    root: Section, bodies: Iterable[BodySpec], sections: Iterable[SectionSpec], issued_on: date
) -> tuple[TaskSpec, ...]:
    """The tasks; () where the file has none."""
    entries = root.entries("tasks", "code")
    refuse_repeats(entries, "code")
    frame = _Frame(
        bodies=tuple(body.name for body in bodies),
        sections=tuple(section.number for section in sections),
        issued_on=issued_on,
    )
    return tuple(_task(entry, frame) for entry in entries)


def _task(entry: Section, frame: _Frame) -> TaskSpec:
    entry.only(*TASK)
    entry.require("code", "section", "title", "text")
    task = TaskSpec(
        code=_code(entry),
        section=entry.clause_id("section"),
        title=entry.phrase("title", _TITLE),
        title_en=entry.phrase("title_en", _TITLE),
        heading=entry.phrase("heading", _HEADING),
        text=entry.passage("text"),
        lead=_lead(entry, frame.bodies),
        each=_parties(entry, "each", frame.bodies),
        coordinating=_parties(entry, "coordinating", frame.bodies),
        due=entry.date("due"),
        due_wording=entry.phrase("due_wording", _WORDING),
        product=entry.phrase("product", _NAME),
    )
    _check_section(entry, task.section, frame.sections)
    _check_owners(entry, task)
    _check_due(entry, task, frame.issued_on)
    return task


def _code(entry: Section) -> str:
    """The number under which the document is quoted, such as `1.1.a`."""
    value = entry.phrase("code", _CODE_LENGTH)
    if value and not _CODE.fullmatch(value):
        message = _("“%(value)s” is not the code of a task such as 1.1.a or IV.6.")
        entry.fault("code", message, value=value)
    return value


def _lead(entry: Section, bodies: tuple[str, ...]) -> str | None:
    """The one unit that answers for the task; a body of several units is no lead."""
    value = entry.phrase("lead", _WORDING)
    if value in bodies:
        message = _("“%(value)s” stands for several units. Write it under “each”.")
        entry.fault("lead", message, value=value)
    else:
        entry.check_code("lead", value)
    return value or None


def _parties(entry: Section, key: str, bodies: tuple[str, ...]) -> tuple[str, ...]:
    """A list of different unit codes and names of bodies; () where the key is absent."""
    found = entry.different(key)
    for value in found:
        if value in bodies or is_code(value):
            continue
        if meant := suggestion(value, bodies):
            message = _("“%(value)s” is neither a unit code nor a body. Did you mean “%(meant)s”?")
            entry.fault(key, message, value=value, meant=meant)
        else:
            message = _("“%(value)s” is neither a unit code nor a body of this file.")
            entry.fault(key, message, value=value)
    return found


def _check_section(entry: Section, number: str, known: tuple[str, ...]) -> None:
    if not number or number in known:
        return
    if meant := suggestion(number, known):
        message = _("There is no section “%(value)s”. Did you mean “%(meant)s”?")
        entry.fault("section", message, value=number, meant=meant)
    else:
        entry.fault("section", _("There is no section “%(value)s” in this file."), value=number)


def _check_owners(entry: Section, task: TaskSpec) -> None:
    """One lead, or each body leads its own part; who leads does not also coordinate."""
    if task.lead and task.each:
        message = _("A task has exactly one lead, or each body leads its own part; not both.")
        entry.fault("each", message)
    for value in (*filter(None, [task.lead]), *task.each):
        if value in task.coordinating:
            message = _("The lead “%(value)s” cannot also be a coordinating unit.")
            entry.fault("coordinating", message, value=value)


def _check_due(entry: Section, task: TaskSpec, issued_on: date) -> None:
    """A date comes with the words that give it, and lies after the day of issue."""
    if task.due and not task.due_wording:
        entry.fault("due_wording", _("A due date needs the words of the text that give it."))
    if task.due_wording and "due" not in entry:
        entry.fault("due", _("Words that give a date need the date."))
    if task.due and task.due < issued_on:
        message = _("The day lies before the programme was issued, %(day)s.")
        entry.fault("due", message, day=issued_on.isoformat())
    printed = (_one_line(text) for text in (task.heading, task.text))
    if not any(_one_line(task.due_wording) in text for text in printed):
        message = _("“%(value)s” stands neither in the text nor in the heading.")
        entry.fault("due_wording", message, value=task.due_wording)


def _one_line(text: str) -> str:
    return " ".join(text.split())
