"""The grid of a report: groups of indicators, each with one row or one row per class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.method.facts import Frequency
from indicators.models import Indicator
from reports.checks import warnings_of
from reports.forms.entry import TypedCell
from reports.forms.update import TypedUpdate
from reports.models import Entry
from reports.presenters.entry.head import Head, Viewer, report_head
from reports.presenters.entry.progress import Line, Problem, line_key, line_name, returned_lines
from reports.presenters.entry.row import Beside, Row, Trouble, build_row, sum_text
from reports.presenters.entry.task_row import TaskRow, build_task_row
from reports.presenters.rows import Link
from reports.queries.history import EntryHistory, context_of
from reports.queries.sheet import Sheet


@dataclass(frozen=True)
class Item:
    """An indicator with its row, or with a row for each of its classes and their sum."""

    name: str
    unit: str
    frequency: str
    definition: str
    url: str
    rows: tuple[Row, ...]
    sum_key: int
    sum_text: str
    has_classes: bool


@dataclass(frozen=True)
class Section:
    """A group heading and what stands below it."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Troubles:
    """The rows that a posted form could not save: figures and task updates, by key."""

    cells: Mapping[int, Trouble[TypedCell]] = field(default_factory=dict)
    updates: Mapping[int, Trouble[TypedUpdate]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.cells or self.updates)


NONE = Troubles()


@dataclass(frozen=True)
class Grid:
    """Everything on the page."""

    head: Head
    sections: tuple[Section, ...]
    tasks: tuple[TaskRow, ...]
    problems: tuple[Problem, ...]
    returned: tuple[Problem, ...]
    is_writable: bool


def grid_page(sheet: Sheet, viewer: Viewer, troubles: Troubles = NONE) -> Grid:
    """Build the page; `troubles` are the rows that a posted form could not save."""
    head = report_head(sheet, viewer)
    is_writable = not head.why_closed
    rows = {
        entry.pk: build_row(
            entry,
            beside(entry, sheet.histories[entry.pk]),
            is_writable=is_writable,
            trouble=troubles.cells.get(entry.pk),
        )
        for entry in sheet.entries
    }
    tasks = {
        update.pk: build_task_row(
            update,
            sheet.update_histories[update.pk],
            viewer,
            is_writable=is_writable,
            trouble=troubles.updates.get(update.pk),
        )
        for update in sheet.updates
    }
    sections = tuple(
        Section(name, _items(list(members), rows, viewer.desk_link))
        for name, members in groupby(sheet.entries, lambda one: one.indicator.group.display_name)
    )
    return Grid(
        head=head,
        sections=sections,
        tasks=tuple(tasks.values()),
        problems=(*_problems(sheet.entries, rows), *_problems(sheet.updates, tasks)),
        returned=returned_lines(sheet.lines),
        is_writable=is_writable,
    )


def beside(entry: Entry, history: EntryHistory) -> Beside:
    """The history of an entry with the soft checks that it trips."""
    return Beside(history, warnings_of(context_of(entry, history)))


def _items(entries: list[Entry], rows: Mapping[int, Row], link: Link) -> tuple[Item, ...]:
    items = []
    for _key, members in groupby(entries, lambda one: one.indicator_id):
        mine = list(members)
        indicator = mine[0].indicator
        items.append(
            Item(
                name=indicator.display_name,
                unit=indicator.display_unit,
                frequency=frequency_words(indicator),
                definition=indicator.definition,
                url=link("indicator", indicator.code),
                rows=tuple(rows[entry.pk] for entry in mine),
                sum_key=indicator.pk,
                sum_text=sum_text(mine),
                has_classes=bool(mine[0].class_code),
            )
        )
    return tuple(items)


def frequency_words(indicator: Indicator) -> str:
    """Of which span of time the figure is: what an annual one means in the fourth quarter."""
    if indicator.frequency == Frequency.ANNUAL:
        return _("figure of the whole year")
    return _("figure of the quarter")


def _problems(
    lines: Sequence[Line], rows: Mapping[int, Row] | Mapping[int, TaskRow]
) -> tuple[Problem, ...]:
    said = {key: row.fault or row.theirs for key, row in rows.items()}
    return tuple(
        Problem(line_key(line), line_name(line), said[line.pk]) for line in lines if said[line.pk]
    )


def saved_words(count: int) -> str:
    """How many rows a form saved."""
    return ngettext("%(count)d row saved.", "%(count)d rows saved.", count) % {"count": count}
