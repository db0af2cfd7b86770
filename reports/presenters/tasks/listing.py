"""The list of tasks by section: one line per task, or one per lead where a filter asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import Unit
from reports.presenters.rows import Link
from reports.presenters.tasks.selection import Line, Selection
from reports.presenters.tasks.states import (
    CountTile,
    StateView,
    state_counts,
    state_sentence,
    state_view,
    sum_text,
    tiles,
    unassigned_view,
)
from reports.queries.tasks import Duty, TaskFacts
from reports.task_states import count
from tracker.common.labels import day_label
from tracker.common.numbers import format_number

_NAMED, _FEW = 2, 12
"""How many coordinating units a line names; above a few it only counts them."""


@dataclass(frozen=True)
class Row:
    """One line: a task with its leads, or one lead's part of it."""

    code: str
    title: str
    url: str
    lead: str
    lead_url: str
    lead_full: str
    part: str
    coordinating: str
    coordinating_full: str
    due: str
    due_wording: str
    progress: str
    percent: int | None
    states: tuple[StateView, ...]


@dataclass(frozen=True)
class SectionRows:
    """The lines of one section of the document."""

    number: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ListHead:
    """What stands above the list."""

    sentence: str
    sum: str
    tiles: tuple[CountTile, ...]
    found: str


def list_head(selection: Selection, link: Link, wanted: Mapping[str, str]) -> ListHead:
    """The counts of what the filters leave, and how many lines that makes."""
    counts = selection.counts
    return ListHead(
        sentence=state_sentence(counts, selection.tasks, selection.unassigned),
        sum=sum_text(counts),
        tiles=tiles(counts, selection.unassigned, link, wanted),
        found=_found(selection),
    )


def _found(selection: Selection) -> str:
    number = len(selection.lines)
    if selection.is_by_lead:
        sentence = ngettext("%(count)s part of a unit", "%(count)s parts of units", number)
    else:
        sentence = ngettext("%(count)s task", "%(count)s tasks", number)
    return sentence % {"count": format_number(number)}


def sections_of(lines: Sequence[Line], link: Link) -> tuple[SectionRows, ...]:
    """The lines under the headings of the document, in its order."""
    groups = groupby(lines, key=lambda line: line.facts.task.section)
    return tuple(
        SectionRows(section.number, section.display_title, tuple(_row(one, link) for one in some))
        for section, some in groups
    )


def _row(line: Line, link: Link) -> Row:
    facts, task = line.facts, line.facts.task
    duties = (line.duty,) if line.duty else facts.duties
    only = duties[0] if len(duties) == 1 else None
    own = {"don-vi": line.duty.unit.code} if line.duty else {}
    url = link("task", task.code, **own)
    names = [unit.label for unit in facts.coordinating]
    return Row(
        code=task.code,
        title=task.display_title,
        url=url,
        lead=lead_text(duties),
        lead_url=link("unit", only.unit.code) if only else url,
        lead_full=only.unit.name if only else "",
        part=_("coordinating") if line.is_coordination else "",
        coordinating=few_names(facts.coordinating),
        coordinating_full=", ".join(names) if _NAMED < len(names) <= _FEW else "",
        due=due_text(duties, facts),
        due_wording=task.due_wording,
        progress=progress_text(duties),
        percent=_percent(only),
        states=states_of(duties),
    )


def lead_text(duties: Sequence[Duty]) -> str:
    """The only lead's name, how many lead each its own part, or nothing."""
    if not duties:
        return ""
    if len(duties) == 1:
        return duties[0].unit.label
    return count_of_units(len(duties))


def few_names(units: Sequence[Unit]) -> str:
    """The first names and how many more; the bare number where they are very many."""
    if len(units) > _FEW:
        return count_of_units(len(units))
    names = ", ".join(unit.label for unit in units[:_NAMED])
    more = len(units) - _NAMED
    if more <= 0:
        return names
    return _("%(names)s and %(count)d more") % {"names": names, "count": more}


def count_of_units(number: int) -> str:
    """`27 units`."""
    sentence = ngettext("%(count)s unit", "%(count)s units", number)
    return sentence % {"count": format_number(number)}


def due_text(duties: Sequence[Duty], facts: TaskFacts) -> str:
    """The deadline; from when to when where the leads have several; nothing where none is set."""
    days = sorted({duty.due for duty in duties if duty.due is not None})
    if not duties and facts.task.due:
        days = [facts.task.due]
    if not days:
        return ""
    if len(days) == 1:
        return day_label(days[0])
    return f"{day_label(days[0])} –\u00a0{day_label(days[-1])}"


def progress_text(duties: Sequence[Duty]) -> str:
    """`60 %` for one lead, `12/166 completed` for several; nothing where nothing was reported."""
    if not duties:
        return ""
    if len(duties) == 1:
        known = duties[0].progress
        return f"{known.percent} %" if known else ""
    done = sum(duty.standing.is_done for duty in duties)
    return _("%(done)s/%(count)s completed") % {
        "done": format_number(done),
        "count": format_number(len(duties)),
    }


def _percent(duty: Duty | None) -> int | None:
    return duty.progress.percent if duty and duty.progress else None


def states_of(duties: Iterable[Duty]) -> tuple[StateView, ...]:
    """One lead's state, the counts of several, or "not assigned"."""
    rows = list(duties)
    if not rows:
        return (unassigned_view(),)
    if len(rows) == 1:
        return (state_view(rows[0].standing),)
    return state_counts(count(duty.standing for duty in rows))
