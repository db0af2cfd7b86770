"""What happened with a task, the newest first: reported, asked, granted, passed on, assigned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assignments.models import Inheritance, Part
from reports.models import TaskExtension, TaskUpdate
from reports.presenters.rows import Link
from reports.queries.task_story import Story
from tracker.audit.models import Event
from tracker.common.labels import day_label, period_label


@dataclass(frozen=True)
class FileLink:
    """A file beside an update."""

    name: str
    url: str


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened, on which day, with its words, and on which legal basis."""

    day: str
    what: str
    words: str = ""
    basis: str = ""
    files: tuple[FileLink, ...] = ()


Names = Mapping[str, str]
"""Code of a unit → its name."""


def history(
    story: Story, as_of: date, link: Link, names: Names, *, shows_open: bool
) -> tuple[HistoryLine, ...]:
    """Every line until the day; undecided requests only for those who deal with them."""
    dated: list[tuple[date, HistoryLine]] = []
    for update in story.updates:
        dated.append((update.approved_on or as_of, _update(update, story, link)))
    for wish in story.extensions:
        dated += _wish(wish, as_of, shows_open=shows_open)
    dated += [(step.passed_on, _passing(step)) for step in story.passings if _is_told(step)]
    dated += list(_events(story, as_of, names))
    dated.sort(key=lambda one: one[0], reverse=True)
    return tuple(line for _day, line in dated)


def _update(update: TaskUpdate, story: Story, link: Link) -> HistoryLine:
    report = update.report
    names = {
        "unit": update.assignment.unit.name,
        "percent": update.progress,
        "period": period_label(report.period.period) if report else "",
    }
    if update.done_on is not None:
        names["done"] = day_label(update.done_on)
        what = _("%(unit)s: completed on %(done)s") % names
    elif report is None:
        what = _("%(unit)s: %(percent)s %%, recorded by the Office") % names
    else:
        what = _("%(unit)s: %(percent)s %% (%(period)s)") % names
    files = tuple(
        FileLink(file.shown_name, link("evidence", str(file.stored_name)))
        for file in story.files_of(update)
    )
    words = ". ".join(part.rstrip(". ") for part in (update.words, update.products) if part)
    return HistoryLine(_day(update.approved_on), what, words, files=files)


def _wish(
    wish: TaskExtension, as_of: date, *, shows_open: bool
) -> Iterator[tuple[date, HistoryLine]]:
    """Asked, then granted or declined; a deadline that the Office set is one line."""
    asked = localdate(wish.asked_at)
    decided = localdate(wish.decided_at) if wish.decided_at else None
    is_decided = decided is not None and decided <= as_of
    names = {
        "unit": wish.assignment.unit.name,
        "who": wish.asked_by.full_name,
        "wanted": day_label(wish.wanted_until),
        "granted": _day(wish.granted_until),
        "before": _day(wish.due_before) or _("no deadline"),
    }
    if is_decided and decided is not None:
        if wish.asked_by_id == wish.decided_by_id:
            what = _("The Office moved the deadline of %(unit)s: %(before)s → %(granted)s") % names
            yield decided, HistoryLine(day_label(decided), what, wish.reason)
            return
        granted = _("More time granted to %(unit)s: %(before)s → %(granted)s")
        what = (granted if wish.granted_until else _("More time declined to %(unit)s")) % names
        yield decided, HistoryLine(day_label(decided), what, wish.answer)
    elif not shows_open:
        return
    what = _("%(unit)s asks for more time until %(wanted)s") % names
    yield asked, HistoryLine(day_label(asked), what, wish.reason)


def _is_told(step: Inheritance) -> bool:
    """That a unit only coordinated before it led says nothing of who led."""
    return step.source.part == Part.LEAD


def _passing(step: Inheritance) -> HistoryLine:
    names = {
        "source": step.source.unit.name,
        "heir": step.heir.unit.name if step.heir else "",
    }
    if step.heir is None:
        what = _("The lead of %(source)s ended; nobody took it over") % names
    elif step.heir.unit.name == step.source.unit.name:
        what = _("%(heir)s was formed anew and took it over") % names
    elif step.succession is None:
        what = _("Passed from %(source)s to %(heir)s by the Office") % names
    else:
        what = _("Passed from %(source)s to %(heir)s") % names
    basis = step.succession.legal_basis if step.succession else ""
    return HistoryLine(day_label(step.passed_on), what, step.reason, basis)


def _events(story: Story, as_of: date, names: Names) -> Iterator[tuple[date, HistoryLine]]:
    """What only the ledger holds; a lead that passed on is told by its own step."""
    for event in story.events:
        what = _deed(event, names)
        day = localdate(event.happened_at)
        if what and day <= as_of:
            who = event.actor.full_name if event.actor else ""
            words = " · ".join(part for part in (who, event.reason) if part)
            yield day, HistoryLine(day_label(day), what, words)


def _deed(event: Event, names: Names) -> str:
    content: Mapping[str, Any] = event.after or {}
    code = str(content.get("unit", ""))
    told = {
        "unit": names.get(code, code),
        "person": content.get("person", ""),
        "product": content.get("product", ""),
    }
    coordinates = content.get("part") == "coordinating"
    if event.actor is None and event.verb.startswith("assignment."):
        return ""  # the programme file's own assignments stand in the facts
    if event.verb == "assignment.responsible":
        named = _("%(unit)s: %(person)s is responsible")
        return (named if told["person"] else _("%(unit)s: nobody is responsible any more")) % told
    if event.verb == "assignment.made":
        made = _("%(unit)s coordinates") if coordinates else _("%(unit)s leads")
        return made % told
    if event.verb == "assignment.ended" and coordinates:
        return _("%(unit)s no longer coordinates") % told
    if event.verb == "task.product_set":
        return _("Expected result: %(product)s") % told
    return _("The programme file changed the task") if event.verb == "task.changed" else ""


def _day(day: date | None) -> str:
    return day_label(day) if day else ""
